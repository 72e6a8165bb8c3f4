import { deepEqual, equal, match, ok } from "node:assert/strict";
import { denoDir } from "../support/deno_dir.ts";
import { has, inTempDir, type Ran, run } from "../support/run.ts";
import { until } from "../support/until.ts";
import { type RunningWaterwall, withRunning } from "./running_waterwall.ts";
import { WATERWALL, waterwall } from "./waterwall.ts";

const HOOK = "pre-launch-hook";
const CLAUDE = ["--format", "claude-code"];

const DENO_DIR = await denoDir();

/** A person's home folder, with an agent on PATH that says how it was started. */
async function inUserHome(
  test: (home: string, env: Record<string, string>) => Promise<void>,
) {
  await inTempDir(async (home) => {
    await Deno.mkdir(`${home}/bin`);
    const agent = '#!/bin/sh\necho "claude by ${HTTPS_PROXY:-nothing}: $*"\n';
    await Deno.writeTextFile(`${home}/bin/claude`, agent, { mode: 0o755 });
    const PATH = `${home}/bin:${Deno.env.get("PATH")}`;
    const unset = { HTTPS_PROXY: "", https_proxy: "", ZDOTDIR: "" };
    const folders = { XDG_CONFIG_HOME: "", CLAUDE_CONFIG_DIR: "" };
    await test(home, { ...unset, ...folders, HOME: home, PATH, DENO_DIR });
  });
}

/**
 * What the hook ends with once the instance answers it within its 250 ms,
 * which a busy machine may not manage at the first try.
 */
function answered(ask: () => Promise<Ran>): Promise<Ran> {
  return until("the hook is answered in time", async () => {
    const ran = await ask();
    return !/no proxy answers/.test(ran.stdout + ran.stderr) && ran;
  });
}

/** Shells of this machine, and how each runs a line after it read its profile. */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  bash: ["-i", "-c"],
  zsh: ["-i", "-c"],
  fish: ["-c"],
};

const here: string[] = [];
for (const shell of Object.keys(SHELLS)) if (await has(shell)) here.push(shell);

async function armed(
  { home, adminPort }: Pick<RunningWaterwall, "home" | "adminPort">,
) {
  await Deno.writeTextFile(`${home}/killswitch`, "");
  const health = `http://127.0.0.1:${adminPort}/healthz`;
  while ((await (await fetch(health)).json()).killswitch !== "armed");
}

Deno.test("where all is well it prints what env prints, for each shell", () =>
  withRunning(async ({ home }) => {
    const words = ["--home", home, "--shell"];
    const same = { sh: "sh", bash: "sh", zsh: "sh" };
    const shells = { ...same, fish: "fish", powershell: "powershell" };
    for (const [shell, syntax] of Object.entries(shells)) {
      const hook = await answered(() => waterwall([HOOK, ...words, shell]));
      const env = await waterwall(["env", ...words, syntax]);
      deepEqual(hook, env);
      equal(hook.code, 0);
    }
  }));

Deno.test("$SHELL tells whose words it prints", () =>
  withRunning(async ({ home }) => {
    const env = { SHELL: "/usr/bin/fish" };
    const words = [HOOK, "--home", home];
    const { stdout } = await answered(() => waterwall(words, { env }));
    ok(stdout.startsWith("set -gx HTTPS_PROXY "), stdout);
  }));

Deno.test("offline it prints nothing, warns in two lines, and the shell goes on", () =>
  inTempDir(async (home) => {
    const { code, stdout, stderr } = await waterwall([HOOK, "--home", home]);
    deepEqual([code, stdout], [0, ""]);
    match(
      stderr,
      /^waterwall: .* NOT protected: no proxy answers for .*\nhint: /,
    );
    equal(stderr.trimEnd().split("\n").length, 2);
  }));

Deno.test("with the kill switch armed it prints nothing that routes traffic, and says which switch", () =>
  withRunning(async (running) => {
    await armed(running);
    const words = [HOOK, "--home", running.home];
    const hook = (...more: string[]) =>
      answered(() => waterwall([...words, ...more]));
    const plain = await hook();
    equal(plain.stdout, "");
    match(plain.stderr, /kill switch is armed \(sentinel\)/);
    const strict = await hook("--strict");
    ok(!strict.stdout.includes("PROXY="), strict.stdout);
    const claude = await hook(...CLAUDE);
    equal(claude.code, 1);
  }));

Deno.test("a port that takes connections and never answers holds a shell up no longer than its limit", () =>
  inTempDir(async (home) => {
    const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = silent.addr as Deno.NetAddr;
    const running = { pid: 1, proxyPort: port, adminPort: port, startedMs: 1 };
    await Deno.writeTextFile(`${home}/running.json`, JSON.stringify(running));
    const { code, stdout, stderr } = await waterwall([HOOK, "--home", home]);
    silent.close();
    deepEqual([code, stdout], [0, ""]);
    match(stderr, /no proxy answers/);
  }));

for (const shell of here) {
  Deno.test(`in ${shell}, a strict profile keeps an agent from starting while nothing runs, and starts it once something does`, () =>
    inUserHome(async (user, env) => {
      const home = `${user}/state`;
      await Deno.mkdir(home, { mode: 0o700 });
      const install = [HOOK, "--install", "--strict", "--home", home];
      const added = await waterwall([...install, "--shell", shell], { env });
      equal(added.code, 0, added.stderr);
      const start = (line: string) =>
        run(shell, [...SHELLS[shell]!, line], { env });
      const refused = await start("claude --resume; echo after");
      equal(refused.stdout, "after\n", refused.stderr);
      match(refused.stderr, /waterwall: claude is not started/);
      await withRunning(async (running) => {
        const now = `${running.home}/running.json`;
        await Deno.copyFile(now, `${home}/running.json`);
        const by = `http://127.0.0.1:${running.proxyPort}`;
        const started = await answered(() => start("claude --resume 'a b'"));
        equal(started.stdout, `claude by ${by}: --resume a b\n`);
      });
    }));
}

Deno.test("a guard that was defined before the proxy ran lets the agent start afterwards, through it", () =>
  inUserHome((user, env) =>
    withRunning(async (running) => {
      const home = `${user}/state`;
      await Deno.mkdir(home);
      const hook = [...WATERWALL, HOOK, "--strict", "--shell", "sh"]
        .map((word) => `'${word}'`).join(" ");
      const now = `${running.home}/running.json`;
      const script = [
        `eval "$(${hook} --home '${home}')"`,
        "claude 1",
        `cp '${now}' '${home}/running.json'`,
        // The hook may be answered too late on a busy machine.
        "for i in $(seq 100); do claude 2 && break; done",
      ].join("\n");
      const by = `http://127.0.0.1:${running.proxyPort}`;
      for (const shell of ["sh", ...here.filter((name) => name !== "fish")]) {
        await Deno.remove(`${home}/running.json`).catch(() => {});
        const { stdout, stderr } = await run(shell, ["-c", script], { env });
        equal(stdout, `claude by ${by}: 2\n`, stderr);
      }
    })
  ));

Deno.test("an alias of the same name neither breaks the guard nor gets around it", () =>
  inUserHome(async (user, env) => {
    const home = `${user}/state`;
    await Deno.mkdir(home);
    const strict = [HOOK, "--strict", "--shell", "sh", "--home", home];
    const { stdout } = await waterwall(strict);
    await Deno.writeTextFile(`${user}/hook`, stdout);
    const script = [
      "shopt -s expand_aliases 2>/dev/null",
      "alias claude='claude --fast'",
      `eval "$(cat '${user}/hook')"`,
      "claude",
    ].join("\n");
    for (const shell of ["sh", ...here.filter((name) => name !== "fish")]) {
      const guarded = await run(shell, ["-c", script], { env });
      equal(guarded.stdout, "", shell);
      match(guarded.stderr, /claude is not started/);
    }
  }));

Deno.test("installing twice changes a profile once, keeps its mode, follows its link, and uninstalling takes out exactly that", () =>
  inUserHome(async (user, env) => {
    const dotfiles = `${user}/dotfiles`;
    await Deno.mkdir(dotfiles);
    const profile = `${dotfiles}/bashrc`;
    const before = Uint8Array.of(...new TextEncoder().encode("a=1\nb="), 0xff);
    await Deno.writeFile(profile, before, { mode: 0o640 });
    await Deno.chmod(profile, 0o640);
    await Deno.symlink(profile, `${user}/.bashrc`);
    const words = [HOOK, "--shell", "bash"];
    const first = await waterwall([...words, "--install"], { env });
    match(first.stdout, /^Added the hook to .*\.bashrc\n/);
    const once = await Deno.readFile(profile);
    const again = await waterwall([...words, "--install"], { env });
    match(again.stdout, /^Nothing to change in /);
    deepEqual(await Deno.readFile(profile), once);
    const { mode } = await Deno.stat(profile);
    equal(mode! & 0o777, 0o640);
    ok((await Deno.lstat(`${user}/.bashrc`)).isSymlink);
    const out = await waterwall([...words, "--uninstall"], { env });
    equal(out.code, 0, out.stderr);
    deepEqual(await Deno.readFile(profile), before);
    deepEqual(
      (await Array.fromAsync(Deno.readDir(dotfiles))).map(({ name }) => name),
      ["bashrc"],
    );
  }));

Deno.test("each shell has its own profile, made with its folder where there is none", () =>
  inUserHome(async (user, env) => {
    const profiles = {
      sh: ".profile",
      bash: ".bashrc",
      zsh: ".zshrc",
      fish: ".config/fish/config.fish",
      powershell: ".config/powershell/Microsoft.PowerShell_profile.ps1",
    };
    if (Deno.build.os === "darwin") profiles.bash = ".bash_profile";
    for (const [shell, file] of Object.entries(profiles)) {
      const words = [HOOK, "--install", "--shell", shell];
      equal((await waterwall(words, { env })).code, 0);
      const text = await Deno.readTextFile(`${user}/${file}`);
      ok(text.includes(`pre-launch-hook --shell ${shell}`), text);
    }
  }));

Deno.test("Claude Code's settings get the hook, keep the rest, and give it back", () =>
  inUserHome(async (user, env) => {
    const settings = `${user}/.claude/settings.json`;
    const before = '{\n    "model": "opus",\n    "hooks": { "Stop": [] }\n}\n';
    await Deno.mkdir(`${user}/.claude`);
    await Deno.writeTextFile(settings, before);
    const words = [HOOK, ...CLAUDE];
    equal((await waterwall([...words, "--install"], { env })).code, 0);
    const { model, hooks } = JSON.parse(await Deno.readTextFile(settings));
    deepEqual([model, hooks.Stop], ["opus", []]);
    const [{ type, command }] = hooks.SessionStart[0].hooks;
    equal(type, "command");
    const ran = await run("sh", ["-c", command], { env });
    equal(ran.code, 1);
    equal(
      JSON.parse(ran.stdout).hookSpecificOutput.hookEventName,
      "SessionStart",
    );
    equal((await waterwall([...words, "--uninstall"], { env })).code, 0);
    equal(await Deno.readTextFile(settings), before);
  }));

Deno.test("settings that are no JSON, and links that lead nowhere, are refused and stay as they are", () =>
  inUserHome(async (user, env) => {
    await Deno.mkdir(`${user}/.claude`);
    const settings = `${user}/.claude/settings.json`;
    await Deno.writeTextFile(settings, "{ not JSON");
    const claude = await waterwall([HOOK, "--install", ...CLAUDE], { env });
    equal(claude.code, 2);
    equal(claude.stderr.trimEnd().split("\n").length, 2);
    equal(await Deno.readTextFile(settings), "{ not JSON");
    await Deno.symlink(`${user}/nowhere`, `${user}/.zshrc`);
    const words = [HOOK, "--install", "--shell", "zsh"];
    const zsh = await waterwall(words, { env });
    equal(zsh.code, 2);
    match(zsh.stderr, /hint: It is a link that leads nowhere/);
  }));

Deno.test("a session of Claude Code learns whether it is protected", () =>
  withRunning(async ({ home, proxyPort }) => {
    const words = [HOOK, "--home", home, ...CLAUDE];
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}` };
    const routed = await answered(() => waterwall(words, { env }));
    deepEqual([routed.code, routed.stderr], [0, ""]);
    const said = JSON.parse(routed.stdout);
    match(said.hookSpecificOutput.additionalContext, /^Waterwall protects/);
    const other = { HTTPS_PROXY: "", https_proxy: "" };
    const aside = await answered(() => waterwall(words, { env: other }));
    equal(aside.code, 0);
    match(aside.stderr, /does not go through it/);
  }));

Deno.test("what it does not understand is explained, with status 2", async () => {
  const lines = [["--shell", "tcsh"], ["--strikt"], [
    "--install",
    "--uninstall",
  ]];
  for (const words of lines) {
    const { code, stdout, stderr } = await waterwall([HOOK, ...words]);
    deepEqual([code, stdout], [2, ""]);
    equal(stderr.trimEnd().split("\n").length, 2, stderr);
  }
  equal((await waterwall([HOOK, "--help"])).code, 0);
});
