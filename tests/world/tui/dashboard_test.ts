import { deepEqual, equal, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { observe } from "../../../ops/mod.ts";
import { anthropicSpeaker } from "../../../cli/prove/speakers/anthropic.ts";
import { through } from "../clients/through.ts";
import { has } from "../support/run.ts";
import { waterwall as run } from "../cli/waterwall.ts";
import { type FakeInstance, startFakeInstance } from "./fake_instance.ts";
import { Tmux, type TmuxOptions } from "./tmux.ts";
import { until } from "../support/until.ts";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));
const ignore = !await has("tmux");

/** Types the command that a person would, and waits for its first picture. */
async function openDashboard(terminal: Tmux, home: string): Promise<void> {
  const words = [Deno.execPath(), "run", "--no-prompt", "-A", MAIN]
    .concat("dashboard", "--home", home).map((word) => `'${word}'`);
  await terminal.type(`echo BEFORE; ${words.join(" ")}; echo "status=$?"`);
  await terminal.press("Enter");
  await terminal.shows("LIVE ACTIVITY");
}

/** Runs a test in a terminal in which a dashboard shows a fake instance. */
async function inTerminal(
  test: (terminal: Tmux, instance: FakeInstance) => Promise<void>,
  options: Partial<TmuxOptions> = {},
): Promise<void> {
  const instance = await startFakeInstance();
  const terminal = await Tmux.open({ width: 80, height: 24, ...options });
  try {
    await openDashboard(terminal, instance.home);
    await terminal.shows("●UP");
    await test(terminal, instance);
  } finally {
    await terminal.close();
    await instance.close();
  }
}

/** The shell is back, with its screen, its echo and its line editing. */
async function isRestored(terminal: Tmux, status: number): Promise<void> {
  await terminal.shows(
    `status=${status}`,
    (screen) => screen.includes("BEFORE") && !screen.includes("LIVE ACTIVITY"),
  );
  await terminal.type("stty -a");
  await terminal.press("Enter");
  await terminal.shows(/[^-]icanon/, (screen) => /[^-]echo\b/.test(screen));
}

Deno.test({
  name: "a dashboard shows a real instance at work, stops it and sees it go",
  ignore,
  fn: () =>
    through(async ({ waterwall, prompt }) => {
      const terminal = await Tmux.open({ width: 120, height: 40 });
      try {
        await openDashboard(terminal, waterwall.home);
        await terminal.shows(`127.0.0.1:${waterwall.proxyPort}`);
        const { wire, headers, ask } = anthropicSpeaker;
        const send = () =>
          fetch(
            `http://127.0.0.1:${waterwall.proxyPort}/anthropic${wire.path}`,
            {
              method: "POST",
              headers: { ...headers, "content-type": "application/json" },
              body: JSON.stringify(ask(prompt.text, false)),
            },
          ).then(async (answer) => {
            await answer.text();
            return answer.status;
          });
        equal(await send(), 200);
        const shown = await terminal.shows(/→ out +api\.anthropic\.com/);
        ok(!prompt.canaries.some(({ secret }) => shown.includes(secret)));
        await terminal.press("k");
        await terminal.shows("ARM THE KILL SWITCH?");
        await terminal.press("y");
        await terminal.shows("●ACTIVE All traffic is refused");
        equal(await send(), 502);
        await terminal.shows(/× stop +api\.anthropic\.com +killswitch/);
        await terminal.press("k", "y");
        await terminal.shows("●UP  127.0.0.1");
        equal(await send(), 200);
        const ended = waterwall.end();
        await terminal.shows(
          "WATERWALL  ●OFFLINE",
          (screen) =>
            screen.match(/●OFFLINE/g)!.length === 7 &&
            !screen.includes("api.anthropic.com"),
        );
        await terminal.press("q");
        await isRestored(terminal, 0);
        equal(await ended, 0);
      } finally {
        await terminal.close();
      }
    }),
});

Deno.test({
  name: "keys filter, pause, scroll, explain and enlarge",
  ignore,
  fn: () =>
    inTerminal(async (terminal) => {
      await terminal.press("?");
      await terminal.shows("arm or clear the kill switch");
      await terminal.press("Escape");
      await terminal.type("/jwt");
      await terminal.shows('only "jwt"');
      await terminal.press("Enter", "t");
      await terminal.shows('PAUSED, only "jwt"');
      await terminal.press("t", "Down");
      await terminal.shows("PAUSED");
      await terminal.press("6");
      await terminal.shows(
        "generativelanguage",
        (screen) => !screen.includes("KILL SWITCH"),
      );
      await terminal.press("6");
      await terminal.shows("KILL SWITCH");
    }),
});

Deno.test({
  name: "what is asked of the instance carries the token",
  ignore,
  fn: () =>
    inTerminal(async (terminal, { orders }) => {
      await terminal.press("r");
      await terminal.shows("Configuration and policy are read again");
      await terminal.press("k", "n");
      await terminal.press("k", "y");
      await terminal.shows("The kill switch is armed");
      deepEqual(orders, [
        { path: "/admin/reload", body: {} },
        {
          path: "/admin/killswitch",
          body: { state: "armed", reason: "dashboard" },
        },
      ]);
    }),
});

Deno.test({
  name: "verify and export run the verbs and show what they say",
  ignore,
  fn: () =>
    inTerminal(async (terminal, { home }) => {
      await terminal.press("v");
      await terminal.shows("VERIFY INSTALL");
      await terminal.press("Escape", "e");
      await terminal.shows("Up to");
      await terminal.press("Enter");
      await terminal.shows(/(Done|Failed) +Esc close/);
      await terminal.press("Escape", "q");
      await isRestored(terminal, 0);
      ok(home.length > 0);
    }),
});

Deno.test({
  name: "every size has its screen, and none is garbage",
  ignore,
  fn: () =>
    inTerminal(async (terminal) => {
      const sizes = [[60, 20], [160, 50], [30, 8], [80, 24]] as const;
      for (const [width, height] of sizes) {
        await terminal.resize(width, height);
        await until(`it fits ${width} by ${height}`, async () => {
          const rows = (await terminal.text()).split("\n").slice(0, height);
          const [first, last] = [rows[0]!, rows.at(-1)!];
          const isWhole = rows[1]!.startsWith("┌─") &&
            rows[1]!.trimEnd().length === width &&
            rows.at(-2)!.startsWith("└");
          return isWhole && first.includes("WATERWALL") && last.includes("?");
        }, () => terminal.text());
      }
      await terminal.press("q");
      await isRestored(terminal, 0);
    }, { width: 100, height: 30 }),
});

for (const [signal, status] of [["TERM", 143], ["HUP", 129], ["INT", 130]]) {
  Deno.test({
    name: `the terminal is given back after SIG${signal}`,
    ignore,
    fn: () =>
      inTerminal(async (terminal, { home }) => {
        const found = await new Deno.Command("pgrep", {
          args: ["-f", `main.ts dashboard --home ${home}`],
        }).output();
        const pid = Number(new TextDecoder().decode(found.stdout).trim());
        Deno.kill(pid, `SIG${signal}` as Deno.Signal);
        await isRestored(terminal, Number(status));
      }),
  });
}

Deno.test({
  name: "Ctrl-C leaves a dashboard as q does",
  ignore,
  fn: () =>
    inTerminal(async (terminal) => {
      await terminal.press("k");
      await terminal.shows("ARM THE KILL SWITCH?");
      await terminal.press("C-c");
      await isRestored(terminal, 0);
    }),
});

Deno.test({
  name: "a server that falls silent is offline, and back when it speaks again",
  ignore,
  fn: () =>
    inTerminal(async (terminal, instance) => {
      instance.fallSilent();
      await terminal.shows("WATERWALL  ●OFFLINE It has said nothing");
      await terminal.shows("WATERWALL  ●UP");
    }),
});

Deno.test({
  name: "a thousand events a second do not keep a key waiting",
  ignore,
  fn: () =>
    inTerminal(async (terminal, instance) => {
      let sent = 0;
      instance.show((state) => ({ ...state, window: [] }));
      const send = () =>
        instance.show((before) => {
          let state = before;
          for (let i = 0; i < 50; i++, sent++) {
            state = observe(state, {
              ms: Date.now(),
              fact: {
                fact: "passed",
                request: `flood-${sent}`,
                session: `s${sent % 100}`,
                host: "api.example.com",
                agent: "curl/8",
                addedMs: 1,
              },
            });
          }
          return state;
        });
      const flood = setInterval(send, 50);
      try {
        await until("the flood runs", () => sent > 1_000);
        await terminal.press("?");
        await terminal.shows("this page");
        const seenAt = sent;
        await terminal.press("Escape");
        await terminal.shows(/s\d+ .*|api\.example\.com/);
        await until("the flood went on", () => sent > seenAt + 1_000);
      } finally {
        clearInterval(flood);
      }
      const all = sent;
      await until(
        "all of it was counted",
        async () =>
          (await terminal.text()).includes(
            `Requests       ${all.toLocaleString("en")}`,
          ),
        () => terminal.text(),
      );
      await terminal.press("q");
      await isRestored(terminal, 0);
    }),
});

Deno.test({
  name: "colours come only where the terminal has them and they are wished for",
  ignore,
  fn: async () => {
    const looks: [Record<string, string>, RegExp | null][] = [
      [{ NO_COLOR: "1" }, null],
      [{ NO_COLOR: "", COLORTERM: "truecolor" }, /38;2;0;255;65/],
      [{ NO_COLOR: "", TERM: "xterm-256color" }, /38;5;46/],
      [{ NO_COLOR: "", TERM: "xterm" }, /[[;]92m/],
    ];
    for (const [env, colour] of looks) {
      const set = Object.entries(env).map(([name, value]) =>
        `export ${name}='${value}'; `
      );
      const instance = await startFakeInstance();
      const terminal = await Tmux.open({ width: 80, height: 24 });
      try {
        await terminal.type(`unset COLORTERM; ${set.join("")}`);
        await terminal.press("Enter");
        await openDashboard(terminal, instance.home);
        await terminal.shows("●UP");
        if (colour) {
          await until(
            "its colours are there",
            async () => colour.test(await terminal.painted()),
            () => terminal.painted(),
          );
        } else {
          const painted = await terminal.painted();
          ok(!/[[;](3[0-8]|4[0-8]|9[0-7])[;m]/.test(painted));
        }
      } finally {
        await terminal.close();
        await instance.close();
      }
    }
  },
});

Deno.test("where there is no terminal, it says what to do instead", async () => {
  const { code, stdout, stderr } = await run(["dashboard"]);
  deepEqual([code, stdout], [2, ""]);
  ok(stderr.includes("this is not a terminal"));
  ok(stderr.includes("http://127.0.0.1:8889/"));
});
