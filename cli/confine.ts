import { WaterwallError } from "../audit/quick.ts";
import type { FromConfined, ToConfined } from "./confined_messages.ts";
import type { Exit } from "./exit.ts";
import type { Io } from "./io.ts";

/** A verb, and the files and folders that are all it may touch. */
export interface Confined extends ToConfined {
  readonly reads: readonly string[];
}

/**
 * Runs a verifier in an isolate that may read the named files, and nothing
 * else: no network, no variable, no process, no writing. The runtime enforces
 * it.
 *
 * @throws {WaterwallError} What the verb throws, with its code and hint.
 */
export function confine(
  { reads, verb, values }: Confined,
  io: Pick<Io, "print" | "complain">,
  module: URL = WORKER,
): Promise<Exit> {
  const worker = new Worker(module, {
    type: "module",
    name: verb,
    deno: { permissions: permissionsFor(reads) },
  } as WorkerOptions);
  const ended = new Promise<Exit>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromConfined>) => {
      try {
        switch (data.tell) {
          case "print":
            return io.print(data.line);
          case "complain":
            return io.complain(data.line);
          case "ended":
            return resolve(data.status);
          case "failed":
            return reject(errorOf(data));
        }
      } catch (error) {
        reject(error);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage({ verb, values } satisfies ToConfined);
  });
  return ended.finally(() => worker.terminate());
}

const WORKER = new URL("./confined_worker.ts", import.meta.url);

/** What the isolate of a verifier may do. */
export function permissionsFor(reads: readonly string[]) {
  return {
    read: reads.length > 0 && [...reads],
    net: false,
    write: false,
    env: false,
    run: false,
    sys: false,
    ffi: false,
    import: false,
  } as const;
}

function errorOf(
  { name, message, code, hint, stack }: Extract<
    FromConfined,
    { readonly tell: "failed" }
  >,
): Error {
  const error = code === undefined
    ? Object.assign(new Error(message), { name })
    : new WaterwallError(code, message, hint === undefined ? {} : { hint });
  return stack === undefined ? error : Object.assign(error, { stack });
}
