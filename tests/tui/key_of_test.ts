import { deepEqual } from "node:assert/strict";
import { keysOf } from "../../tui/key_of.ts";

Deno.test("keys that are no character have names", () => {
  deepEqual(keysOf("", { upArrow: true }), ["up"]);
  deepEqual(keysOf("", { pageDown: true }), ["pagedown"]);
  deepEqual(keysOf("\r", { return: true }), ["enter"]);
  deepEqual(keysOf("", { delete: true }), ["backspace"]);
  deepEqual(keysOf("", { escape: true, meta: true }), ["escape"]);
});

Deno.test("what was typed fast is one key after another", () => {
  deepEqual(keysOf("jwt", {}), ["j", "w", "t"]);
  deepEqual(keysOf("\rt\x7f\x03", {}), ["enter", "t", "backspace", "ctrl-c"]);
});

Deno.test("Escape and a key right after it are two keys", () => {
  deepEqual(keysOf("k", { meta: true }), ["escape", "k"]);
});

Deno.test("of keys with Ctrl only Ctrl-C counts", () => {
  deepEqual(keysOf("c", { ctrl: true }), ["ctrl-c"]);
  deepEqual(keysOf("k", { ctrl: true }), []);
});
