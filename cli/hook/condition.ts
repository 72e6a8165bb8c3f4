import {
  type Home,
  type Probed,
  probeHealth,
  readRunning,
} from "../../ops/quick.ts";

/** How it stands with the instance of a home, as far as a shell wants to know. */
export type Condition =
  | { readonly is: "healthy"; readonly proxyPort: number }
  | {
    readonly is: "offline" | "armed" | "unhealthy";
    /** For people, as the end of a sentence. */
    readonly why: string;
    /** What helps, as an imperative. */
    readonly hint: string;
  };

/** A shell that is starting is kept waiting for this long at most. */
const LIMIT_MS = 250;

/** Asks the instance of a home how it is. Never takes longer than 250 ms. */
export async function conditionOf(home: Home): Promise<Condition> {
  const running = await readRunning(home);
  const probed = running === null
    ? undefined
    : await probeHealth(running.adminPort, LIMIT_MS);
  return judge(home.dir, running?.proxyPort ?? 0, probed);
}

/** What a probe means. */
export function judge(
  dir: string,
  proxyPort: number,
  probed: Probed | undefined,
): Condition {
  if (probed === undefined) {
    const why = `no proxy answers for ${dir}`;
    return { is: "offline", why, hint: "Run `waterwall start`." };
  }
  if (probed.healthy) return { is: "healthy", proxyPort };
  if (probed.armed.length > 0) {
    const why = `the kill switch is armed (${probed.armed.join(", ")})`;
    const hint = "Run `waterwall killswitch clear` when the reason is gone.";
    return { is: "armed", why, hint };
  }
  const why = `the proxy refuses everything (${probed.status})`;
  return { is: "unhealthy", why, hint: "Run `waterwall verify-install`." };
}
