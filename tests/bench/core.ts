import { redactBody } from "../../proxy/body.ts";
import { pathTree } from "../../proxy/json/path_tree.ts";
import { walkStrings } from "../../proxy/json/walk_strings.ts";
import { PROVIDERS, type Scan, Vault } from "../../proxy/mod.ts";
import { endpointFor } from "../../proxy/providers/route.ts";
import { Redactor } from "../../proxy/redact/redactor.ts";
import { SseReviver } from "../../proxy/sse/sse_reviver.ts";
import type { Row } from "./row.ts";

const { request, stream } = endpointFor(
  PROVIDERS["anthropic"]!,
  "/v1/messages",
);
const vault = new Vault({ key: new Uint8Array(32), now: () => 0 });

/** Measures what the proxy's core costs without a socket and with a scanner that costs little. */
export function coreRows(): Promise<readonly Row[]> {
  const body = conversation(1_100_000, 20);
  const text = new TextDecoder().decode(body);
  const events = deltas(2000);
  const walkMs = median(() =>
    walkStrings(text, { root: pathTree<never>([]), visit() {} })
  );
  return Promise.resolve([
    {
      name: "core: 1.1 MB with 20 secrets, decoded to encoded",
      value: median(() => redact(body)),
      unit: "ms",
      atMost: 8,
    },
    {
      name: "core: JSON walked",
      value: body.length / 1000 / walkMs,
      unit: "MB/s",
      atLeast: 150,
    },
    {
      name: "core: one SSE event restored",
      value: median(() => restore(events)) * 1000 / events.length,
      unit: "µs",
      atMost: 50,
    },
  ]);
}

/** Finds `SECRET-` and the lower-case letters that follow it. */
const scan: Scan = (text) => {
  const found = [];
  for (
    let at = text.indexOf("SECRET-");
    at >= 0;
    at = text.indexOf("SECRET-", at + 1)
  ) {
    let end = at + 7;
    while (text.charCodeAt(end) >= 97 && text.charCodeAt(end) <= 122) end++;
    found.push({ start: at, end, type: "TEST" });
  }
  return found;
};

function redact(body: Uint8Array<ArrayBuffer>): void {
  redactBody(body, {
    contentType: "application/json",
    contentEncoding: null,
    rules: request,
    redactor: new Redactor({ scan, vault }),
    maxBytes: body.length,
  });
}

function restore(events: readonly Uint8Array<ArrayBuffer>[]): void {
  const reviver = new SseReviver({
    rules: stream,
    maxBytes: 1 << 20,
    lookup: () => undefined,
    tally: { restored: 0, unknown: 0 },
  });
  for (const event of events) reviver.push(event);
}

/** A conversation about code, as long as is asked for. */
function conversation(bytes: number, secrets: number): Uint8Array<ArrayBuffer> {
  const code =
    'function f(a, b) {\n  if (a < b) return "x\\t" + b;\n  // é explained\n}\n';
  const messages = Array.from({ length: Math.ceil(bytes / 3150) }, (_, i) => ({
    role: i % 2 ? "assistant" : "user",
    content: [{ type: "text", text: code.repeat(36) }, {
      type: "tool_use",
      id: `toolu_${i}`,
      name: "bash",
      input: { command: "ls -la" },
    }],
  }));
  const step = Math.floor(messages.length / secrets);
  for (let i = 0; i < secrets; i++) {
    messages[i * step]!.content[0]!.text += " SECRET-" +
      "abcdefghijklmnopqrst"[i]!.repeat(12);
  }
  return new TextEncoder().encode(JSON.stringify({ model: "m", messages }));
}

function deltas(count: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: count }, (_, i) =>
    new TextEncoder().encode(
      `event: content_block_delta\ndata: ${
        JSON.stringify({
          type: "content_block_delta",
          index: 0,
          delta: { type: "text_delta", text: ` token ${i}` },
        })
      }\n\n`,
    ));
}

function median(work: () => void): number {
  const times = Array.from({ length: 31 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[15]!;
}
