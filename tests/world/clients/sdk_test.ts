import { fileURLToPath } from "node:url";
import { has, inTempDir } from "../support/run.ts";
import { inPreparedShell, runErrand, textOf, through } from "./through.ts";

const CLIENT = fileURLToPath(new URL("./scripts/client.ts", import.meta.url));
const ON_DENO = [Deno.execPath(), "run", "--no-prompt", "-A", CLIENT];
const REAL = {
  anthropic: "https://api.anthropic.com",
  openai: "https://api.openai.com/v1",
};
const hasNode = await has("node");

Deno.test("on Deno, both SDKs get their secrets back through CONNECT, and the provider never gets them", () =>
  through((between) => {
    const command = inPreparedShell(between.waterwall, ON_DENO);
    return runErrand(command, { between, origins: REAL });
  }));

Deno.test({
  name:
    "on Node, both SDKs get their secrets back through CONNECT, and the provider never gets them",
  ignore: !hasNode,
  fn: () =>
    through((between) =>
      bundled((script) => {
        const command = inPreparedShell(between.waterwall, ["node", script]);
        return runErrand(command, { between, origins: REAL });
      })
    ),
});

Deno.test("by base URL alone, both SDKs get their secrets back, and the provider never gets them", () =>
  through((between) => {
    const base = `http://127.0.0.1:${between.waterwall.proxyPort}`;
    const origins = {
      anthropic: `${base}/anthropic`,
      openai: `${base}/openai/v1`,
    };
    const direct = ["env", "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1"];
    return runErrand([...direct, ...ON_DENO], { between, origins });
  }));

/** The client as one file that Node can run without anything installed. */
function bundled(use: (script: string) => Promise<void>): Promise<void> {
  return inTempDir(async (folder) => {
    const script = `${folder}/client.mjs`;
    await textOf(
      [Deno.execPath(), "bundle", "--quiet", "--platform", "deno"]
        .concat("--output", script, CLIENT),
    );
    await use(script);
  });
}
