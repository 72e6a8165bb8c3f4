import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { ArrayReviver } from "../../../proxy/json/array_reviver.ts";
import { PROVIDERS, RefusalError } from "../../../proxy/mod.ts";
import { endpointFor } from "../../../proxy/providers/route.ts";
import { placeholderOf, textOf } from "../transcript.ts";

const S = 'SECRET-"alpha';
const P = placeholderOf("SECRET-alpha");
const { stream: rules } = endpointFor(
  PROVIDERS["gemini"]!,
  "/v1beta/models/g:streamGenerateContent",
);

function revive(chunks: readonly Uint8Array<ArrayBuffer>[], maxBytes = 1000) {
  const reviver = new ArrayReviver({
    rules,
    maxBytes,
    lookup: (tag) => P.includes(tag) ? S : undefined,
    tally: { restored: 0, unknown: 0 },
  });
  return [
    ...chunks.map((chunk) => textOf(reviver.push(chunk))),
    textOf(reviver.flush()),
  ];
}
const encode = (text: string) => new TextEncoder().encode(text);
const part = (text: string, finishReason?: string) =>
  JSON.stringify({
    candidates: [{
      content: { parts: [{ text }], role: "model" },
      finishReason,
      index: 0,
    }],
    n: 1,
  });
type Element = {
  readonly candidates: readonly [
    {
      readonly content: {
        readonly parts: readonly [{ readonly text: string }];
      };
    },
  ];
};
const texts = (json: string) =>
  JSON.parse(json).map((each: Element) =>
    each.candidates[0].content.parts[0].text
  );

Deno.test("an array's elements go out as they complete, their texts restored across them", () => {
  const [a, b] = [part(`é ${P.slice(0, 9)}`), part(`${P.slice(9)}!`, "STOP")];
  const out = revive(
    [`[${a}`, `,\r\n${b.slice(0, 40)}`, `${b.slice(40)}\n]\n`].map(encode),
  );
  deepEqual(texts(out.join("")), ["é ", `${S}!`]);
  equal(out[0], `[${part("é ")}`);
  equal(out[1], ",\r\n");
});

Deno.test("an array gives the same bytes however it is cut", () => {
  const call = JSON.stringify({
    candidates: [{
      content: {
        parts: [{
          functionCall: { name: "f", args: { ']}"': P, b: [1.0] } },
          thoughtSignature: P,
        }],
      },
      index: 0,
    }],
  });
  const bytes = encode(
    `\n[ ${part("x <")} ,${part(`=${P}`)},\n${call}, 1, "a,]{\\"" , []\n]`,
  );
  const whole = revive([bytes]).join("");
  equal(whole.includes(`"thoughtSignature":"${P}"`), true);
  equal(
    JSON.parse(whole)[2].candidates[0].content.parts[0].functionCall
      .args[']}"'],
    S,
  );
  fc.assert(fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    equal(
      revive(at.slice(1).map((end, i) => bytes.slice(at[i], end))).join(""),
      whole,
    );
  }));
});

Deno.test("text held when the array ends is an element of its own", () => {
  deepEqual(texts(revive([encode(`[${part("x <pl")}]`)]).join("")), [
    "x ",
    "<pl",
  ]);
  equal(revive([encode("[]")]).join(""), "[]");
});

Deno.test("an array without placeholders passes byte for byte, were it broken", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'[]{}",:\\ 1a\n') }),
      (text) => {
        equal(revive([encode(`[${text}`)]).join(""), `[${text}`);
      },
    ),
  );
});

Deno.test("an element that never ends is an error, not a leak of memory", () => {
  throws(
    () => revive([encode('[{"a":"'), encode("x".repeat(100))], 50),
    RefusalError,
  );
});
