import { deepEqual, equal } from "node:assert/strict";
import { handle, PROVIDERS } from "../../../proxy/mod.ts";
import { Restorer } from "../../../proxy/redact/restorer.ts";
import { answer, ask, placeholderOf, transcript } from "../transcript.ts";

const SECRET = "SECRET-alpha";
const TAG = placeholderOf(SECRET).slice(-17, -1);
const OTHER = "0123456789abcdef";

/** What models make of placeholders, with a tag to be filled in. */
const MANGLED: Readonly<Record<string, string>> = {
  "as it was": "<pl:AWS_KEY:TAG>",
  "entities of HTML": "&lt;pl:AWS_KEY:TAG&gt;",
  "escapes of JSON": "\\u003cpl:AWS_KEY:TAG\\u003e",
  "escapes of JSON in capitals": "\\u003Cpl:AWS_KEY:TAG\\u003E",
  "escapes of JSON, escaped": "\\\\u003cpl:AWS_KEY:TAG\\\\u003e",
  "escapes of Markdown": "\\<pl:AWS_KEY:TAG\\>",
  "escaped underscores": "<pl:AWS\\_KEY:TAG>",
  "percent-encoded": "%3Cpl%3AAWS_KEY%3ATAG%3E",
  "percent-encoded in small letters": "%3cpl%3aaws_key%3aTAG%3e",
  "type in small letters": "<pl:aws_key:TAG>",
  "no opening bracket": "pl:AWS_KEY:TAG>",
  "no closing bracket": "<pl:AWS_KEY:TAG",
  "no brackets": "pl:AWS_KEY:TAG",
  "a space at each joint": "< pl : AWS_KEY : TAG >",
  "broken over lines": "<pl:\n    AWS_KEY:\n    TAG>",
  "a value": "pl_aws_key_TAG",
  "a value in capitals": "pl_AWS_KEY_TAG",
  "a value with escaped underscores": "pl\\_aws\\_key\\_TAG",
};

const AROUND: readonly (readonly [string, string])[] = [
  ["", ""],
  ["`", "`"],
  ["**", "**"],
  ["key=", "\n"],
  ["(", ")."],
  ["{{", "}}"],
  ["\\n", "\\n"],
  ["?k%3D", "&x=1"],
  ["https://u:", "@host/"],
];

function restored(pieces: readonly string[]) {
  const tally = { restored: 0, unknown: 0 };
  const restorer = new Restorer({
    dialect: "plain",
    tally,
    lookup: (tag) => tag === TAG ? SECRET : undefined,
  });
  const text = pieces.map((piece) => restorer.push(piece)).join("") +
    restorer.flush();
  return { text, ...tally };
}

for (const [name, form] of Object.entries(MANGLED)) {
  Deno.test(`${name}: restored if ours, counted if not, wherever it is cut`, () => {
    for (const [before, after] of AROUND) {
      const ours = before + form.replace("TAG", TAG) + after;
      const others = before + form.replace("TAG", OTHER) + after;
      for (let at = 0; at <= ours.length; at++) {
        const cut = (text: string) => [text.slice(0, at), text.slice(at)];
        deepEqual(restored(cut(ours)), {
          text: before + SECRET + after,
          restored: 1,
          unknown: 0,
        }, `${ours} cut at ${at}`);
        deepEqual(restored(cut(others)), {
          text: others,
          restored: 0,
          unknown: 1,
        });
      }
      equal(restored([...ours]).text, before + SECRET + after);
    }
  });
}

const chunk = (content: string) =>
  `data: ${
    JSON.stringify({ choices: [{ index: 0, delta: { content } }] })
  }\n\n`;

Deno.test("look-alikes that are not ours are recorded with the answer, and switch nothing on or off", async () => {
  const forms = Object.values(MANGLED);
  const said = [
    ...forms.map((form) => `${form.replace("TAG", OTHER)}, `),
    `<pl:TEST:${TAG}> `,
    ...forms.map((form) => `${form.replace("TAG", OTHER)}; `),
  ].join("");
  const { context, records } = transcript({
    host: "api.openai.com",
    provider: PROVIDERS["openai"]!,
    forward: () =>
      Promise.resolve(
        answer([...said].map(chunk), { "content-type": "text/event-stream" }),
      ),
  });
  const response = await handle(
    ask(`["${SECRET}"]`, { path: "/v1/chat/completions" }),
    context,
  );
  const text = (await response.text()).split("\n\n").filter(Boolean)
    .map((event) => JSON.parse(event.slice(6)).choices[0].delta.content ?? "")
    .join("");
  equal(text, said.replace(`<pl:TEST:${TAG}>`, SECRET));
  const last = records.at(-1)!;
  equal(last.type === "restoration" && last.final, true);
  deepEqual(
    last.type === "restoration" && [last.restored, last.unknown],
    [1, 2 * forms.length],
  );
});
