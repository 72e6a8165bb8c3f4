import { table } from "../../cli/table.ts";
import { isReached, type Row } from "./row.ts";

/** Who measures what: a module beside this one, and the function in it. */
const SUITES: Readonly<Record<string, string>> = {
  audit: "auditRows",
  detect: "detectRows",
  commands: "commandRows",
  core: "coreRows",
  proxy: "proxyRows",
  wires: "wireRows",
};

/** Runs the named suites, or all, and writes the figures to bench-results/. */
async function bench(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !(name in SUITES));
  if (unknown !== undefined) {
    say(`Cannot find a suite called ${unknown}: ${Object.keys(SUITES)}`);
    return 2;
  }
  const rows: Row[] = [];
  for (const name of names.length ? names : Object.keys(SUITES)) {
    rows.push(...await measure(name));
  }
  for (const line of table([HEAD, ...rows.map(cells)])) say(line);
  await keep(rows);
  return 0;
}

/** The figures of a suite; none while nobody has written it. */
async function measure(name: string): Promise<readonly Row[]> {
  const url = new URL(`./${name}.ts`, import.meta.url);
  const isThere = await Deno.stat(url).then(() => true, () => false);
  if (!isThere) return [];
  const suite = await import(url.href);
  return await suite[SUITES[name]!]();
}

const HEAD = ["measured", "figure", "unit", "target", ""];

function cells(row: Row): readonly string[] {
  const target = row.atMost !== undefined
    ? `≤ ${row.atMost}`
    : row.atLeast !== undefined
    ? `≥ ${row.atLeast}`
    : "";
  const reached = isReached(row);
  const verdict = reached === undefined ? "" : reached ? "ok" : "MISS";
  return [row.name, shown(row.value), row.unit, target, verdict];
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

async function keep(rows: readonly Row[]) {
  await Deno.mkdir("bench-results", { recursive: true });
  const at = new Date().toISOString();
  const { os, arch } = Deno.build;
  const [load] = Deno.loadavg();
  const machine = { os, arch, cores: navigator.hardwareConcurrency, load };
  const file = `bench-results/${at.replaceAll(/[:.]/g, "-")}.json`;
  const figures = rows.map((row) => ({ ...row, reached: isReached(row) }));
  await Deno.writeTextFile(
    file,
    JSON.stringify({ at, deno: Deno.version.deno, machine, figures }, null, 2),
  );
  say(`written to ${file}`);
  if (machine.load! > machine.cores) {
    say(
      `The machine is busy (load ${
        machine.load!.toFixed(1)
      } on ${machine.cores} cores): the figures are worse than ours alone`,
    );
  }
}

function say(line: string) {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

if (import.meta.main) Deno.exit(await bench(Deno.args));
