import { equal } from "node:assert/strict";
import { readableText } from "../../../cli/scan/readable_text.ts";

Deno.test("UTF-8 is text, with a mark and without", () => {
  equal(readableText(new TextEncoder().encode("é")), "é");
  equal(readableText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), "a");
});

Deno.test("UTF-16 with a mark is text, as PowerShell writes it", () => {
  equal(readableText(Uint8Array.of(0xff, 0xfe, 0x61, 0)), "a");
  equal(readableText(Uint8Array.of(0xfe, 0xff, 0, 0x61)), "a");
});

Deno.test("a bad byte does not hide its neighbours", () => {
  equal(readableText(Uint8Array.of(0x61, 0xff, 0x62)), "a\ufffdb");
});

Deno.test("a NUL near the beginning means that it is no text", () => {
  equal(readableText(Uint8Array.of(0x61, 0, 0x62)), undefined);
});
