import { deepEqual, equal, ok } from "node:assert/strict";
import axe from "axe-core";
import { observe, type State } from "../../../ops/mod.ts";
import { chromiumHere, visit, type VisitOptions } from "./browser.ts";
import { type FakeInstance, startFakeInstance } from "./fake_instance.ts";
import { until } from "../support/until.ts";
import type { Visit } from "./browser.ts";

const ignore = chromiumHere() === undefined;

/** Runs a test on a page that shows a fake instance. */
async function onPage(
  test: (visit: Visit, instance: FakeInstance) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const instance = await startFakeInstance();
  try {
    await visit(`http://127.0.0.1:${instance.port}/`, async (visit) => {
      await visit.page.waitForSelector('body[data-link="live"]');
      await test(visit, instance);
      deepEqual(visit.faults, []);
    }, options);
  } finally {
    await instance.close();
  }
}

const text = ({ page }: Visit, selector: string) =>
  page.locator(selector).innerText();

/** What axe-core finds wrong, in words. */
async function barriers({ page }: Visit): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<
          { violations: { id: string; nodes: { html: string }[] }[] }
        >;
      };
    };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`)
  );
}

for (const scheme of ["dark", "light"] as const) {
  Deno.test({
    name: `the ${scheme} page shows the six panes, and is open to everybody`,
    ignore,
    fn: () =>
      onPage(async (visit) => {
        equal(await visit.page.locator("#plots path").count(), 4);
        const panes = {
          activity: "api.anthropic.com",
          counters: "Redactions",
          killswitch: "Traffic flows",
          map: "8f31c2aa9d01",
          chain: "intact",
          sessions: "Claude Code",
        };
        for (const [id, word] of Object.entries(panes)) {
          const said = await text(visit, `#${id}`);
          ok(said.includes(word) && said.includes("●UP"), `${id}: ${said}`);
        }
        deepEqual(await barriers(visit), []);
        await visit.picture(`page-${scheme}`);
      }, { scheme }),
  });
}

Deno.test({
  name: "every state of the page is open to everybody",
  ignore,
  fn: () =>
    onPage(async (visit, instance) => {
      instance.show((state) => ({
        ...state,
        killswitch: ["http"],
        reload: { ms: Date.now(), why: "config.toml:3: no such key" },
        log: { ...state.log, broken: "the disk is full" },
      }));
      await visit.page.waitForSelector('body[data-status="FAIL"]');
      const said = await text(visit, "main");
      for (
        const word of [
          "ALL TRAFFIC IS REFUSED",
          "●ACTIVE",
          "●FAIL",
          "Reload refused: config.toml:3: no such key",
          "The log is closed: the disk is full",
        ]
      ) ok(said.includes(word), word);
      deepEqual(await barriers(visit), []);
      await visit.picture("page-fail");
      await visit.page.locator("#filter").fill("nothing has that");
      await until("the filter works", async () =>
        (await text(visit, "#activity")).includes("No line has that"));
      deepEqual(await barriers(visit), []);
    }, { width: 700, height: 900 }),
});

Deno.test({
  name: "the page asks nobody but its own server",
  ignore,
  fn: () =>
    onPage(({ asked }, { port }) => {
      ok(asked.length > 8);
      for (const url of asked) {
        equal(new URL(url).host, `127.0.0.1:${port}`);
      }
      return Promise.resolve();
    }),
});

Deno.test({
  name: "what changes is on the page at once",
  ignore,
  fn: () =>
    onPage(async (visit, instance) => {
      instance.show((state) => ({ ...state, killswitch: ["sentinel"] }));
      await visit.page.waitForSelector('body[data-status="ACTIVE"]');
      equal(await text(visit, "#overall"), "● ACTIVE");
      instance.show((state) => ({ ...state, killswitch: [] }));
      await visit.page.waitForSelector('body[data-status="UP"]');
    }),
});

Deno.test({
  name: "a page whose server is gone says so everywhere, and shows nothing old",
  ignore,
  fn: async () => {
    const instance = await startFakeInstance();
    await visit(`http://127.0.0.1:${instance.port}/`, async (visit) => {
      await visit.page.waitForSelector('body[data-link="live"]');
      await instance.close();
      await visit.page.waitForSelector('body[data-link="offline"]');
      const said = await text(visit, "body");
      equal(said.match(/●\s?OFFLINE/g)!.length, 8);
      ok(!/anthropic|8f31c2aa9d01|intact/.test(said), said);
      equal(await visit.page.locator("table, dl, svg").count(), 0);
      deepEqual(await barriers(visit), []);
      await visit.picture("page-offline");
    });
  },
});

Deno.test({
  name: "a page whose server falls silent says so, and comes back",
  ignore,
  fn: () =>
    onPage(async ({ page }, instance) => {
      instance.fallSilent();
      await page.waitForSelector('body[data-link="offline"]');
      await page.waitForSelector('body[data-link="live"]');
    }),
});

Deno.test({
  name: "the page is used by keyboard alone",
  ignore,
  fn: () =>
    onPage(async (visit, instance) => {
      const { page } = visit;
      await page.keyboard.press("/");
      await page.keyboard.type("jwt");
      await until("only lines with the word stay", async () => {
        const rows = await page.locator("#activity tbody tr").allInnerTexts();
        return rows.length > 0 && rows.every((row) => row.includes("JWT"));
      });
      await page.keyboard.press("Escape");
      await page.keyboard.press("t");
      await page.waitForSelector('#pause[aria-pressed="true"]');
      const before = await page.locator("#activity tbody tr").count();
      const passed = (state: State) =>
        observe(state, {
          ms: Date.now(),
          fact: {
            fact: "passed",
            request: "jwt",
            session: "s",
            host: "jwt.example.com",
            agent: null,
            addedMs: 1,
          },
        });
      instance.show((state) => passed({ ...state, killswitch: ["http"] }));
      await page.waitForSelector('body[data-status="ACTIVE"]');
      equal(await page.locator("#activity tbody tr").count(), before);
      await page.keyboard.press("t");
      await page.waitForSelector('#pause[aria-pressed="false"]');
      const reached = new Set<string>();
      await page.locator("h1").click();
      for (let i = 0; i < 8; i++) {
        await page.keyboard.press("Tab");
        reached.add(
          await page.evaluate(() => {
            const { document } = globalThis as unknown as {
              document: { activeElement: { id: string; className: string } };
            };
            const { id, className } = document.activeElement;
            return id || className;
          }),
        );
      }
      for (const place of ["skip", "filter", "pause", "body scrolls"]) {
        ok(reached.has(place), `${place}: ${[...reached]}`);
      }
    }),
});

Deno.test({
  name: "a thousand events a second do not freeze the page",
  ignore,
  fn: () =>
    onPage(async (visit, instance) => {
      let sent = 0;
      instance.show((state) => ({ ...state, window: [] }));
      const flood = setInterval(() =>
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
                agent: null,
                addedMs: 1,
              },
            });
          }
          return state;
        }), 50);
      try {
        await until("the flood runs", () => sent > 1_000);
        await visit.page.keyboard.press("/");
        await visit.page.keyboard.type("flood");
        equal(await visit.page.locator("#filter").inputValue(), "flood");
        const seenAt = sent;
        await until("the flood went on", () => sent > seenAt + 1_000);
      } finally {
        clearInterval(flood);
      }
      const all = `Requests ${sent.toLocaleString("en")}`;
      await until("all of it was counted", async () =>
        (await text(visit, "#counters")).replaceAll(/\s+/g, " ").includes(all));
    }),
});
