/** Facts worth showing but not worth signing. Lost on a crash, by design. */
export type Telemetry =
  | {
    readonly fact: "redacted";
    readonly request: string;
    /** Size of the body as the client sent it. */
    readonly bytes: number;
    readonly secrets: number;
  }
  | {
    readonly fact: "answered";
    readonly request: string;
    readonly status: number;
  }
  | {
    readonly fact: "finished";
    readonly request: string;
    readonly restored: number;
    readonly unknown: number;
  }
  | {
    readonly fact: "refused";
    readonly request: string;
    readonly code: string;
  };
