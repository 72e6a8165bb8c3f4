import { equal } from "node:assert/strict";
import { readAnswer } from "../../../cli/prove/read_answer.ts";
import { anthropicSpeaker } from "../../../cli/prove/speakers/anthropic.ts";
import { openaiChatSpeaker } from "../../../cli/prove/speakers/openai_chat.ts";
import { openaiResponsesSpeaker } from "../../../cli/prove/speakers/openai_responses.ts";
import type { Speaker } from "../../../cli/prove/speakers/speaker.ts";
import { has } from "../support/run.ts";
import { inPreparedShell, textOf, through } from "./through.ts";

const SPEAKERS = [anthropicSpeaker, openaiChatSpeaker, openaiResponsesSpeaker];
const VERSIONS = { "--http1.1": "1.1", "--http2": "2" };
const hasCurl = await has("curl");

for (const [flag, version] of Object.entries(VERSIONS)) {
  Deno.test({
    name:
      `curl ${flag} gets its secrets back through CONNECT, and the provider never gets them`,
    ignore: !hasCurl,
    fn: () =>
      through(async ({ waterwall, prompt }) => {
        const curl = ["curl", flag, "--cacert", waterwall.ca]
          .concat("--proxy", `http://127.0.0.1:${waterwall.proxyPort}`);
        for (const speaker of SPEAKERS) {
          for (const streaming of [false, true]) {
            const said = { text: prompt.text, streaming };
            equal(await converse(curl, speaker, said), version);
          }
        }
      }),
  });
}

Deno.test({
  name:
    "curl needs no flags in a shell that has evaluated the line that start prints",
  ignore: !hasCurl,
  fn: () =>
    through(async ({ waterwall, prompt }) => {
      const curl = inPreparedShell(waterwall, ["curl"]);
      const said = { text: prompt.text, streaming: true };
      await converse(curl, anthropicSpeaker, said);
    }),
});

/** Says something and checks that it is what was told; the HTTP version that was spoken. */
async function converse(
  curl: readonly string[],
  speaker: Speaker,
  { text, streaming }: { readonly text: string; readonly streaming: boolean },
): Promise<string> {
  const printed = await textOf([
    ...curl,
    ...["--silent", "--show-error", "--max-time", "120", "--data-binary", "@-"],
    ...["--header", "content-type: application/json"],
    ...Object.entries(speaker.headers)
      .flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...["--write-out", "\n%{http_version}\n%{content_type}"],
    `https://${speaker.host}${speaker.wire.path}`,
  ], JSON.stringify(speaker.ask(text, streaming)));
  const lines = printed.split("\n");
  const type = lines.pop()!;
  const version = lines.pop()!;
  const tellings = speaker.tellings(readAnswer(type, lines.join("\n")));
  equal(tellings.length > 1, true);
  for (const telling of tellings) equal(telling, text);
  return version;
}
