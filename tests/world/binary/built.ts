import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commitOf } from "../../../scripts/compile/commit.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** All that a binary is made from. */
const SOURCES = [
  ...["audit", "proxy", "ops", "tui", "cli", "scripts"],
  ...["main.ts", "deno.json", "deno.lock"],
];

/** The folder of a portable binary, made once for all tests of these sources. */
export async function builtIn(): Promise<string> {
  const { id } = await commitOf();
  const dir = `/tmp/waterwall-built-${id}-${digest().slice(0, 16)}`;
  await Deno.mkdir(dir, { recursive: true });
  using lock = await Deno.open(`${dir}/lock`, { create: true, write: true });
  await lock.lock(true);
  const isThere = await Deno.stat(`${dir}/SHA256SUMS`).catch(() => null);
  if (isThere === null) await compile(["--format", "portable", "--out", dir]);
  await Deno.chmod(dir, 0o755);
  // Used now: no other run may take it for forgotten.
  await Deno.utime(dir, new Date(), new Date());
  await sweep(dir);
  return dir;
}

/** After how long what was built of other sources is taken for forgotten. */
const FORGOTTEN_MS = 3_600_000;

async function sweep(own: string) {
  for await (const { name } of Deno.readDir("/tmp")) {
    const dir = `/tmp/${name}`;
    if (!name.startsWith("waterwall-built-") || dir === own) continue;
    const { mtime } = await Deno.stat(dir).catch(() => ({ mtime: null }));
    const isOld = mtime !== null && Date.now() - mtime.getTime() > FORGOTTEN_MS;
    if (isOld) await Deno.remove(dir, { recursive: true }).catch(() => {});
  }
}

/** Runs `deno task compile`; what it said on both channels. */
export async function compile(
  words: readonly string[],
  { root = ROOT, env = {} }: {
    readonly root?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "compile", ...words],
    cwd: root,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const said = new TextDecoder().decode(stdout) +
    new TextDecoder().decode(stderr);
  if (!success) throw new Error(said);
  return said;
}

function digest(): string {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap(filesUnder)) {
    hash.update(`${path}\n`).update(readFileSync(`${ROOT}${path}`));
  }
  return hash.digest("hex");
}

function filesUnder(path: string): readonly string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(`${ROOT}${path}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(ROOT.length))
    .sort();
}
