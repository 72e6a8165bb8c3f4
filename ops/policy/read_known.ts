import {
  type Indistinct,
  indistinct,
  type KnownValue,
  type Sources,
} from "../../proxy/mod.ts";
import {
  type Format,
  type Named,
  type NamedSecret,
  namedValues,
  secretsAmong,
} from "./known_formats.ts";

/** What is asked of the machine to know its secrets. */
export interface Surroundings {
  readonly env: () => Readonly<Record<string, string>>;
  /** The folder that Waterwall was started in. */
  readonly folder: string;
  /** The text of a file; `null` if there is none to read. */
  readonly read: (path: string) => Promise<string | null>;
  /** The names in a folder; none if it cannot be read. */
  readonly list: (path: string) => Promise<readonly string[]>;
  /** What a program prints; `null` if it fails or takes too long. */
  readonly run: (words: readonly string[]) => Promise<string | null>;
}

/** What one place gave. Never a value. */
export interface KnownPlace {
  /** Key under `[known]`. */
  readonly source: string;
  /** A path, a command, or `environment`. */
  readonly place: string;
  /** Values that are looked for. */
  readonly used: number;
  /** Values that are not, by why. */
  readonly skipped: Readonly<Record<Indistinct, number>>;
  /** `false`: it could not be read. */
  readonly isRead: boolean;
}

/** The values of a machine's secrets, and where they came from. */
export interface Known {
  readonly values: readonly KnownValue[];
  readonly places: readonly KnownPlace[];
  /** Files whose change may change the values. */
  readonly files: readonly string[];
}

interface FileSource {
  readonly format: Format;
  readonly paths: readonly string[];
}

/** Where programs keep their credentials; `~` is the home of the person. */
const FILES: Readonly<Record<string, FileSource>> = {
  aws: { format: "lines", paths: ["~/.aws/credentials"] },
  npm: { format: "lines", paths: ["~/.npmrc", ".npmrc"] },
  netrc: { format: "netrc", paths: ["~/.netrc", "~/_netrc"] },
  docker: { format: "json", paths: ["~/.docker/config.json"] },
  kube: { format: "yaml", paths: ["~/.kube/config"] },
  gh: { format: "yaml", paths: ["~/.config/gh/hosts.yml"] },
  gcloud: {
    format: "json",
    paths: ["~/.config/gcloud/application_default_credentials.json"],
  },
};

interface Found {
  readonly source: string;
  readonly place: string;
  readonly isFile: boolean;
  /** `null`: it could not be read. */
  readonly secrets: readonly NamedSecret[] | null;
}

/** Reads what the policy names as sources of known values. */
export async function readKnown(
  sources: Sources,
  around: Surroundings,
): Promise<Known> {
  const found = (await Promise.all([
    fromEnvironment(sources.environment ?? false, around),
    fromDotenv(sources.dotenv ?? false, around),
    ...Object.keys(FILES).map((name) =>
      fromFiles(name, sources[name] ?? false, around)
    ),
    ...listed(sources.files).map((path) => fromListedFile(path, around)),
    ...listed(sources.commands).map((line) => fromCommand(line, around)),
  ])).flat();
  return {
    values: uniqueValues(found.flatMap(({ secrets }) => secrets ?? [])),
    places: found.map(placeOf),
    files: found.flatMap(({ place, isFile }) => isFile ? [place] : []),
  };
}

function fromEnvironment(
  wanted: boolean | readonly string[],
  { env }: Surroundings,
): readonly Found[] {
  if (wanted === false) return [];
  const all = Object.entries(env())
    .map(([name, value]) => ({ name, value }));
  const secrets = wanted === true
    ? secretsAmong(all)
    : all.filter(({ name }) => wanted.includes(name)).map(asSecret);
  const place = "environment";
  return [{ source: place, place, isFile: false, secrets }];
}

async function fromDotenv(
  wanted: boolean | readonly string[],
  around: Surroundings,
): Promise<readonly Found[]> {
  const names = wanted === true
    ? (await around.list(around.folder))
      .filter((name) => /^\.env(?:\..+)?$/.test(name))
      .filter((name) => !/\.(?:example|sample|template|dist)$/.test(name))
    : wanted || [];
  return await Promise.all(
    names.map((path) =>
      fromFile(path, { source: "dotenv", format: "lines" }, around)
    ),
  );
}

async function fromFiles(
  source: string,
  wanted: boolean | readonly string[],
  around: Surroundings,
): Promise<readonly Found[]> {
  if (wanted === false) return [];
  const { format, paths } = FILES[source]!;
  const found = await Promise.all(
    (wanted === true ? paths : wanted)
      .map((path) => fromFile(path, { source, format }, around)),
  );
  // Of the usual places, those that are not there are not worth a word.
  return wanted === true
    ? found.filter(({ secrets }) => secrets !== null)
    : found;
}

async function fromFile(
  path: string,
  { source, format }: { readonly source: string; readonly format: Format },
  around: Surroundings,
): Promise<Found> {
  const place = absolute(path, around);
  const text = await around.read(place);
  const secrets = text === null
    ? null
    : secretsAmong(namedValues(text, format));
  return { source, place, isFile: true, secrets };
}

/** Every value in it is a secret: the person says so. */
async function fromListedFile(
  path: string,
  around: Surroundings,
): Promise<readonly Found[]> {
  const place = absolute(path, around);
  const text = await around.read(place);
  const secrets = text === null ? null : valuesOf(text).map(asSecret);
  return [{ source: "files", place, isFile: true, secrets }];
}

async function fromCommand(
  line: string,
  { run }: Surroundings,
): Promise<readonly Found[]> {
  const words = wordsOf(line);
  const text = await run(words);
  const secrets = text === null ? null : valuesOf(text).map(asSecret);
  const place = words[0] ?? "";
  return [{ source: "commands", place, isFile: false, secrets }];
}

function valuesOf(text: string): readonly Named[] {
  if (/^-----BEGIN /.test(text)) return [{ name: "", value: text.trim() }];
  return text.split(/\r?\n/).flatMap((line) => {
    const bare = line.trim();
    if (bare === "" || bare.startsWith("#")) return [];
    const [named] = /^(?:export\s+)?[A-Za-z_][\w.-]*\s*=\s*\S/.test(bare)
      ? namedValues(bare, "lines")
      : [];
    return [named ?? { name: "", value: bare }];
  });
}

/** Words of a command line; quotes hold words together, nothing else is special. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, bare]) => double ?? single ?? bare!);
}

function asSecret({ name, value }: Named): NamedSecret {
  return { name, value, type: "KNOWN_VALUE" };
}

function absolute(path: string, { env, folder }: Surroundings): string {
  const home = env().HOME ?? env().USERPROFILE ?? "";
  if (path.startsWith("~/")) return home + path.slice(1);
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${folder}/${path}`;
}

function listed(
  source: boolean | readonly string[] | undefined,
): readonly string[] {
  return typeof source === "object" ? source : [];
}

function uniqueValues(
  secrets: readonly NamedSecret[],
): readonly KnownValue[] {
  const values = new Map<string, KnownValue>();
  for (const { value, type } of secrets) {
    if (indistinct(value) !== undefined || values.has(value)) continue;
    values.set(value, { value, type });
  }
  return [...values.values()];
}

function placeOf({ source, place, secrets }: Found): KnownPlace {
  const skipped = { short: 0, common: 0 };
  let used = 0;
  for (const { value } of secrets ?? []) {
    const why = indistinct(value);
    if (why === undefined) used++;
    else if (value !== "") skipped[why]++;
  }
  return { source, place, used, skipped, isRead: secrets !== null };
}
