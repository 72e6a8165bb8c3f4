import { startStubProvider } from "../../cli/prove/stub_provider.ts";
import { run } from "../world/support/run.ts";
import { builtIn } from "../world/binary/built.ts";
import { startWaterwall } from "../world/cli/running_waterwall.ts";
import { WATERWALL } from "../world/cli/waterwall.ts";
import { quantile } from "./quantile.ts";
import type { Row } from "./row.ts";

const SAMPLES = 40;

/**
 * How long each new shell waits: a process of its own, once everything is
 * compiled or unpacked.
 */
export async function hookRows(): Promise<readonly Row[]> {
  const stub = await startStubProvider();
  const running = await startWaterwall(stub);
  const aside = await Deno.makeTempDir();
  try {
    const binary = [`${await builtIn()}/waterwall`];
    const rows: Row[] = [];
    for (
      const [how, start] of Object.entries({ sources: WATERWALL, binary })
    ) {
      for (
        const [state, home] of [["healthy", running.home], ["offline", aside]]
      ) {
        rows.push({
          name: `pre-launch-hook, ${state}, ${how}, p50`,
          value: await median([...start, ...HOOK, home!]),
          unit: "ms",
          atMost: 80,
        });
      }
    }
    return rows;
  } finally {
    await running.stop();
    await stub.close();
    await Deno.remove(aside, { recursive: true });
  }
}

const HOOK = ["pre-launch-hook", "--shell", "sh", "--home"];

async function median(words: readonly string[]): Promise<number> {
  const [command, ...args] = words;
  const took: number[] = [];
  for (let nth = 0; nth <= SAMPLES; nth++) {
    const begun = performance.now();
    await run(command!, args);
    if (nth > 0) took.push(performance.now() - begun);
  }
  return quantile(took, 0.5);
}
