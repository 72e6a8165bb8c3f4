import { decodeUtf8 } from "../utf8.ts";

/** One server-sent event, blank line included. */
export interface SseEvent {
  /** Exactly what the provider sent. */
  readonly raw: Uint8Array<ArrayBuffer>;
  /** `raw` as text; `undefined` if it is not UTF-8. */
  readonly text: string | undefined;
  /** Its `data` lines, joined by line feeds; empty if it has none. */
  readonly data: string;
}

const DATA = "data";

/** Reads an event's fields (WHATWG HTML §9.2.6). */
export function sseEvent(raw: Uint8Array<ArrayBuffer>): SseEvent {
  const text = decodeUtf8(raw);
  const lines = linesOf(text ?? "").map(({ line }) => line).filter(isData);
  return { raw, text, data: lines.map(valueOf).join("\n") };
}

function isData(line: string): boolean {
  return line.startsWith(DATA) &&
    (line.length === DATA.length || line[DATA.length] === ":");
}

/** A field's value: what stands after the colon and one space. */
function valueOf(line: string): string {
  const from = DATA.length + 1;
  return line.slice(line[from] === " " ? from + 1 : from);
}

/** The event with other data, all its other lines as they were. */
export function withData(event: SseEvent, data: string): string {
  const put = data.split("\n");
  let isFirst = true;
  return linesOf(event.text ?? "").map(({ bom, line, end }) => {
    if (!isData(line)) return bom + line + end;
    const mine = isFirst ? put : [];
    isFirst = false;
    return bom + mine.map((each) => `data: ${each}${end || "\n"}`).join("");
  }).join("");
}

/** An event of the same name that carries `data` only, its lines ended as there. */
export function copyWithData(event: SseEvent, data: string): string {
  const all = linesOf(event.text ?? "");
  const name = all.find(({ line }) => line.startsWith("event:"));
  const end = all.find(({ line }) => isData(line))?.end || "\n";
  const lines = [...(name ? [name.line] : []), `data: ${data}`, "", ""];
  return lines.join(end);
}

interface Line {
  readonly bom: string;
  readonly line: string;
  readonly end: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let bom = text.slice(0, at);
  while (at < text.length) {
    END.lastIndex = at;
    const end = END.exec(text);
    const stop = end?.index ?? text.length;
    lines.push({ bom, line: text.slice(at, stop), end: end?.[0] ?? "" });
    at = stop + (end?.[0].length ?? 0);
    bom = "";
  }
  return lines;
}

const END = /\r\n|\r|\n/g;
