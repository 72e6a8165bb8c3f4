/**
 * The proxy worker, held for a test: a policy that it is to make ready waits
 * until a kill switch is armed, and the log has a fault named `Held`.
 */
import "../../../proxy/worker.ts";

type Message = MessageEvent<{ readonly tell: string }>;

const scope = globalThis as unknown as {
  onmessage: (event: Message) => void;
  postMessage: (message: unknown) => void;
};
const obey = scope.onmessage;
const waiting: Message[] = [];

scope.onmessage = (event) => {
  const { tell } = event.data;
  if (tell === "policy") {
    waiting.push(event);
    const facts = [{ fact: "fault", why: "Held" }];
    return scope.postMessage({ tell: "facts", facts });
  }
  obey(event);
  if (tell === "armed") waiting.splice(0).forEach(obey);
};
