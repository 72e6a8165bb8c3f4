import { startStubProvider } from "../../cli/prove/stub_provider.ts";
import { startWaterwall } from "../world/cli/running_waterwall.ts";
import { waterwall } from "../world/cli/waterwall.ts";
import { quantile } from "./quantile.ts";
import type { Row } from "./row.ts";

const SAMPLES = 40;

/** How long each new shell waits: a process of its own, once everything is compiled. */
export async function hookRows(): Promise<readonly Row[]> {
  const stub = await startStubProvider();
  const running = await startWaterwall(stub);
  const aside = await Deno.makeTempDir();
  try {
    const unit = "ms";
    return [
      {
        name: "pre-launch-hook, healthy, p50",
        value: await median(running.home),
        unit,
        atMost: 80,
      },
      {
        name: "pre-launch-hook, offline, p50",
        value: await median(aside),
        unit,
        atMost: 80,
      },
    ];
  } finally {
    await running.stop();
    await stub.close();
    await Deno.remove(aside, { recursive: true });
  }
}

async function median(home: string): Promise<number> {
  const took: number[] = [];
  for (let nth = 0; nth <= SAMPLES; nth++) {
    const begun = performance.now();
    await waterwall(["pre-launch-hook", "--shell", "sh", "--home", home]);
    if (nth > 0) took.push(performance.now() - begun);
  }
  return quantile(took, 0.5);
}
