import { parse, TomlError } from "smol-toml";
import { ConfigError } from "./errors.ts";

/** A table of TOML, not yet checked. */
export type Table = Readonly<Record<string, unknown>>;

/**
 * Reads a text as TOML.
 *
 * @throws {ConfigError} `invalid`, with line and column.
 */
export function decodeToml(text: string, file: string): Table {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [why] = error.message.replace(/^Invalid TOML document: /, "")
      .split("\n");
    throw new ConfigError(
      "invalid",
      `Cannot read ${file}:${error.line} as TOML: ${why}`,
      { hint: `Look at column ${error.column} of that line` },
    );
  }
}
