import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  agentStates,
  fixesOf,
  installedRuntimes,
  type RuntimeState,
} from "../../../cli/doctor/diagnosis.ts";
import { tellDiagnosis } from "../../../cli/doctor/tell_diagnosis.ts";
import type { Wanted } from "../../../cli/doctor/variables.ts";
import { environment } from "../../../ops/mod.ts";

const home = { caCert: "/h/ca.pem", caBundle: "/h/ca-bundle.pem" };

function wanted(env: Readonly<Record<string, string>>): Wanted {
  const read = (name: string) => env[name];
  const values = environment({ home, proxyPort: 8888, env: read });
  return { values, env: read, protectedHosts: ["api.anthropic.com"] };
}

const right = environment({ home, proxyPort: 8888, env: () => undefined });
const which = (...programs: readonly string[]) => (program: string) =>
  programs.includes(program) ? `/bin/${program}` : undefined;

const LINES = { isRunning: true, start: "START", paste: "PASTE" };

const node: RuntimeState = {
  name: "Node.js",
  path: "/bin/node",
  variables: [],
  handshake: { ok: true, version: "24.5.0" },
  by: "this shell",
};

Deno.test("an installed agent is protected once each variable that it honours is right", () => {
  const agents = (env: Readonly<Record<string, string>>) =>
    agentStates(which("claude", "codex"), wanted(env))
      .map(({ name, protected: is }) => [name, is]);
  deepEqual(agents(right).slice(0, 2), [
    ["Claude Code", "here"],
    ["Codex CLI", "here"],
  ]);
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = right;
  deepEqual(agents(rest).slice(0, 2), [
    ["Claude Code", "elsewhere"],
    ["Codex CLI", "here"],
  ]);
});

Deno.test("Cursor and Windsurf are named as not protected, installed or not, whatever is set", () => {
  const states = agentStates(which("cursor"), wanted(right));
  deepEqual(states.map(({ name, path }) => [name, path]), [
    ["Cursor", "/bin/cursor"],
    ["Windsurf", null],
  ]);
  ok(states.every((state) => state.protected === "never" && state.note));
  const told = tellDiagnosis({ agents: states, runtimes: [], fixes: [] }, {
    host: "x",
  });
  equal(told.filter((line) => line.includes("NOT PROTECTED")).length, 2);
});

Deno.test("only runtimes that are installed are tried", () => {
  deepEqual(
    installedRuntimes(which("node", "go")).map(({ path }) => path),
    ["/bin/node", "/bin/go"],
  );
});

Deno.test("where all is well there is nothing to do", () => {
  const agents = agentStates(which("claude"), wanted(right));
  const found = { agents, runtimes: [node] };
  deepEqual(fixesOf(found, LINES), []);
  const told = tellDiagnosis({ ...found, fixes: [] }, { host: "x" });
  equal(told.at(-1), "All that can be protected is, in this shell");
  ok(told.some((line) => /Node\.js 24\.5\.0 +ok$/.test(line)));
});

Deno.test("each fault has its fix, in the order in which to do them", () => {
  const agents = agentStates(
    which("claude"),
    wanted({ NO_PROXY: "api.anthropic.com" }),
  );
  const failed = { ok: false, why: "SELF_SIGNED_CERT" } as const;
  const runtimes = [{ ...node, handshake: failed }];
  const fixes = fixesOf({ agents, runtimes }, { ...LINES, isRunning: false });
  deepEqual(fixes.slice(0, 3), [
    "START",
    "take api.anthropic.com out of NO_PROXY",
    "PASTE",
  ]);
  match(fixes[3]!, /^look at Node\.js/);
  const told = tellDiagnosis({ agents, runtimes, fixes }, { host: "x" });
  ok(told.some((line) => /FAILED +SELF_SIGNED_CERT/.test(line)));
  ok(told.some((line) => /NOT SET UP in this shell +HTTPS_PROXY/.test(line)));
});

Deno.test("an agent that nothing can protect asks for no fix", () => {
  const agents = agentStates(which("cursor"), wanted({}));
  deepEqual(fixesOf({ agents, runtimes: [] }, LINES), []);
});
