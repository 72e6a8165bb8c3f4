import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import {
  failClosed,
  handle,
  type Policy,
  PROVIDERS,
  RefusalError,
  type Scan,
} from "../../../proxy/mod.ts";
import { Needles } from "../../../proxy/redact/needles.ts";
import { Witness } from "../../../proxy/redact/witness.ts";
import { ask, placeholderOf, textOf, transcript } from "../transcript.ts";

const VALUE = "hq7-" + "Wz93kLm2";
const encode = (text: string) => new TextEncoder().encode(text);

/** Judges what follows `pw=` to be a secret, and nothing else. */
const scan: Scan = (text) =>
  [...text.matchAll(/(?<=pw=)[^\s"]+/g)].map(({ index, 0: value }) => ({
    start: index,
    end: index + value.length,
    type: "TEST",
  }));

function under(policy: Partial<Policy> = {}) {
  const witness = new Witness();
  const made = transcript({
    policy: () => ({
      scan,
      patterns: 1,
      hash: "p".repeat(64),
      witness,
      ...policy,
    }),
  });
  const send = (body: string, headers = {}) =>
    handle(ask(body, { headers }), made.context);
  const lastSent = () => textOf(made.sent.at(-1)!.body);
  return { ...made, witness, send, lastSent };
}
const isLeak = (error: unknown) =>
  error instanceof RefusalError && error.code === "leak";

Deno.test("the needles of several sets are found wherever they stand, and nothing else", () => {
  fc.assert(fc.property(
    fc.array(
      fc.string({
        unit: fc.constantFrom("a", "b", "é"),
        minLength: 8,
        maxLength: 12,
      }),
      { maxLength: 20 },
    ),
    fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 200 }),
    fc.integer({ min: 1, max: 3 }),
    (texts, haystack, count) => {
      const sets = [0, 1, 2].map(() => new Needles<number>());
      texts.forEach((text, i) => sets[i % count]!.add(text, i));
      const [a, b, c] = sets;
      const found = [...Needles.in(encode(haystack), a!, b, c)]
        .map(({ mark }) => mark);
      const expected = texts.flatMap((text, i) =>
        haystack.includes(text) ? [i] : []
      );
      deepEqual(found.toSorted((a, b) => a - b), expected);
    },
  ));
});

Deno.test("a text of less than eight bytes is no needle", () => {
  equal(new Needles<null>().add("1234567", null), false);
});

Deno.test("a value once judged secret is replaced wherever else it stands", async () => {
  const { send, lastSent, records } = under();
  await send(`{"a":"pw=${VALUE}","b":["so ${VALUE}!",{"${VALUE}":1}]}`);
  const held = placeholderOf(VALUE);
  equal(lastSent(), `{"a":"pw=${held}","b":["so ${held}!",{"${held}":1}]}`);
  deepEqual(records[0]?.type === "redaction" && records[0].items.length, 1);
});

Deno.test("a later request without the context that gave it away is covered too", async () => {
  const { send, lastSent } = under();
  await send(`["pw=${VALUE}"]`);
  const response = await send(`["the word was ${VALUE}"]`);
  equal(lastSent(), `["the word was ${placeholderOf(VALUE)}"]`);
  equal(await response.text(), `["the word was ${VALUE}"]`);
});

for (
  const [form, write] of [
    ["base64", (text: string) => Buffer.from(`::${text}`).toString("base64")],
    ["base64url", (text: string) => Buffer.from(text).toString("base64url")],
    ["hex", (text: string) => Buffer.from(text).toString("hex")],
    ["percent form", (text: string) => encodeURIComponent(text + "/ü")],
  ] as const
) {
  Deno.test(`its ${form} is replaced, and comes back`, async () => {
    const { send, lastSent } = under();
    const body = JSON.stringify([`pw=${VALUE}`, `see ${write(VALUE)}`]);
    const response = await send(body);
    ok(!lastSent().includes(write(VALUE)));
    equal(await response.text(), body);
  });
}

Deno.test("a value that must be escaped in JSON is replaced at every depth of JSON", async () => {
  const value = 'k\\9"x\\Zq2ü7';
  const { send, lastSent } = under({
    scan: (text) =>
      text === value ? [{ start: 0, end: text.length, type: "TEST" }] : [],
  });
  const body = JSON.stringify([
    value,
    `so ${value}`,
    JSON.stringify({ value }),
  ]);
  const response = await send(body);
  equal(lastSent().includes("Zq2"), false);
  deepEqual(await response.json(), JSON.parse(body));
});

Deno.test("a known secret that the rewriter cannot reach is a leak, and nothing leaves", async () => {
  const boundary = "XX";
  const part = (head: string, content: string) =>
    `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`;
  const body = part('Content-Disposition: form-data; name="a"', `pw=${VALUE}`) +
    part(
      'Content-Disposition: form-data; name="f"; filename="x.bin"',
      `\0\x01 ${VALUE}`,
    ) +
    `--${boundary}--\r\n`;
  const { context, said, records } = under();
  const response = await failClosed(
    ask(body, {
      path: "/v1/files",
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    }),
    context,
  );
  equal(response.status, 502);
  equal((await response.json()).error.type, "waterwall_leak");
  deepEqual(said, [
    "record redaction and restoration",
    "note restoration",
    "record block",
  ]);
  const last = records.at(-1);
  equal(last?.type === "block" && last.reason, "leak");
});

Deno.test("a secret of the body in a header is a leak, in the provider's own field it is none", async () => {
  const body = `["pw=${VALUE}"]`;
  await rejects(under().send(body, { "x-note": `is ${VALUE}` }), isLeak);
  const { send, sent } = under();
  await send(body, { "x-api-key": VALUE });
  equal(sent[0]!.headers.get("x-api-key"), VALUE);
});

Deno.test("what a rule of the provider leaves as it is is no leak", async () => {
  const { send, lastSent } = under();
  const thinking = {
    type: "thinking",
    thinking: "x",
    signature: `${VALUE}${VALUE}`,
  };
  await send(JSON.stringify({
    messages: [{
      role: "assistant",
      content: [thinking, { type: "text", text: `pw=${VALUE}` }],
    }],
  }));
  ok(lastSent().includes(`"signature":"${VALUE}${VALUE}"`));
  ok(lastSent().includes(`pw=${placeholderOf(VALUE)}`));
  equal(PROVIDERS["anthropic"]!.name, "anthropic");
});

Deno.test("short and common values are neither replaced elsewhere nor witnessed", async () => {
  const { send, lastSent } = under();
  for (const value of ["k9#2", "localhost", "my-service"]) {
    await send(`["pw=${value}","so ${value}"]`);
    equal(lastSent(), `["pw=${placeholderOf(value)}","so ${value}"]`);
  }
});

Deno.test("an allowed value, an allowed destination and a shadow are no leak", async () => {
  const known = () => new Witness([{ value: VALUE, type: "KNOWN_VALUE" }]);
  for (
    const policy of [
      { isAllowed: (value: string) => value === VALUE },
      { spares: () => true },
      { shadow: true },
    ]
  ) {
    const { send, lastSent } = under({ ...policy, witness: known() });
    await send(`["so ${VALUE}"]`);
    equal(lastSent(), `["so ${VALUE}"]`);
  }
});

Deno.test("a value that a rule only warns of stays as it is everywhere", async () => {
  const { send, lastSent } = under({
    scan: (text) =>
      scan(text).map((one) => ({ ...one, action: "warn" as const })),
    witness: new Witness([{ value: VALUE, type: "KNOWN_VALUE" }]),
  });
  const body = `["pw=${VALUE}","so ${VALUE}"]`;
  await send(body);
  equal(lastSent(), body);
});

Deno.test("a value in a compressed body is seen", async () => {
  const { context, sent } = under({
    witness: new Witness([{ value: VALUE, type: "KNOWN_VALUE" }]),
  });
  const stream = new Blob([`["so ${VALUE}"]`]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const body = await new Response(stream).bytes();
  await handle(ask(body, { headers: { "content-encoding": "gzip" } }), context);
  equal(textOf(sent[0]!.body), `["so ${placeholderOf(VALUE, "KNOWN_VALUE")}"]`);
});

Deno.test("a witness forgets the oldest values, and keeps those of the machine", () => {
  const witness = new Witness([{ value: VALUE, type: "KNOWN_VALUE" }]);
  const early = "early-" + "93kLm2Zq";
  witness.learn({ value: early, type: "TEST" });
  for (let i = 0; i < 120; i++) {
    const value = `${i}-k9${"Zq7xW2mL".repeat(1000)}`;
    witness.learn({ value, type: "TEST" });
  }
  deepEqual(
    witness.look(encode(`${early} ${VALUE}`)).map(({ text }) => text),
    [VALUE],
  );
});
