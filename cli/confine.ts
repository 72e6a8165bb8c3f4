import { WaterwallError } from "../audit/quick.ts";
import { confineHere } from "./confine_here.ts";
import type { FromConfined, ToConfined } from "./confined_messages.ts";
import type { Io } from "./io.ts";
import type { Run } from "./verb.ts";

/** A verifier, its values, and the files and folders that are all it may touch. */
export interface Confined {
  /** As it is typed. */
  readonly verb: string;
  readonly values: ToConfined;
  readonly reads: readonly string[];
}

/**
 * Runs a verifier in an isolate that may read the named files, and nothing
 * else: no network, no variable, no process, no writing. The runtime enforces
 * it. That isolate is this one, where it was started for that.
 *
 * @throws {WaterwallError} What the verb throws, with its code and hint.
 */
export async function confine(confined: Confined, io: Io): Promise<number> {
  if (!confineHere()) return await inWorker(confined, io);
  const module = await import(VERBS[confined.verb]!.href);
  return await (module.default as Run<unknown>)(confined.values, io);
}

function inWorker({ reads, verb, values }: Confined, io: Io): Promise<number> {
  const worker = new Worker(WORKERS[verb]!, {
    type: "module",
    name: verb,
    deno: { permissions: permissionsFor(reads) },
  } as WorkerOptions);
  const ended = new Promise<number>((resolve, reject) => {
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
    worker.postMessage(values satisfies ToConfined);
  });
  return ended.finally(() => worker.terminate());
}

/** A module for each, so that none waits for what another checks. */
const WORKERS: Readonly<Record<string, URL>> = {
  "verify-chain": new URL("./verify/chain_worker.ts", import.meta.url),
  "verify-evidence": new URL("./verify/evidence_worker.ts", import.meta.url),
  "verify-receipt": new URL("./verify/receipt_worker.ts", import.meta.url),
};

/** What they have run. */
const VERBS: Readonly<Record<string, URL>> = {
  "verify-chain": new URL("./verbs/verify_chain.ts", import.meta.url),
  "verify-evidence": new URL("./verbs/verify_evidence.ts", import.meta.url),
  "verify-receipt": new URL("./verbs/verify_receipt.ts", import.meta.url),
};

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
