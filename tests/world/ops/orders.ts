/** What a test may tell a worker that it made mortal. */
export type Order =
  /** Die of an error that nobody catches. */
  | { readonly who: string; readonly order: "die" }
  /** Say how reading this file ends. */
  | { readonly who: string; readonly order: "read"; readonly path: string };

/** Lets a test give orders to this worker, over a channel of its own. */
export function obeyOrders(who: string): void {
  const channel = new BroadcastChannel("waterwall-test-orders");
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
