import type { WorkerPermissions } from "./permissions.ts";

/** How an isolate is made. */
export interface IsolateOptions<From> {
  /** For people: `proxy worker`. */
  readonly name: string;
  readonly module: URL;
  readonly permissions: WorkerPermissions;
  readonly hear: (message: From) => void;
  /** It ended by itself, or stopped answering; called at most once. */
  readonly died: (why: string) => void;
}

/** What both workers understand besides their own messages. */
type Ping = { readonly tell: "ping" };

const PING_MS = 2_000;
/** A worker that leaves so many pings unanswered is taken for dead. */
const MAX_MISSED = 15;

/** A worker with exactly these permissions, watched for as long as it lives. */
export class Isolate<To, From extends { readonly tell: string }> {
  readonly #worker: Worker;
  readonly #died: (why: string) => void;
  readonly #pulse: ReturnType<typeof setInterval>;
  #missed = 0;
  #ended = false;

  constructor(options: IsolateOptions<From>) {
    const { name, module, permissions, hear, died } = options;
    this.#died = died;
    this.#worker = new Worker(module, {
      type: "module",
      name,
      deno: { permissions },
    } as WorkerOptions);
    this.#worker.onmessage = ({ data }: MessageEvent<From>) => {
      this.#missed = 0;
      if (data.tell !== "pong") hear(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#end(event.message);
    };
    this.#worker.onmessageerror = () => this.#end("it could not be understood");
    this.#pulse = setInterval(() => this.#check(), PING_MS);
  }

  /** Whether it died or was ended. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  tell(message: To, transfer: Transferable[] = []): void {
    if (!this.#ended) this.#worker.postMessage(message, transfer);
  }

  /** Ends it without a word. */
  terminate(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#pulse);
    this.#worker.terminate();
  }

  #end(why: string): void {
    if (this.#ended) return;
    this.terminate();
    this.#died(why);
  }

  #check(): void {
    if (this.#missed >= MAX_MISSED) return this.#end("it stopped answering");
    this.#missed += 1;
    this.#worker.postMessage({ tell: "ping" } satisfies Ping);
  }
}
