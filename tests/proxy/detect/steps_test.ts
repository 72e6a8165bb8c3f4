import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { HOSTILE } from "../../corpus/hostile.ts";

const { scan } = createScanner();

/**
 * How much work a scan does, without a clock: characters that are looked at
 * one by one, and characters that are handed to slices and expressions.
 */
function steps(text: string): number {
  let count = 0;
  const strings = String.prototype;
  const expressions = RegExp.prototype;
  const { charCodeAt, startsWith, slice, indexOf, search } = strings;
  const { exec, test } = expressions;
  strings.charCodeAt = function (at) {
    count++;
    return charCodeAt.call(this, at);
  };
  strings.startsWith = function (searched, at) {
    count++;
    return startsWith.call(this, searched, at);
  };
  strings.slice = function (start, end) {
    const part = slice.call(this, start, end);
    count += part.length;
    return part;
  };
  strings.indexOf = function (searched, at) {
    const found = indexOf.call(this, searched, at);
    count += (found < 0 ? this.length : found) - (at ?? 0);
    return found;
  };
  strings.search = function (expression) {
    count += this.length;
    return search.call(this, expression as RegExp);
  };
  expressions.exec = function (text) {
    const start = this.sticky || this.global ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const end = found ? found.index + found[0].length : text.length;
    count += 1 + (this.sticky && !found ? 0 : end - start);
    return found;
  };
  expressions.test = function (text) {
    count += 1 + (this.sticky ? 0 : text.length);
    return test.call(this, text);
  };
  try {
    scan(text);
  } finally {
    Object.assign(strings, { charCodeAt, startsWith, slice, indexOf, search });
    Object.assign(expressions, { exec, test });
  }
  return count;
}

const SIZE = 12_000;
/** Twice the text may cost twice the steps, and a little for what is uneven. */
const MOST_GROWTH = 2.4;
/** More per character would not be a constant that anybody wants. */
const MOST_PER_CHARACTER = 400;

for (const [name, piece] of Object.entries(HOSTILE)) {
  Deno.test(`the work grows with the text and no faster: ${name}`, () => {
    const half = piece.repeat(Math.ceil(SIZE / piece.length));
    const whole = piece.repeat(2 * Math.ceil(SIZE / piece.length));
    const [before, after] = [steps(half), steps(whole)];
    assert.ok(
      after <= MOST_GROWTH * before + 50_000,
      `${before} steps became ${after}`,
    );
    assert.ok(after <= MOST_PER_CHARACTER * whole.length, String(after));
  });
}
