/** Something the transport saw that is worth showing but not worth signing. */
export type TransportFact =
  /** A request was passed on to its provider. */
  | {
    readonly fact: "passed";
    readonly request: string;
    readonly session: string;
    readonly host: string;
    /** What the client calls itself: its `User-Agent`, as it was sent. */
    readonly agent: string | null;
    /** From its arrival until it was passed on, in milliseconds. */
    readonly addedMs: number;
  }
  /** A provider began to answer, so long after the request was passed on. */
  | {
    readonly fact: "first_byte";
    readonly request: string;
    readonly afterMs: number;
  }
  /** The secrets that the vault holds, and the UTF-16 code units they take. */
  | { readonly fact: "vault"; readonly secrets: number; readonly units: number }
  /** Texts so far that were scanned before, and texts that were new. */
  | { readonly fact: "cache"; readonly hits: number; readonly misses: number }
  /** A tunnel to a host that nothing permits was refused. */
  | { readonly fact: "denied"; readonly host: string }
  /** A blind tunnel ended: bytes to the host and bytes back. */
  | {
    readonly fact: "tunnelled";
    readonly host: string;
    readonly sent: number;
    readonly received: number;
  }
  /** A host answered, or did not. */
  | {
    readonly fact: "upstream";
    readonly host: string;
    readonly reachable: boolean;
  }
  /** Something failed outside every request: the kind of error. */
  | { readonly fact: "fault"; readonly why: string };
