import type { Link } from "./value.ts";

/** What ties a value to a name, and where it ends. */
export interface Operator {
  readonly end: number;
  readonly link: Link;
}
