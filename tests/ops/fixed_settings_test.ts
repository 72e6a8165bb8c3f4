import { doesNotThrow, ok, throws } from "node:assert/strict";
import { type Config, parseConfig } from "../../ops/config.ts";
import { ConfigError } from "../../ops/errors.ts";
import { mustStay } from "../../ops/fixed_settings.ts";
import { type Setting, SETTINGS } from "../../ops/settings.ts";

const config = (text: string): Config =>
  parseConfig(text, { file: "c", defaultHosts: [], providers: [] });

/** Some other value of a setting than its default. */
function other(setting: Setting): string {
  switch (setting.kind) {
    case "whole":
      return `${setting.fallback + 1}`;
    case "flag":
      return `${!setting.fallback}`;
    case "choice":
      return `"${setting.choices.find((it) => it !== setting.fallback)}"`;
    case "text":
      return '"none"';
  }
}

for (const [name, setting] of Object.entries<Setting>(SETTINGS)) {
  if (setting.kind === "choice" && setting.choices.length < 2) continue;
  const after = config(`${name} = ${other(setting)}`);
  const change = () => mustStay(config(""), after, "/w/config.toml");
  if (setting.fixed) {
    Deno.test(`${name} cannot change while an instance runs, and the reason is said`, () => {
      throws(change, (error) => {
        ok(error instanceof ConfigError && error.code === "fixed");
        ok(error.message.includes(`${name} is read at the start only`));
        ok(error.message.includes(JSON.stringify(setting.fallback)));
        return /stop the instance/.test(error.hint!);
      });
    });
  } else {
    Deno.test(`${name} can change while an instance runs`, () => {
      doesNotThrow(change);
    });
  }
}

Deno.test("a file that changes nothing is no fault", () => {
  doesNotThrow(() => mustStay(config(""), config(""), "c"));
});
