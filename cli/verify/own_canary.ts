import type { CanaryState } from "../../ops/mod.ts";
import { rehearse, type StartProxy } from "../prove/rehearse.ts";

/** Sends made-up secrets through a proxy of this build, with a stub as provider. */
export async function ownCanary(startProxy: StartProxy): Promise<CanaryState> {
  const { requests, log } = await rehearse(startProxy);
  const fates = requests.flatMap((one) => one.fates);
  return {
    way: `in ${requests.length} requests to a stub, through a proxy of its own`,
    isLeaked: fates.some(({ leaked }) => leaked.length > 0),
    isRestored: requests.every(({ identical }) => identical),
    isRecorded: log.verified && requests.every(({ seq }) => seq !== undefined),
  };
}
