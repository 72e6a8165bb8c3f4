import { HomeError } from "./errors.ts";
import type { Home } from "./home.ts";
import { replaceCa } from "./keep_ca.ts";
import { readSituation } from "./situation.ts";
import { isThere } from "./watch_sentinel.ts";

/** A CA that was just made. */
export interface RegeneratedCa {
  /** The hosts that it may vouch for. */
  readonly hosts: readonly string[];
  /** When it expires, in Unix milliseconds. */
  readonly untilMs: number;
}

/**
 * Makes a new CA for the hosts that are protected now. The old one stays until
 * the new one is whole and checked; clients must read it again.
 *
 * @throws {HomeError} `unusable`: nothing was ever started in this home.
 * @throws {ConfigError} The configuration cannot be used.
 */
export async function regenerateCa(
  home: Home,
  env: (name: string) => string | undefined,
): Promise<RegeneratedCa> {
  if (!isThere(home.config)) {
    throw new HomeError(
      "unusable",
      `Cannot make a CA as there is no configuration: ${home.config}`,
      { hint: "Run `waterwall start` once, or give another --home" },
    );
  }
  const { protectedHosts: hosts, settings } = await readSituation(home, env);
  const nowMs = Date.now();
  const { roots } = settings;
  const { certificate } = await replaceCa(home, { hosts, roots, nowMs });
  return { hosts, untilMs: certificate.untilMs };
}
