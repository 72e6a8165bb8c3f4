import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { CARRIERS } from "../../corpus/carriers.ts";
import { chooseCases } from "../../corpus/cases.ts";
import { HARMLESS } from "../../corpus/harmless.ts";
import { KINDS } from "../../corpus/kinds.ts";
import { seeded } from "../../corpus/seeded.ts";

const { scan } = createScanner();
/** A prime, so that every carrier meets other kinds. */
const ONE_IN = 41;

Deno.test("the corpus has more than a hundred carriers and a thousand kinds", () => {
  assert.ok(CARRIERS.length > 100);
  assert.ok(KINDS.length > 1000);
  assert.equal(new Set(CARRIERS.map(({ id }) => id)).size, CARRIERS.length);
});

Deno.test("99 of 100 secrets are found, whatever carries them", () => {
  let tries = 0;
  const missed: string[] = [];
  for (const made of chooseCases({ random: seeded(21), oneIn: ONE_IN })) {
    tries++;
    const isFound = scan(made.text).some((finding) =>
      finding.start <= made.start && finding.end >= made.end
    );
    if (!isFound) missed.push(`${made.kind} in ${made.carrier}`);
  }
  assert.ok(tries > 4000);
  assert.ok(missed.length <= tries / 100, missed.join("\n"));
});

Deno.test("secrets with a form of their own are found in every carrier", () => {
  const kind = {
    id: "github-token",
    words: "build token",
    hasForm: true,
    make: (random: () => number) =>
      "ghp_" +
      Array.from({ length: 36 }, () =>
        "abcdefghijkmnpqrstuvwxyzABCDEFGH23456789"[Math.floor(random() * 40)])
        .join(""),
  };
  const random = seeded(22);
  for (const carrier of CARRIERS) {
    const value = kind.make(random);
    const text = carrier.write({
      env: "BUILD_TOKEN",
      camel: "buildToken",
      snake: "build_token",
      kebab: "build-token",
      words: kind.words,
      value,
    });
    const start = text.indexOf(value);
    assert.ok(
      scan(text).some((f) => f.start <= start && f.end >= start + value.length),
      `${carrier.id}: ${text}`,
    );
  }
});

Deno.test("of harmless texts at most one in two hundred is touched", () => {
  const random = seeded(23);
  let tries = 0;
  let touched = 0;
  for (const { write } of HARMLESS) {
    for (let i = 0; i < 4; i++) {
      tries++;
      if (scan(write(random)).length > 0) touched++;
    }
  }
  assert.ok(touched <= tries / 200, `${touched} of ${tries}`);
});
