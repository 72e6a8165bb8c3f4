import { equal } from "node:assert/strict";
import {
  brotliCompressSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { readAnswer } from "../../../cli/prove/read_answer.ts";
import { anthropicSpeaker } from "../../../cli/prove/speakers/anthropic.ts";
import { has } from "../support/run.ts";
import { textOf, through } from "./through.ts";

type Compress = (body: Uint8Array) => Uint8Array;

const ENCODINGS: Readonly<Record<string, Compress>> = {
  identity: (body) => body,
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};
/** `--compressed` asks for an encoded answer; no length makes curl send chunks, or frames. */
const VERSIONS = [
  ["--http1.1"],
  ["--http1.1", "--header", "transfer-encoding: chunked"],
  ["--http2"],
];
const hasCurl = await has("curl");

for (const version of VERSIONS) {
  Deno.test({
    name: `curl --compressed ${
      version.join(" ")
    } gets its secrets back from bodies in every encoding, and the provider never gets them`,
    ignore: !hasCurl,
    fn: () =>
      through(async ({ waterwall, prompt, stub }) => {
        const { wire, host, headers, ask, tellings } = anthropicSpeaker;
        for (const [encoding, compress] of Object.entries(ENCODINGS)) {
          for (const streaming of [false, true]) {
            const sent = JSON.stringify(ask(prompt.text, streaming));
            const fields = { ...headers, "content-encoding": encoding };
            const printed = await textOf([
              ...["curl", "--compressed", ...version, "--silent"],
              ...["--show-error", "--max-time", "120", "--data-binary", "@-"],
              ...["--cacert", waterwall.ca],
              ...["--proxy", `http://127.0.0.1:${waterwall.proxyPort}`],
              ...["--header", "content-type: application/json"],
              ...Object.entries(fields)
                .flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
              `https://${host}${wire.path}`,
            ], compress(new TextEncoder().encode(sent)));
            const type = streaming ? "text/event-stream" : "application/json";
            const told = tellings(readAnswer(type, printed));
            equal(told.length > 1, true);
            for (const each of told) equal(each, prompt.text, encoding);
          }
        }
        equal(stub.received.length, 10);
      }),
  });
}
