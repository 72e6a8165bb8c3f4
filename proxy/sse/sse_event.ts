/** One server-sent event, blank line included. */
export interface SseEvent {
  /** Exactly what the provider sent. */
  readonly raw: Uint8Array<ArrayBuffer>;
  /** `raw` as text; `undefined` if it is not UTF-8. */
  readonly text: string | undefined;
  /** Its `data` lines, joined by line feeds; empty if it has none. */
  readonly data: string;
}

const DATA = /^data(?:: ?(.*))?$/s;

/** Reads an event's fields (WHATWG HTML §9.2.6). */
export function sseEvent(raw: Uint8Array<ArrayBuffer>): SseEvent {
  const text = decode(raw);
  const data = linesOf(text ?? "").flatMap(({ line }) => {
    const field = DATA.exec(line);
    return field ? [field[1] ?? ""] : [];
  });
  return { raw, text, data: data.join("\n") };
}

/** The event with other data, all its other lines as they were. */
export function withData(event: SseEvent, data: string): string {
  const put = data.split("\n");
  let isFirst = true;
  return linesOf(event.text ?? "").map(({ bom, line, end }) => {
    if (!DATA.test(line)) return bom + line + end;
    const mine = isFirst ? put : [];
    isFirst = false;
    return bom + mine.map((each) => `data: ${each}${end || "\n"}`).join("");
  }).join("");
}

/** An event of the same name that carries `data` only. */
export function copyWithData(event: SseEvent, data: string): string {
  const name = linesOf(event.text ?? "")
    .find(({ line }) => line.startsWith("event:"));
  const lines = [...(name ? [name.line] : []), `data: ${data}`, "", ""];
  return lines.join("\n");
}

interface Line {
  readonly bom: string;
  readonly line: string;
  readonly end: string;
}

function linesOf(text: string): Line[] {
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const lines = text.slice(bom.length).matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g);
  return [...lines].filter(([all]) => all !== "").map(([, line, end], i) => ({
    bom: i === 0 ? bom : "",
    line: line!,
    end: end!,
  }));
}

function decode(raw: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(raw);
  } catch {
    return undefined;
  }
}
