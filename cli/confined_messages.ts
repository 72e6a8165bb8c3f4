/** What the isolate of a verifier is told, once: the values of its verb. */
export type ToConfined = Readonly<Record<string, unknown>>;

/** What it says, the last two once and at the end. */
export type FromConfined =
  | { readonly tell: "print" | "complain"; readonly line: string }
  | { readonly tell: "ended"; readonly status: number }
  | {
    readonly tell: "failed";
    readonly name: string;
    readonly message: string;
    /** Only of errors that are ours. */
    readonly code: string | undefined;
    readonly hint: string | undefined;
    readonly stack: string | undefined;
  };
