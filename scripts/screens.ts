/**
 * Draws the golden screens that the tests compare with, and the pictures of
 * dashboard and page in docs/. Run it after a change that is meant to be seen.
 *
 * @module
 */
import {
  goldenScreens,
  modelAfter,
  SIZES,
} from "../tests/support/sample_screens.ts";
import { SAMPLE_MS, sampleSnapshot } from "../tests/support/sample_snapshot.ts";
import { chromiumHere, visit } from "../tests/world/tui/browser.ts";
import { startFakeInstance } from "../tests/world/tui/fake_instance.ts";
import { screen } from "../tui/mod.ts";
import { svg } from "./screens/svg.ts";

/** The dashboard on an ordinary afternoon, as README.md shows it. */
export function dashboardPicture(): string {
  const model = modelAfter({ width: 110, height: 34 }, [
    { is: "snapshot", snapshot: sampleSnapshot(), ms: SAMPLE_MS },
  ]);
  return svg(screen(model), { title: "The Waterwall dashboard in a terminal" });
}

/** What the task writes, by path from the root of the repository. */
export function pictures(): Readonly<Record<string, string>> {
  const golden = SIZES.flatMap((size) => Object.entries(goldenScreens(size)))
    .map(([name, text]) => [`tests/golden/${name}`, text]);
  return {
    ...Object.fromEntries(golden),
    "docs/dashboard.svg": dashboardPicture(),
  };
}

/** The page on the same afternoon; needs a browser, and fonts. */
async function pagePicture(): Promise<Uint8Array> {
  const instance = await startFakeInstance(() => SAMPLE_MS);
  try {
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    await visit(`http://127.0.0.1:${instance.port}/`, async ({ page }) => {
      await page.waitForSelector('body[data-link="live"]');
      resolve(await page.screenshot({ fullPage: true }));
    }, { width: 1280, height: 800, timezone: "UTC" });
    return await promise;
  } finally {
    await instance.close();
  }
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(pictures())) {
    const file = new URL(`../${path}`, import.meta.url);
    await Deno.mkdir(new URL(".", file), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
  if (chromiumHere() !== undefined) {
    const file = new URL("../docs/page.png", import.meta.url);
    await Deno.writeFile(file, await pagePicture());
  }
}
