import type { ProxyFact } from "../proxy/mod.ts";

/** Something worth showing but not worth signing. Lost on a crash, by design. */
export type Fact =
  | ProxyFact
  /** The log was opened and holds so many records. */
  | { readonly fact: "opened"; readonly records: number }
  /** A record became durable, so many milliseconds after it was asked for. */
  | { readonly fact: "appended"; readonly afterMs: number }
  /** The log takes no more records. */
  | { readonly fact: "broken"; readonly why: string }
  /** The configuration was read again; `why` it was refused, if it was. */
  | { readonly fact: "reload"; readonly why: string | null };
