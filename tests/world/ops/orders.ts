/** What a test may tell a worker that it made mortal. */
export type Order =
  /** Die of an error that nobody catches. */
  | { readonly who: string; readonly order: "die" }
  /** Say how reading this file ends. */
  | { readonly who: string; readonly order: "read"; readonly path: string };

const CHANNEL = "waterwall-test-orders";

/**
 * Lets a test give orders to this worker, over a channel of its own, and
 * resolves when the test has it begin: until its module is evaluated, a worker
 * hears nothing of who made it.
 */
export async function begun(who: string): Promise<void> {
  const channel = new BroadcastChannel(CHANNEL);
  const told = Promise.withResolvers<void>();
  channel.onmessage = ({ data }) => data.begin === who && told.resolve();
  channel.postMessage({ who: "gate", asks: who });
  await told.promise;
  obeyOrders(who, channel);
}

function obeyOrders(who: string, channel: BroadcastChannel): void {
  channel.onmessage = async ({ data }: MessageEvent<Order>) => {
    if (data.who !== who) return;
    if (data.order === "die") {
      setTimeout(() => {
        throw new Error("a test said so");
      });
      return;
    }
    const ended = await Deno.readTextFile(data.path).then(
      () => "allowed",
      (error: Error) => error.name,
    );
    channel.postMessage({ who: "test", ended });
  };
}

/** What a worker waits at before it begins; open, unless a test closes it. */
export class Gate {
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #waiting: string[] = [];
  #isOpen = true;

  constructor() {
    this.#channel.onmessage = ({ data }) => {
      if (data.who !== "gate") return;
      this.#waiting.push(data.asks);
      if (this.#isOpen) this.open();
    };
  }

  /** Nobody begins from now on. */
  close(): void {
    this.#isOpen = false;
  }

  /** Has all begin that wait, and who comes later at once. */
  open(): void {
    this.#isOpen = true;
    for (const begin of this.#waiting.splice(0)) {
      this.#channel.postMessage({ begin });
    }
  }

  /** Gives the channel back. */
  end(): void {
    this.#channel.close();
  }
}
