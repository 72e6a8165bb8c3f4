import { isWanted, type Level, type Log, type LogEvent } from "../log.ts";
import { jsonLine } from "./log_line.ts";

/** Where an instance's events are kept, beside being shown. */
export interface LogBookOptions {
  /** Takes one line; never throws. */
  readonly keep: (line: string) => void;
  /** Who else is told. */
  readonly show: Log;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** The log of an instance: kept in a file, shown to whoever looks on. */
export class LogBook {
  readonly #options: LogBookOptions;
  #least: Level = "info";

  constructor(options: LogBookOptions) {
    this.#options = options;
  }

  /** From now on only events of this level and worse count. */
  set level(least: Level) {
    this.#least = least;
  }

  /** Made once, so that it can be handed on. */
  readonly write: Log = (event: LogEvent): void => {
    if (!isWanted(event.level, this.#least)) return;
    this.#options.keep(jsonLine({ ...event, ms: this.#options.now() }));
    this.#options.show(event);
  };
}
