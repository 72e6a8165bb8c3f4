import type { Config } from "../config.ts";
import type { Home } from "../home.ts";
import type { Log } from "../log.ts";
import { LogBook } from "./log_book.ts";
import { RotatingFile } from "./rotating_file.ts";

/** The log of an instance as its configuration has it, shown to `show` as well. */
export function openLog(home: Home, { config, show, now }: {
  readonly config: Config;
  readonly show: Log;
  /** Unix milliseconds. */
  readonly now: () => number;
}): LogBook {
  const file = new RotatingFile(home.log, {
    maxBytes: config.log_file_mib * 2 ** 20,
    kept: config.log_files,
  });
  const book = new LogBook({ keep: (line) => file.add(line), show, now });
  book.level = config.log_level;
  return book;
}
