import { equal, ok, rejects } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import {
  type Context,
  handle,
  type Incoming,
  PROVIDERS,
  RefusalError,
} from "../../proxy/mod.ts";
import {
  answer,
  ask,
  json,
  placeholderOf,
  scan,
  textOf,
  transcript,
} from "./transcript.ts";

const SECRET = "SECRET-alpha";
const P = placeholderOf(SECRET);
const ENV = (secret: string) => `# Schlüssel\nexport KEY=${secret}\n`;

type Coding = "utf8" | "utf16le" | "latin1";
const base64 = (text: string, coding: Coding = "utf8") =>
  Buffer.from(text, coding).toString("base64");

/** A place where a wire takes a file. */
interface Place {
  readonly provider: string;
  readonly path: string;
  /** A body with a file in it. */
  readonly body: (type: string, data: string) => string;
}

const message = (content: unknown) =>
  JSON.stringify({ messages: [{ role: "user", content }] });
const contents = (part: unknown) =>
  JSON.stringify({ contents: [{ role: "user", parts: [part] }] });
const input = (item: unknown) => JSON.stringify({ input: [item] });
const uri = (type: string, data: string) => `data:${type};base64,${data}`;

const PLACES: Readonly<Record<string, Place>> = {
  "Anthropic document": {
    provider: "anthropic",
    path: "/v1/messages",
    body: (media_type, data) =>
      message([{
        type: "document",
        source: { type: "base64", media_type, data },
      }]),
  },
  "Anthropic document in a tool's result": {
    provider: "anthropic",
    path: "/v1/messages",
    body: (media_type, data) =>
      message([{
        type: "tool_result",
        tool_use_id: "t",
        content: [{
          type: "document",
          source: { type: "base64", media_type, data },
        }],
      }]),
  },
  "OpenAI Chat file": {
    provider: "openai",
    path: "/v1/chat/completions",
    body: (type, data) =>
      message([{ type: "file", file: { file_data: uri(type, data) } }]),
  },
  "OpenAI Chat picture": {
    provider: "openai",
    path: "/v1/chat/completions",
    body: (type, data) =>
      message([{ type: "image_url", image_url: { url: uri(type, data) } }]),
  },
  "OpenAI Responses file": {
    provider: "openai",
    path: "/v1/responses",
    body: (type, data) =>
      input({
        role: "user",
        content: [{ type: "input_file", file_data: uri(type, data) }],
      }),
  },
  "OpenAI Responses file in a tool's output": {
    provider: "openai",
    path: "/v1/responses",
    body: (type, data) =>
      input({
        type: "function_call_output",
        call_id: "c",
        output: [{ type: "input_file", file_data: uri(type, data) }],
      }),
  },
  "Gemini inlineData": {
    provider: "gemini",
    path: "/v1beta/models/g:generateContent",
    body: (mimeType, data) => contents({ inlineData: { mimeType, data } }),
  },
  "Gemini inline_data": {
    provider: "gemini",
    path: "/v1beta/models/g:generateContent",
    body: (mime_type, data) => contents({ inline_data: { mime_type, data } }),
  },
  "Gemini functionResponse": {
    provider: "gemini",
    path: "/v1internal:generateContent",
    body: (mimeType, data) =>
      `{"request":${
        contents({
          functionResponse: {
            name: "f",
            parts: [{ inlineData: { mimeType, data } }],
          },
        })
      }}`,
  },
  "Bedrock document": {
    provider: "bedrock",
    path: "/model/m/converse",
    body: (format, bytes) =>
      message([{ document: { format, name: "d", source: { bytes } } }]),
  },
  "Bedrock document in a tool's result": {
    provider: "bedrock",
    path: "/model/m/converse",
    body: (format, bytes) =>
      message([{
        toolResult: {
          toolUseId: "t",
          content: [{ document: { format, name: "d", source: { bytes } } }],
        },
      }]),
  },
};

/** What the provider gets, and what it says to it comes back as. */
async function exchange(
  { provider, path }: Pick<Place, "provider" | "path">,
  body: string,
  { said = json("{}"), ...overrides }: Partial<Context> & {
    readonly said?: Incoming;
  } = {},
) {
  const sent: Uint8Array[] = [];
  const own = transcript({
    provider: PROVIDERS[provider]!,
    forward: ({ body }) => {
      sent.push(body!);
      return Promise.resolve(said);
    },
    ...overrides,
  });
  const response = await handle(ask(body, { path }), own.context);
  return { received: textOf(sent[0]!), told: await response.text(), ...own };
}

for (const [name, place] of Object.entries(PLACES)) {
  Deno.test(`${name}: a file of text leaves without its secret, whatever it is called`, async () => {
    for (const type of ["text/plain", "application/json", "image/png", "csv"]) {
      const { received, records } = await exchange(
        place,
        place.body(type, base64(ENV(SECRET))),
      );
      equal(received, place.body(type, base64(ENV(P))));
      equal(records[0]?.type, "redaction");
    }
  });

  Deno.test(`${name}: what has no secret in it leaves byte for byte`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "grapheme" }).map((text) => base64(text)),
          fc.uint8Array().map((some) => Buffer.from(some).toString("base64")),
          fc.stringMatching(/^[A-Za-z0-9+/_=-]{0,40}$/),
        ),
        async (data) => {
          const body = place.body("text/plain", data);
          equal((await exchange(place, body)).received, body);
        },
      ),
      { numRuns: 30 },
    );
  });

  Deno.test(`${name}: a picture, a document, an archive stay as they are`, async () => {
    for (const magic of ["\x89PNG\r\n\x1a\n", "PK\x03\x04", "%PDF-1.7\n\x01"]) {
      const data = base64(`${magic}\0\x01\xff${SECRET}`, "latin1");
      const body = place.body("text/plain", data);
      equal((await exchange(place, body)).received, body);
    }
  });
}

const { "Gemini inlineData": gemini, "OpenAI Responses file": responses } =
  PLACES as { [name: string]: Place };

/** The file that the provider gets for one with this base64. */
async function fileSent(data: string): Promise<Buffer> {
  const { received } = await exchange(gemini!, gemini!.body("a/b", data));
  const [{ parts: [part] }] = JSON.parse(received).contents;
  return Buffer.from(part.inlineData.data, "base64");
}

Deno.test("a file is written again in the coding in which it came", async () => {
  for (const coding of ["utf8", "utf16le", "latin1"] as const) {
    const file = await fileSent(base64(
      `\uFEFF`.repeat(+(coding !== "latin1")) +
        ENV(SECRET),
      coding,
    ));
    ok(file.toString(coding).endsWith(ENV(P)), coding);
  }
});

Deno.test("a file of JSON or JSON lines is read string by string, none of it left out", async () => {
  for (
    const text of [
      (s: string) => `{"model":"${s}","type":"\\u0053ECRET"}`,
      (s: string) => `{"role":"${s}"}\n{"id":"${s}"}\n`,
    ]
  ) equal(`${await fileSent(base64(text(SECRET)))}`, text(P));
});

Deno.test("a long text is read to its end, wherever a sample of it would be cut", async () => {
  for (let at = 3065; at < 3080; at++) {
    for (const coding of ["utf8", "utf16le"] as const) {
      const text = (s: string) => `${"a".repeat(at)}😀\x07 ${s}`;
      const file = await fileSent(base64(text(SECRET), coding));
      equal(file.toString(coding), text(P), `${coding} ${at}`);
    }
  }
});

Deno.test("what is not base64 by the letter is read as any string", async () => {
  for (
    const data of [
      (s: string) => s,
      (s: string) => `${base64("a text")}${s}`,
      (s: string) => `${base64("\0\x01binary").repeat(100)}==${s}`,
      (s: string) => `-----BEGIN KEY-----\n${s}\n${"AAAA".repeat(200)}`,
    ]
  ) {
    const body = gemini!.body("text/plain", data(SECRET));
    const { received } = await exchange(gemini!, body);
    equal(received, gemini!.body("text/plain", data(P)));
  }
});

Deno.test("a file that is neither text nor known media is refused if a secret stands in it in clear", async () => {
  const tar = `.env${"\0".repeat(400)}\x01\xffexport KEY=${SECRET}\n${
    "\0".repeat(40)
  }`;
  await rejects(
    exchange(gemini!, gemini!.body("text/plain", base64(tar, "latin1"))),
    (error: Error) =>
      error instanceof RefusalError && error.code === "policy" &&
      error.message.includes("a binary file: TEST") &&
      !error.message.includes(SECRET),
  );
  const harmless = gemini!.body(
    "a/b",
    base64(tar.replace(SECRET, ""), "latin1"),
  );
  equal((await exchange(gemini!, harmless)).received, harmless);
});

Deno.test("a literal in a file is kept apart like any other", async () => {
  const literal = "<pl:AWS:0123456789abcdef>";
  const file = `${await fileSent(base64(`it said ${literal}`))}`;
  equal(file, `it said ${placeholderOf(literal, "LITERAL")}`);
});

Deno.test("a file that the model writes gets its secrets back, whole and in streams", async () => {
  const candidate = (file: string) =>
    JSON.stringify({
      candidates: [{
        content: {
          parts: [{ inlineData: { mimeType: "text/csv", data: base64(file) } }],
        },
      }],
    });
  const asked = contents({ text: SECRET });
  const whole = await exchange(gemini!, asked, {
    said: json(candidate(ENV(P))),
  });
  equal(whole.told, candidate(ENV(SECRET)));
  const streamed = await exchange(
    { ...gemini!, path: "/v1beta/models/g:streamGenerateContent" },
    asked,
    {
      said: answer([`data: ${candidate(ENV(P))}\n\n`], {
        "content-type": "text/event-stream",
      }),
    },
  );
  equal(streamed.told, `data: ${candidate(ENV(SECRET))}\n\n`);
  const restored = streamed.records.at(-1);
  equal(restored?.type === "restoration" && restored.restored, 1);
});

Deno.test("a file that comes back with stored items is the one that was sent", async () => {
  const stored = (file: string) =>
    JSON.stringify({
      object: "list",
      data: [{
        type: "message",
        content: [{
          type: "input_file",
          file_data: uri("text/plain", base64(file)),
        }],
      }],
    });
  const files = [
    ENV,
    (s: string) => `{"a":"${s}"}`,
    (s: string) => `{"a":"${s}"}\n{}`,
  ];
  for (const file of files) {
    const { told } = await exchange(
      responses!,
      responses!.body("text/plain", base64(file(SECRET))),
      { said: json(stored(file(P))) },
    );
    equal(told, stored(file(SECRET)));
  }
  const picture = stored(`\x89PNG\0${P}`);
  const { told } = await exchange(responses!, input("x"), {
    said: json(picture),
  });
  equal(told, picture);
});

Deno.test("a file at a place that the policy leaves alone stays as it is", async () => {
  const body = gemini!.body("a/b", base64(ENV(SECRET)));
  const leaves = ["contents.*.parts.*.inlineData.data"];
  const policy = () => ({ scan, patterns: 1, hash: "p".repeat(64), leaves });
  const { received } = await exchange(gemini!, body, { policy });
  equal(received, body);
});
