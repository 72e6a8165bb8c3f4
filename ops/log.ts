/** How much an event matters, least first. `alarm`: traffic is interrupted. */
export const LEVELS = ["debug", "info", "warning", "alarm"] as const;
export type Level = typeof LEVELS[number];

/** Something that the person who runs Waterwall may want to know. */
export interface LogEvent {
  readonly level: Level;
  readonly text: string;
  /** Figures and names, for programs. Never a secret, a body, a header's value. */
  readonly about?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Where events go. Never given a secret, a body or a header's value. */
export type Log = (event: LogEvent) => void;

/** Whether an event of this level is wanted by who wants `least` and worse. */
export function isWanted(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
