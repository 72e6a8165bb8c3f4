import { deepEqual, equal, ok } from "node:assert/strict";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import {
  type RunningWaterwall,
  startIn,
  startWaterwall,
} from "../cli/running_waterwall.ts";

const SECRET = "AKIA" + "QYLPMN5HHHFPZAM2";

/** Says something to Claude through a proxy; the blocks of the answer. */
async function say(
  { proxyPort, ca }: RunningWaterwall,
  messages: readonly unknown[],
): Promise<unknown[]> {
  const client = Deno.createHttpClient({
    proxy: { url: `http://127.0.0.1:${proxyPort}` },
    caCerts: [await Deno.readTextFile(ca)],
  });
  try {
    const answer = await fetch("https://api.anthropic.com/v1/messages", {
      client,
      method: "POST",
      headers: { "x-api-key": "test-key", "content-type": "application/json" },
      body: JSON.stringify({
        model: "claude-test",
        thinking: { type: "enabled", budget_tokens: 1024 },
        messages,
      }),
    });
    return (await answer.json()).content;
  } finally {
    client.close();
  }
}

Deno.test("a proxy that was started again sends what the one before it sent, byte for byte", async () => {
  const stub = await startStubProvider();
  let waterwall = await startWaterwall(stub);
  try {
    const messages: unknown[] = [];
    for (let turn = 0; turn < 6; turn++) {
      if (turn === 3) {
        equal(await waterwall.end(), 0);
        waterwall = await startIn(waterwall.home);
      }
      const text = `turn ${turn}: KEY=${SECRET}`;
      messages.push({ role: "user", content: [{ type: "text", text }] });
      const content = await say(waterwall, messages);
      // The stub refuses thinking whose signature does not fit.
      deepEqual(content.at(-1), { type: "text", text });
      messages.push({ role: "assistant", content });
    }
    const bodies = stub.received.map(({ body }) =>
      new TextDecoder().decode(body)
    );
    equal(bodies.length, 6);
    for (const [nth, body] of bodies.entries()) {
      ok(body.startsWith((bodies[nth - 1] ?? "").slice(0, -2)), `turn ${nth}`);
    }
    deepEqual(stub.tracesOf(SECRET), []);
  } finally {
    await waterwall.stop();
    await stub.close();
  }
});
