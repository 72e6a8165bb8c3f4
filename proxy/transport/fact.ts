/** Something the transport saw that is worth showing but not worth signing. */
export type TransportFact =
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
