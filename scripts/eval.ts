/**
 * Prints how much the detection finds, and what it touches needlessly.
 *
 * Usage: deno task eval [options] [folder of harmless files …]
 *
 *   --one-in=N     take one case in N of all kinds in all carriers (default 23)
 *   --only=NAME    take only this kind or carrier, all of it
 *   --misses       print what was not found
 */
import { createScanner } from "../proxy/detect/mod.ts";
import { CATALOGUE } from "../proxy/detect/rules/catalogue.ts";
import { type Case, chooseCases } from "../tests/corpus/cases.ts";
import { encodedCases } from "../tests/corpus/encoded_cases.ts";
import { HARMLESS } from "../tests/corpus/harmless.ts";
import { seeded } from "../tests/corpus/seeded.ts";

const SEED = 11;
const DRAWS_OF_A_HARMLESS_KIND = 12;
/** Larger files are not what an agent sends. */
const MOST_BYTES = 4_000_000;
const MOST_SHOWN = 15;

interface Options {
  readonly oneIn: number;
  readonly only: string | undefined;
  readonly showMisses: boolean;
  readonly folders: readonly string[];
}

function readOptions(args: readonly string[]): Options {
  const valueOf = (name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];
  const only = valueOf("only");
  return {
    oneIn: Number(valueOf("one-in") ?? (only ? 1 : 23)),
    only,
    showMisses: args.includes("--misses"),
    folders: args.filter((arg) => !arg.startsWith("--")),
  };
}

/** Counts hits of tries under names. */
class Tally {
  readonly #counts = new Map<string, { hits: number; tries: number }>();

  add(name: string, isHit: boolean): void {
    const count = this.#counts.get(name) ?? { hits: 0, tries: 0 };
    count.hits += isHit ? 1 : 0;
    count.tries++;
    this.#counts.set(name, count);
  }

  /** The names with the lowest share of hits. */
  print(title: string, most = Infinity): void {
    say(`\n${title}`);
    const rows = [...this.#counts].map(([name, { hits, tries }]) => ({
      name,
      share: hits / tries,
      tries,
    }));
    rows.sort((a, b) => a.share - b.share);
    for (const { name, share, tries } of rows.slice(0, most)) {
      say(`${percent(share).padStart(8)}  ${name} (${tries})`);
    }
  }
}

const encoder = new TextEncoder();

function say(...words: readonly string[]): void {
  Deno.stdout.writeSync(encoder.encode(words.join(" ") + "\n"));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

const { scan } = createScanner();

function isFound({ text, start, end }: Case): boolean {
  return scan(text).some((finding) =>
    finding.start <= start && finding.end >= end
  );
}

function measureRecall({ oneIn, only, showMisses }: Options): void {
  const [total, kinds, carriers, families] = Array.from(
    { length: 4 },
    () => new Tally(),
  );
  const random = seeded(SEED);
  for (const made of chooseCases({ random, oneIn, ...only ? { only } : {} })) {
    const isHit = isFound(made);
    total!.add("all kinds in all carriers", isHit);
    kinds!.add(made.kind, isHit);
    carriers!.add(made.carrier, isHit);
    families!.add(familyOf(made.kind), isHit);
    if (showMisses && !isHit) {
      say(made.kind, made.carrier, JSON.stringify(made.text));
    }
  }
  families!.print("Recall by family");
  carriers!.print("Worst carriers", MOST_SHOWN);
  kinds!.print("Worst kinds", MOST_SHOWN);
  total!.print("Recall");
}

function familyOf(kind: string): string {
  for (const [family, rules] of Object.entries(CATALOGUE)) {
    if (rules.some(({ id }) => id === kind)) return family;
  }
  return "named values";
}

function measureEncoded(): void {
  const levels = new Tally();
  const encodings = new Tally();
  for (const made of encodedCases(seeded(SEED))) {
    const isHit = isFound(made);
    levels.add(made.level, isHit);
    encodings.add(made.carrier, isHit);
  }
  encodings.print("Worst encodings", MOST_SHOWN);
  levels.print("Recall of encoded secrets");
}

function measureHarmless(): void {
  const random = seeded(SEED);
  const touched = new Tally();
  const total = new Tally();
  for (const kind of HARMLESS) {
    for (let i = 0; i < DRAWS_OF_A_HARMLESS_KIND; i++) {
      const isTouched = scan(kind.write(random)).length > 0;
      if (isTouched) touched.add(kind.id, true);
      total.add("harmless texts touched, of those made up", isTouched);
    }
  }
  touched.print("Harmless kinds that were touched");
  total.print("Needless findings");
}

/** Real files: nearly none should have a finding. */
function measureFolders(folders: readonly string[]): void {
  const total = new Tally();
  let characters = 0;
  for (const folder of folders) {
    for (const { path, text } of textFiles(folder)) {
      const findings = scan(text);
      total.add(`files touched in ${folder}`, findings.length > 0);
      characters += text.length;
      for (const { type, start } of findings.slice(0, 3)) {
        say(`  ${path}:${lineOf(text, start)} ${type}`);
      }
    }
  }
  total.print(`Real files, ${Math.round(characters / 1e6)} MB`);
}

function* textFiles(
  folder: string,
): Generator<{ readonly path: string; readonly text: string }> {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* textFiles(path);
    if (!isFile) continue;
    const bytes = Deno.readFileSync(path);
    const isText = bytes.length < MOST_BYTES &&
      !bytes.subarray(0, 4096).includes(0);
    if (isText) yield { path, text: new TextDecoder().decode(bytes) };
  }
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

const options = readOptions(Deno.args);
measureRecall(options);
if (!options.only) {
  measureEncoded();
  measureHarmless();
  if (options.folders.length > 0) measureFolders(options.folders);
}
