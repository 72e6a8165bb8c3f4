/** What the process's signals are to do. */
export interface SignalHandlers {
  /** SIGTERM or SIGINT. */
  readonly stop: (signal: string) => void;
  /** SIGUSR1. */
  readonly toggle: () => void;
  /** SIGHUP. */
  readonly reload: () => void;
}

/** Passes signals on; returns the end of it. Windows knows SIGINT only. */
export function forwardSignals(
  { stop, toggle, reload }: SignalHandlers,
): () => void {
  const handlers: [Deno.Signal, () => void][] = [
    ["SIGINT", () => stop("SIGINT")],
    ...Deno.build.os === "windows" ? [] : [
      ["SIGTERM", () => stop("SIGTERM")],
      ["SIGUSR1", toggle],
      ["SIGHUP", reload],
    ] as [Deno.Signal, () => void][],
  ];
  for (const [signal, run] of handlers) Deno.addSignalListener(signal, run);
  return () => {
    for (const [signal, run] of handlers) {
      Deno.removeSignalListener(signal, run);
    }
  };
}
