import { equal } from "node:assert/strict";
import { handle } from "../../proxy/mod.ts";
import { answer, ask, textOf, transcript, vault } from "./transcript.ts";

/** What a client adds to the conversation in a turn. */
function turn(n: number): unknown[] {
  const secret = "SECRET-" + "abcdefghij"[n % 10]!.repeat(1 + n % 3);
  const thinking = `thought of <pl:TEST:${
    vault().tagOf(secret)
  }> and ${secret}`;
  const data = btoa(`image ${n}`);
  return [{
    role: "user",
    content: [
      {
        type: "text",
        text: `turn ${n}: ${secret}`,
        cache_control: { type: "ephemeral" },
      },
      {
        type: "image",
        source: { type: "base64", media_type: "image/png", data },
      },
      { type: "text", text: `a log said <pl:TEST:${vault().tagOf(secret)}>` },
    ],
  }, {
    role: "assistant",
    content: [
      { type: "thinking", thinking, signature: btoa(thinking) },
      {
        type: "tool_use",
        id: `toolu_${n}`,
        name: "bash",
        input: { command: `echo ${secret} > .env` },
      },
    ],
  }];
}

Deno.test("over 50 turns and a restart, what was sent before is sent again byte for byte", async () => {
  let before = "";
  let own = transcript();
  const messages: unknown[] = [];
  for (let n = 0; n < 50; n++) {
    if (n === 25) own = transcript();
    messages.push(...turn(n));
    const request = ask(JSON.stringify({ model: "m", messages }));
    await (await handle(request, own.context)).text();
    const sent = textOf(own.sent.at(-1)!.body);
    equal(sent.startsWith(before.slice(0, -2)), true, `turn ${n}`);
    equal(sent.replace(/"thinking":"[^"]*"/g, "").includes("SECRET-"), false);
    before = sent;
  }
  const signed = [
    ...before.matchAll(/"thinking":"([^"]*)","signature":"([^"]*)"/g),
  ];
  equal(signed.length, 50);
  for (const [, thinking, signature] of signed) {
    equal(btoa(thinking!), signature);
  }
});

Deno.test("what a client shows, remembers and sends again leaves as it left before", async () => {
  const { context, sent } = transcript({
    forward(outgoing) {
      sent.push(outgoing);
      const { messages } = JSON.parse(textOf(outgoing.body));
      const text = JSON.stringify(`you said: ${messages.at(-1).content}`);
      return Promise.resolve(
        answer(`{"content":[{"type":"text","text":${text}}]}`),
      );
    },
  });
  const messages = [{
    role: "user",
    content: "key SECRET-a, log <pl:X:0123456789abcdef>",
  }];
  const first = await handle(ask(JSON.stringify({ messages })), context);
  const [{ text }] = (await first.json()).content;
  equal(text, `you said: ${messages[0]!.content}`);
  messages.push({ role: "assistant", content: text });
  await (await handle(ask(JSON.stringify({ messages })), context)).text();
  const [said, repeated] = JSON.parse(textOf(sent[1]!.body)).messages;
  equal(repeated.content, `you said: ${said.content}`);
  equal(
    textOf(sent[1]!.body).startsWith(textOf(sent[0]!.body).slice(0, -2)),
    true,
  );
});
