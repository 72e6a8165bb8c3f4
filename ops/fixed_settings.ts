import type { Config } from "./config.ts";
import { ConfigError } from "./errors.ts";
import { type Setting, type SettingName, SETTINGS } from "./settings.ts";

/**
 * Refuses a configuration that changes what a running instance cannot change.
 *
 * @param file How the file is called in the message.
 * @throws {ConfigError} `fixed`: names the setting and both values.
 */
export function mustStay(before: Config, after: Config, file: string): void {
  const settings: Readonly<Record<string, Setting>> = SETTINGS;
  const changed = (Object.keys(SETTINGS) as SettingName[])
    .filter((name) => settings[name]!.fixed)
    .find((name) => before[name] !== after[name]);
  if (changed === undefined) return;
  const [was, is] = [before, after].map((it) => JSON.stringify(it[changed]));
  throw new ConfigError(
    "fixed",
    `Cannot use ${file} while it runs: ${changed} is read at the start only (${was}, now ${is})`,
    { hint: `Put ${changed} back, or stop the instance and start it again` },
  );
}
