import { makeCanaries } from "./canaries.ts";
import { judge, type Observed, type Recorded } from "./judge.ts";
import { readAnswer } from "./read_answer.ts";
import type { Proof } from "./report.ts";
import { anthropicSpeaker } from "./speakers/anthropic.ts";
import { openaiChatSpeaker } from "./speakers/openai_chat.ts";
import { openaiResponsesSpeaker } from "./speakers/openai_responses.ts";
import type { Speaker } from "./speakers/speaker.ts";
import { startStubProvider, type StubProvider } from "./stub_provider.ts";
import { withoutProxies } from "./without_proxies.ts";

/** A proxy that was started for a rehearsal. */
export interface ProxyUnderTest {
  readonly port: number;
  /** PEM of the root that its doors are signed by. */
  readonly ca: string;
  /** Ends it, and tells what it has written down. */
  finish(): Promise<Written>;
}

/** What an audit log holds after the end. */
export interface Written {
  readonly records: readonly Recorded[];
  readonly log: Proof["log"];
}

/** Starts a proxy that sends the providers' traffic to a stub. */
export type StartProxy = (
  stub: Pick<StubProvider, "url" | "ca">,
) => Promise<ProxyUnderTest>;

const SPEAKERS = [anthropicSpeaker, openaiChatSpeaker, openaiResponsesSpeaker];
const MODES = ["CONNECT", "base URL"] as const;

/** Sends canaries over every wire, in every mode, through a proxy to a stub, and says what became of them. */
export async function rehearse(startProxy: StartProxy): Promise<Proof> {
  const stub = await startStubProvider();
  try {
    const proxy = await startProxy(stub);
    const observed = await withoutProxies(() => observeAll(stub, proxy));
    const { records, log } = await proxy.finish();
    return { log, requests: observed.map((one) => judge(one, records)) };
  } finally {
    await stub.close();
  }
}

async function observeAll(
  stub: StubProvider,
  proxy: ProxyUnderTest,
): Promise<readonly Observed[]> {
  const tunnel = Deno.createHttpClient({
    proxy: { url: `http://127.0.0.1:${proxy.port}` },
    caCerts: [proxy.ca],
  });
  const observed: Observed[] = [];
  try {
    for (const mode of MODES) {
      for (const speaker of SPEAKERS) {
        for (const streaming of [false, true]) {
          const setup = { mode, speaker, streaming, tunnel, port: proxy.port };
          observed.push(await observe(stub, setup));
        }
      }
    }
    return observed;
  } finally {
    tunnel.close();
  }
}

interface Setup {
  readonly mode: Observed["mode"];
  readonly speaker: Speaker;
  readonly streaming: boolean;
  readonly tunnel: Deno.HttpClient;
  readonly port: number;
}

async function observe(stub: StubProvider, setup: Setup): Promise<Observed> {
  const { mode, speaker, streaming } = setup;
  const canaries = makeCanaries((bytes) => crypto.getRandomValues(bytes));
  const text = canaries.map((canary) => canary.text).join("\n");
  stub.forget();
  const answer = await send(
    JSON.stringify(speaker.ask(text, streaming)),
    setup,
  );
  return {
    mode,
    wire: speaker.wire.name,
    answer: streaming ? "stream" : "JSON",
    canaries,
    text,
    status: answer.status,
    tellings: tellings(answer, speaker),
    delivered: stub.received.length > 0,
    placeholders: placeholdersIn(stub),
    traces: canaries.map(({ secret }) => stub.tracesOf(secret)),
  };
}

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function send(body: string, setup: Setup): Promise<Answered> {
  const { mode, speaker, tunnel, port } = setup;
  const { host, prefix, headers, wire } = speaker;
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  };
  try {
    const answer = mode === "CONNECT"
      ? await fetch(`https://${host}${wire.path}`, { ...init, client: tunnel })
      : await fetch(`http://127.0.0.1:${port}${prefix}${wire.path}`, init);
    const type = answer.headers.get("content-type") ?? "";
    return { status: answer.status, type, body: await answer.text() };
  } catch (error) {
    if (error instanceof TypeError) return NO_ANSWER;
    throw error;
  }
}

/** The connection failed or broke: that is a finding, not an accident. */
const NO_ANSWER: Answered = { status: 0, type: "", body: "" };

/** None when the answer cannot be read: then nothing came back. */
function tellings(
  { type, body }: Answered,
  speaker: Speaker,
): readonly string[] {
  try {
    return speaker.tellings(readAnswer(type, body));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function placeholdersIn(stub: StubProvider): readonly string[] {
  const bodies = stub.received.map(({ body }) =>
    new TextDecoder().decode(body)
  );
  const found = bodies.join("\n").match(/<pl:[A-Z0-9_]{1,32}:[0-9a-f]{16}>/g);
  return [...new Set(found ?? [])];
}
