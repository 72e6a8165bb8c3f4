/** What a test may tell a worker that it made mortal. */
export type Order =
  /** Die of an error that nobody catches. */
  | { readonly who: string; readonly order: "die" }
  /** Say how reading this file ends. */
  | { readonly who: string; readonly order: "read"; readonly path: string };

const CHANNEL = "waterwall-test-orders";
/** How often a worker asks whether it may begin. */
const ASK_MS = 20;

/** Lets a test give orders to this worker, which hears nobody else until the test has it begin. */
export function makeMortal(who: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  const begin = holdMessages();
  const asking = setInterval(() => say(channel, { asks: who }), ASK_MS);
  channel.onmessage = ({ data }) => {
    if (data.begin !== who) return;
    clearInterval(asking);
    obeyOrders(who, channel);
    begin();
  };
}

/** Says something, or nothing: a worker that is just ending disturbs Deno's channels. */
function say(channel: BroadcastChannel, message: unknown): void {
  try {
    channel.postMessage(message);
  } catch { /* it is said again */ }
}

/** Keeps what this worker is told until it may begin. */
function holdMessages(): () => void {
  const scope = globalThis as unknown as Pick<Worker, "onmessage">;
  const hear = scope.onmessage! as (event: MessageEvent) => void;
  const held: MessageEvent[] = [];
  scope.onmessage = (event) => held.push(event);
  return () => {
    scope.onmessage = hear;
    held.forEach(hear);
  };
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
  #isOpen = true;

  constructor() {
    this.#channel.onmessage = ({ data }) => {
      if (!this.#isOpen || data.asks === undefined) return;
      say(this.#channel, { begin: data.asks });
    };
  }

  /** Nobody begins from now on. */
  close(): void {
    this.#isOpen = false;
  }

  /** Whoever asks may begin. */
  open(): void {
    this.#isOpen = true;
  }

  /** Gives the channel back. */
  end(): void {
    this.#channel.close();
  }
}
