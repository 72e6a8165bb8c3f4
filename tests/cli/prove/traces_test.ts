import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { type Trace, tracesOf } from "../../../cli/prove/traces.ts";

const SECRET = "tok_" + "9fK2mQ7xLw4Zr8Tn<&>é";
const encoder = new TextEncoder();

function finds(trace: Trace, sent: string | Uint8Array) {
  const found = tracesOf(SECRET, sent);
  ok(found.includes(trace), `${trace} is not among ${found}`);
}

Deno.test("nothing is found where nothing is", () => {
  deepEqual(tracesOf(SECRET, encoder.encode('{"a":"<pl:X:0123>"}')), []);
  deepEqual(tracesOf(SECRET, ""), []);
});

Deno.test("a secret in plain sight is found, in any company", () => {
  finds("plain", encoder.encode(`ключ=${SECRET};`));
});

Deno.test("twelve characters of a secret are a leak, eleven are not", () => {
  finds("fragment", SECRET.slice(3, 15));
  deepEqual(tracesOf(SECRET, SECRET.slice(3, 14)), []);
});

Deno.test("a secret is found however JSON escapes it", () => {
  const lines = "-----\nMIIE/abc\n\tdefg\n-----";
  const sent = [
    JSON.stringify(lines),
    JSON.stringify(lines).replaceAll("/", "\\/"),
    JSON.stringify(JSON.stringify({ key: lines })),
    `"${lines.replaceAll(/[^]/g, (c) => "\\u" + hex(c).padStart(4, "0"))}"`,
  ];
  for (const text of sent) ok(tracesOf(lines, text).includes("json"), text);
});

Deno.test("a secret is found when characters beyond ASCII, or those of HTML, are escaped", () => {
  finds("json", JSON.stringify(SECRET).replaceAll("é", "\\u00e9"));
  finds(
    "json",
    JSON.stringify(SECRET).replaceAll(/[<>&]/g, (c) => "\\u00" + hex(c)),
  );
});

Deno.test("a secret is found in base64 whatever stands before and after it", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
    const bytes = encoder.encode(before + SECRET + after);
    finds("base64", bytes.toBase64());
    finds("base64url", bytes.toBase64({ alphabet: "base64url" }));
  }));
});

Deno.test("a secret is found in hex of either case", () => {
  const inHex = encoder.encode(SECRET).toHex();
  finds("hex", inHex);
  finds("hex", inHex.toUpperCase());
});

Deno.test("a secret is found percent-encoded, in part or whole, of either case", () => {
  finds("percent", encodeURIComponent(SECRET));
  finds(
    "percent",
    encodeURI(SECRET).replaceAll(/%../g, (c) => c.toLowerCase()),
  );
  finds("percent", encoder.encode(SECRET).toHex().replaceAll(/../g, "%$&"));
});

function hex(character: string): string {
  return character.charCodeAt(0).toString(16);
}
