import { createScanner } from "../../proxy/detect/mod.ts";
import { Witness } from "../../proxy/redact/witness.ts";
import { rememberScan } from "../../proxy/redact/remember_scan.ts";
import { CARRIERS } from "../corpus/carriers.ts";
import { nameInStyles } from "../corpus/cases.ts";
import { HOSTILE } from "../corpus/hostile.ts";
import { sample } from "../../proxy/detect/sample.ts";
import { seeded } from "../corpus/seeded.ts";
import type { Row } from "./row.ts";

/** Folders whose files stand for what an agent reads. */
const SOURCES = ["audit", "ops", "cli", "tests/audit", "tests/ops"];
const ROUNDS = 5;
/** A proxy runs for hours, so the first rounds, while it is compiled, tell little. */
const ROUNDS_OF_NEW = 100;
/** Each kind has code of its own, which the kinds before it have not warmed up. */
const ROUNDS_OF_HOSTILE = 20;
const HOSTILE_SIZE = 200_000;
/** A conversation: many texts, of which a few hold a secret. */
const ONE_SECRET_IN = 12;
/** Secrets that a long session has seen. */
const HELD = 500;

const { scan } = createScanner();

/** Measures the scan of new, of old and of hostile text, beside JSON.parse of the same. */
export function detectRows(): Promise<readonly Row[]> {
  const texts = conversation();
  const size = texts.reduce((sum, { length }) => sum + length, 0);
  const json = JSON.stringify(texts);
  const cold = best(size, {
    run: () => texts.forEach((text) => scan(text)),
    rounds: ROUNDS_OF_NEW,
  });
  const remembered = rememberScan(scan);
  texts.forEach((text) => remembered(text));
  // What a later request brings are the same texts, but new strings.
  const warm = best(size, {
    prepare: (): readonly string[] => JSON.parse(json),
    run: (again) => again?.forEach((text) => remembered(text)),
  });
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const witness = aWitness();
  const witnessed = best(size, {
    run: () => bytes.forEach((body) => witness.look(body)),
  });
  const parse = best(size, { run: () => JSON.parse(json) });
  const hostile = Object.entries(HOSTILE).map(([name, piece]) => {
    const text = piece.repeat(Math.ceil(HOSTILE_SIZE / piece.length));
    const speed = best(text.length, {
      run: () => scan(text),
      rounds: ROUNDS_OF_HOSTILE,
    });
    return { name, speed };
  });
  const slowest = hostile.reduce((a, b) => a.speed < b.speed ? a : b);
  return Promise.resolve([
    row("text that was never seen", cold, 150),
    row("text of earlier turns", warm, 1000),
    row(`the leak witness, for ${HELD} secrets`, witnessed),
    row("hostile texts of all kinds", harmonic(hostile), 30),
    row(`the slowest of them (${slowest.name})`, slowest.speed),
    row("JSON.parse of the same text", parse),
  ]);
}

function row(name: string, value: number, atLeast?: number): Row {
  return {
    name: `detect: ${name}`,
    value,
    unit: "MB/s",
    ...atLeast === undefined ? {} : { atLeast },
  };
}

/** Looks for as many secrets as a session may hold, in all their forms. */
function aWitness(): Witness {
  const random = seeded(2);
  return new Witness(Array.from({ length: HELD }, () => ({
    value: sample("[A-Za-z0-9]{32}", random),
    type: "API_KEY",
  })));
}

/** Source files, and secrets in carriers between them. */
function conversation(): readonly string[] {
  const random = seeded(1);
  const files = SOURCES.flatMap((folder) => [...textsIn(folder)]);
  return files.flatMap((file, i) => {
    if (i % ONE_SECRET_IN !== 0) return [file];
    const value = sample("[A-Za-z0-9]{32}", random);
    const carrier = CARRIERS[i % CARRIERS.length]!;
    return [file, carrier.write(nameInStyles("acme api key", value))];
  });
}

function* textsIn(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* textsIn(path);
    else if (name.endsWith(".ts")) yield Deno.readTextFileSync(path);
  }
}

/** What is measured, and what it is given anew each time. */
interface Measured<T> {
  readonly run: (given: T | undefined) => void;
  readonly prepare?: () => T;
  readonly rounds?: number;
}

/** Megabytes per second of the fastest round: the one that nobody disturbed. */
function best<T>(
  size: number,
  { run, prepare, rounds = ROUNDS }: Measured<T>,
): number {
  let least = Infinity;
  for (let i = 0; i < rounds; i++) {
    const given = prepare?.();
    const before = performance.now();
    run(given);
    least = Math.min(least, performance.now() - before);
  }
  return size / 1000 / least;
}

/** The speed over all of them, one after the other. */
function harmonic(speeds: readonly { readonly speed: number }[]): number {
  const sum = speeds.reduce((sum, { speed }) => sum + 1 / speed, 0);
  return speeds.length / sum;
}
