import { wish } from "./config.ts";
import { type Setting, SETTINGS } from "./settings.ts";

/** The text of a first config.toml: every setting, explained, at its default. */
export function defaultConfig(): string {
  const settings = Object.entries(SETTINGS as Record<string, Setting>)
    .map(([key, setting]) =>
      [
        ...comment(`${setting.doc} (${wish(setting)})`),
        `${key} = ${JSON.stringify(setting.fallback)}`,
      ].join("\n")
    );
  return [...comment(OPENING), "", settings.join("\n\n"), "", HOSTS].join("\n");
}

const OPENING =
  "Waterwall reads this file when it starts and again when it changes. Every " +
  "setting stands here at its default; a mistake is reported with its line, " +
  "and changes nothing.";

const HOSTS = `
# Hosts. The providers that Waterwall knows are protected without being listed
# here ("waterwall status" shows them). A table adds a host, or replaces what
# the default says of it; the other defaults stay.
#
# [[host]]
# name = "llm.example.com"               # "*.example.com": all below; ":8443": port
# policy = "protect"                     # protect | tunnel | deny
# provider = "openai"                    # how its bodies look; "generic" if unsure
# upstream = "https://127.0.0.1:9443"    # optional: send its requests there
# upstream_ca = "roots.pem"              # optional: who vouches for that origin
`;

/** A text as lines of a TOML comment. */
export function comment(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line.length + word.length < 76) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(` ${word}`);
  }
  return lines.map((line) => `#${line}`);
}
