import { comment } from "../default_config.ts";
import { wish } from "./parse_policy.ts";
import { type Section, SECTIONS } from "./sections.ts";

/** The text of a first policy.toml: every key, explained, at its default. */
export function defaultPolicy(): string {
  const sections = Object.entries(SECTIONS as Record<string, Section>)
    .map(([table, section]) =>
      [
        ...table === "" ? [] : [`[${table}]`],
        ...Object.entries(section).map(([key, field]) =>
          [
            ...comment(`${field.doc} (${wish(field)})`),
            `${key} = ${JSON.stringify(field.fallback)}`,
          ].join("\n")
        ),
      ].join("\n")
    );
  return [...comment(OPENING), "", sections.join("\n\n"), EXAMPLES].join("\n");
}

const OPENING =
  "What Waterwall takes for a secret, and what it does then. It reads this " +
  "file when it starts and again when it changes. Every key stands here at " +
  "its default; a mistake is reported with its line, and changes nothing.";

const EXAMPLES = `
# Another action for single rules, by id or TYPE. "waterwall scan --explain"
# shows both.
#
# [actions]
# armoured-private-key = "block"

# Another shape of placeholders for single TYPEs, or in what is sent to a host.
#
# [placeholder.types]
# AWS_SECRET_KEY = "value"
#
# [placeholder.hosts]
# "api.openai.com" = "value"

# Whether secrets go back into what a tool is called with, by the tool's name or
# name and argument, * for any run of characters. Without a line here, they stay
# out of a shell or network tool that names a host which may not have them.
#
# [restore.tools]
# WebFetch = "keep"                         # restore, keep or ask-model
# "mcp__*" = "ask-model"
# "Bash.command" = "restore"

# Rules of your own. An expression needs a literal of three characters, or
# words near which it is looked for, and a greatest length. What could go back
# and forth over a text is refused.
#
# [[rule]]
# id = "acme-api-key"
# type = "ACME_API_KEY"                     # what the placeholder says
# expression = 'acme_[A-Za-z0-9]{20,}'
# max_length = 200                          # where the expression has no end
# words = ["acme"]                          # optional: one must stand before it
`;
