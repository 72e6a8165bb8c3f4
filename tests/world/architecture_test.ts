import { deepEqual, equal, ok } from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Who may import whom, and through `mod.ts` only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  proxy: ["audit"],
  ops: ["audit", "proxy"],
  tui: ["ops"],
  cli: ["audit", "proxy", "ops", "tui"],
};

/** How a folder is entered: the others are for what somebody waits for. */
const DOORS = ["mod.ts", "quick.ts", "verify.ts"];

/** The only files that may touch disk, network, clock or process. */
const EFFECTS = [
  /^main\.ts$/,
  /^audit\/(disk|every|open_ledger|receipt_files|recover_log|verify_log_at)\.ts$/,
  /^proxy\/(transport\/|worker\.ts$)/,
  /^ops\/(keys_worker|isolates?|service|regenerate_ca|within)\.ts$/,
  /^ops\/(keep_ca|keep_tokenization_key|open_home|roots|running)\.ts$/,
  /^ops\/(probe_health|text_file)\.ts$/,
  /^ops\/checks\/(probe_worker|take_survey|try_isolates)\.ts$/,
  /^ops\/policy\/(surroundings|watch_files)\.ts$/,
  /^cli\/evidence\/(outside|serve_witness)\.ts$/,
  /^cli\/(doctor\/(runtimes|shake_hands)|hook\/edit_file|run\/launch|verify\/live_canary)\.ts$/,
  /^ops\/logs\/rotating_file\.ts$/,
  /^ops\/(admin_server|daemon|forward_signals|process|run_again|switch_sentinel|watch_sentinel)\.ts$/,
  /^cli\/(confine_here|confined_worker|io|log_tail|perform|prove\/(rehearse|stub_home|stub_provider|whole_proxy|without_proxies))\.ts$/,
  /^tui\/(admin_client|dashboard)\.ts$/,
  /^scripts\//,
];

const OUTSIDE =
  /\bDeno\.|\bfetch\(|\bset(Timeout|Interval)\(|\b(Date|performance)\.now\(|from "node:(fs|net|https?|http2|tls|child_process|process|timers|dns|dgram)\b/;

const EMPTY_NAMES = [
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "lib",
  "misc",
  "types",
  "services",
  "manager",
];

const FOLDERS = ["audit", "cli", "ops", "proxy", "scripts", "tests", "tui"];

/** Every file under a folder, by its path from the root; none if it is not there. */
function filesUnder(folder: string): readonly string[] {
  try {
    return readdirSync(ROOT + folder, { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((path) => statSync(ROOT + path).isFile());
  } catch {
    return [];
  }
}

const everything = FOLDERS.flatMap(filesUnder);
const sources = everything.filter((path) =>
  path.endsWith(".ts") && !path.startsWith("tests/")
);

/** A file's text without its comments, which may speak of anything. */
function codeOf(path: string): string {
  return readFileSync(ROOT + path, "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function importsOf(path: string): readonly string[] {
  return [...codeOf(path).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)]
    .map(([, target]) => join(dirname(path), target!));
}

/** What a file imports from other top-level folders. */
function crossings(path: string): readonly string[] {
  const folder = path.split("/")[0]!;
  return importsOf(path).filter((target) =>
    target.endsWith(".ts") && !target.startsWith(`${folder}/`)
  );
}

Deno.test("folders import downwards only, and through their doors", () => {
  const broken = sources.filter((path) => path.split("/")[0]! in MAY_IMPORT)
    .flatMap((path) => {
      const below = MAY_IMPORT[path.split("/")[0]!]!;
      return crossings(path)
        .filter((target) =>
          !below.some((it) => DOORS.some((door) => target === `${it}/${door}`))
        )
        .map((target) => `${path} imports ${target}`);
    });
  deepEqual(broken, []);
});

/** Statements that name a module, but those of types. */
const READ =
  /(?:^(?:import|export) (?!type)[^;"]* from |^import |(?<!typeof )\bimport\(\s*)"([^"]+)"/gm;

/** Each module that the runtime reads for one, those too that may be imported later. */
function graphOf(entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const follow = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    const imports = codeOf(path).matchAll(READ);
    for (const [, target] of imports) {
      if (!target!.startsWith(".")) reached.add(target!);
      else if (target!.endsWith(".ts")) follow(join(dirname(path), target!));
    }
  };
  follow(entry);
  return reached;
}

Deno.test("for what a shell waits for, neither the proxy nor any package is read", () => {
  const graph = graphOf("main.ts");
  deepEqual(
    [...graph].filter((path) => !/^(cli|ops|audit)\/|^main\.ts$/.test(path)),
    ["node:http"],
  );
  ok(graph.has("cli/hook/tell_hook.ts") && graph.has("cli/version.ts"));
  ok(graph.size > 20 && graph.size < 50, `${graph.size} files`);
});

Deno.test("the table of verbs makes no verb wait for what another one needs", () => {
  const table = sources.filter((path) =>
    /^cli\/(tree|program|commander|parameter|\w+_verbs)\.ts$/.test(path)
  );
  ok(table.length >= 8);
  const crossed = new Set(table.flatMap(crossings));
  deepEqual([...crossed].sort(), ["audit/quick.ts", "ops/quick.ts"]);
});

Deno.test("the isolate that checks a receipt reads little of audit, and nothing of the rest", () => {
  const graph = graphOf("cli/verify/receipt_worker.ts");
  deepEqual(
    [...graph].filter((path) => /^(?!cli\/|audit\/|node:)/.test(path)),
    ["@noble/ed25519"],
  );
  ok(graph.has("audit/verify_receipt.ts") && !graph.has("audit/mod.ts"));
});

Deno.test("only files listed as effectful touch the outside world", () => {
  const touching = sources.filter((path) => OUTSIDE.test(codeOf(path)));
  deepEqual(
    touching.filter((path) => !EFFECTS.some((effect) => effect.test(path))),
    [],
  );
});

Deno.test("every pattern of an effectful file stands for one that is there", () => {
  const all = [...sources, "main.ts"];
  const unused = EFFECTS.filter((effect) =>
    !all.some((path) => effect.test(path))
  );
  deepEqual(unused, []);
});

Deno.test("no pure test needs the world", () => {
  const pure = filesUnder("tests")
    .filter((path) => path.endsWith(".ts") && !/\/(world|bench)\//.test(path))
    .filter((path) => importsOf(path).some((it) => it.includes("/world/")));
  deepEqual(pure, []);
});

Deno.test("files are named in snake_case", () => {
  const odd = everything.filter((path) => path.endsWith(".ts"))
    .map((path) => basename(path))
    .filter((name) => !/^[a-z0-9]+(_[a-z0-9]+)*(\.d)?\.tsx?$/.test(name));
  deepEqual(odd, []);
});

Deno.test("no file or folder has a name that says nothing", () => {
  const names = everything.flatMap((path) =>
    path.split("/").map((part) => part.replace(/\.[a-z]+$/, ""))
  );
  deepEqual(names.filter((name) => EMPTY_NAMES.includes(name)), []);
});

Deno.test("the top level holds the folders that the map shows, and no other", () => {
  const found = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .filter((name) => !["docs", "node_modules", "dist"].includes(name))
    .filter((name) => !["coverage", "bench-results"].includes(name));
  deepEqual(found.filter((name) => !FOLDERS.includes(name)), []);
});

Deno.test("every function that the map names is where the map says", () => {
  const map = readFileSync(`${ROOT}ARCHITECTURE.md`, "utf8");
  const named = [...map.matchAll(/`(\w+)` \(([a-z_/]+\.ts)\)/g)];
  ok(named.length >= 7);
  for (const [, name, path] of named) {
    equal(
      new RegExp(`export (async )?(function|class|const) ${name}\\b`)
        .test(codeOf(path!)),
      true,
      `${path} has ${name}`,
    );
  }
});

Deno.test("tests mirror the tree: each folder of tests has its folder", () => {
  const own = ["support", "vectors", "streams", "golden"]
    .concat("bench", "corpus", "matrix", "world");
  const folders = new Set(
    filesUnder("tests").map((path) => path.split("/")[1]!)
      .filter((name) => !name.endsWith(".ts")),
  );
  deepEqual(
    [...folders].filter((name) => !FOLDERS.includes(name))
      .filter((name) => !own.includes(name)),
    [],
  );
});
