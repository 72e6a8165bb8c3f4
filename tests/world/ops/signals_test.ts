import { equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { homeAt } from "../../../ops/home.ts";
import { readRunning, type Running } from "../../../ops/running.ts";
import { inFolder, recordsIn } from "./in_home.ts";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));

/** Runs a test with an instance in a process of its own. */
function withProcess(
  test: (child: Deno.ChildProcess, running: Running) => Promise<void>,
): (dir: string) => Promise<void> {
  return async (dir) => {
    const args = ["run", "--no-prompt", "-A", MAIN, "start", "--home", dir];
    const child = new Deno.Command(Deno.execPath(), {
      args: [...args, "--proxy-port", "0", "--admin-port", "0"],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      let running: Running | null = null;
      while ((running = await readRunning(homeAt(dir))) === null) await soon();
      await test(child, running);
    } finally {
      await child.status;
    }
  };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Waits until the instance says this of its kill switch. */
async function switchIs(wanted: string, { adminPort }: Running): Promise<void> {
  const url = `http://127.0.0.1:${adminPort}/healthz`;
  for (;;) {
    const { killswitch } = await (await fetch(url)).json();
    if (killswitch === wanted) return;
    await soon();
  }
}

Deno.test("SIGUSR1 toggles the kill switch, SIGTERM ends it cleanly, all on record", () =>
  inFolder(async (dir) => {
    await withProcess(async (child, running) => {
      await switchIs("clear", running);
      child.kill("SIGUSR1");
      await switchIs("armed", running);
      child.kill("SIGUSR1");
      await switchIs("clear", running);
      child.kill("SIGTERM");
      equal((await child.status).code, 0);
    })(dir);
    const said = (await recordsIn(dir))
      .filter(({ type }) => type === "killswitch" || type === "stop")
      .map(({ type, source, state, reason }) =>
        [type, source, state, reason].filter(Boolean).join(" ")
      );
    equal(
      said.join(", "),
      "killswitch sigusr1 armed, killswitch sigusr1 clear, stop SIGTERM",
    );
  }));

Deno.test("SIGHUP has the files read again", () =>
  inFolder((dir) =>
    withProcess(async (child, running) => {
      await switchIs("clear", running);
      await Deno.writeTextFile(`${dir}/config.toml`, "killswitch = true\n");
      child.kill("SIGHUP");
      await switchIs("armed", running);
      child.kill("SIGTERM");
    })(dir)
  ));

Deno.test("a killed instance leaves nothing that keeps the next from starting, which heeds signals as soon as it can be found", () =>
  inFolder(async (dir) => {
    await withProcess((child) => {
      child.kill("SIGKILL");
      return child.status.then(() => {});
    })(dir);
    await Deno.remove(`${dir}/running.json`);
    await withProcess(async (child) => {
      child.kill("SIGINT");
      equal((await child.status).code, 0);
    })(dir);
    const said = (await recordsIn(dir))
      .filter(({ type }) => type === "start" || type === "stop")
      .map(({ type, reason }) => [type, reason].filter(Boolean).join(" "));
    equal(said.filter((it) => it.startsWith("start")).length, 2);
    equal(said.at(-1), "stop SIGINT");
  }));
