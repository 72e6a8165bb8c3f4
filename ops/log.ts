/** Something that the person who runs Waterwall may want to know. */
export interface LogEvent {
  /** `alarm`: protection is interrupted, and traffic with it. */
  readonly level: "info" | "warning" | "alarm";
  readonly text: string;
}

/** Where events go. Never given a secret, a body or a header's value. */
export type Log = (event: LogEvent) => void;
