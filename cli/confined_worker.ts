import { WaterwallError } from "../audit/quick.ts";
import type { FromConfined, ToConfined } from "./confined_messages.ts";
import { type Io, processIo } from "./io.ts";
import type { Run } from "./verb.ts";

/** The process, as far as it is there: what it may not do throws. */
const io: Io = Object.create(processIo, {
  print: { value: (line: string) => tell({ tell: "print", line }) },
  complain: { value: (line: string) => tell({ tell: "complain", line }) },
});

/** What a worker's global object has. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToConfined>) => void) | null;
  postMessage(message: FromConfined): void;
};

/** Has this isolate run a verifier, once it is told the values. */
export function awaitValues(run: Run<never>): void {
  scope.onmessage = async ({ data }) => {
    try {
      tell({ tell: "ended", status: await run(data as never, io) });
    } catch (error) {
      tell(failure(error instanceof Error ? error : new Error()));
    }
  };
}

function tell(message: FromConfined) {
  scope.postMessage(message);
}

function failure(error: Error): FromConfined {
  const ours = error instanceof WaterwallError ? error : undefined;
  return {
    tell: "failed",
    name: error.name,
    message: error.message,
    code: ours?.code,
    hint: ours?.hint,
    stack: error.stack,
  };
}
