import type http from "node:http";
import type { Entry } from "../../../audit/mod.ts";
import { createCa, mintLeaf } from "../../../ops/ca/authority.ts";
import { checkCa } from "../../../ops/ca/check_ca.ts";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { KeysLink } from "../../../proxy/transport/keys_link.ts";
import type { FromKeys, ToKeys } from "../../../proxy/transport/keys_link.ts";
import { Proxy } from "../../../proxy/transport/proxy.ts";
import type { ProxySettings } from "../../../proxy/transport/proxy_settings.ts";
import { startStub, type StubUpstream } from "./stub_upstream.ts";

/** The protected hosts. */
export const HOSTS = ["api.example.com", "*.azure.example.com"];
const nowMs = Date.now();
/** Signs the certificates of the doors. */
export const ca = await createCa(HOSTS, { nowMs });
const checked = await checkCa(ca, { hosts: HOSTS, nowMs });
if (!checked.ok) throw new Error(checked.fault);
const { authority } = checked;
const policy = createScanner();
/** A value that the scanner knows. */
export const secret = "AKIA" + "IOSFODNN7" + "QWERTZU";

/** A keys worker in a few lines: it remembers what it was asked. */
function keysFor(entries: Entry[], minted: string[]): KeysLink {
  const { port1, port2 } = new MessageChannel();
  const answer = async (question: ToKeys): Promise<FromKeys> => {
    const { id } = question;
    switch (question.ask) {
      case "record":
        entries.push(...question.entries);
        return { id, done: [{ seq: entries.length, ms: nowMs }] };
      case "leaf": {
        minted.push(question.host);
        const leaf = await mintLeaf(question.host, { authority, nowMs });
        const { certPem: cert, keyPem: key, untilMs: notAfter } = leaf;
        return { id, done: { cert, key, notAfter } };
      }
      case "tokenization_key":
        return { id, done: new Uint8Array(32) };
    }
  };
  port1.onmessage = async ({ data }) => port1.postMessage(await answer(data));
  const link = new KeysLink({ patienceMs: 60_000 });
  link.connect(port2);
  return link;
}

/** A whole proxy, and what stands around it. */
export type Scene = {
  readonly proxy: Proxy;
  readonly port: number;
  readonly stub: StubUpstream;
  readonly entries: readonly Entry[];
  readonly minted: readonly string[];
  /** A client that goes through the proxy and trusts its CA. */
  readonly client: (some?: { readonly http2?: boolean }) => Deno.HttpClient;
};

/** Runs a test against a whole proxy, before a provider that answers so. */
export async function scene(
  answer: http.RequestListener,
  test: (scene: Scene) => Promise<void>,
  some: Partial<ProxySettings> = {},
): Promise<void> {
  await sceneBefore(await startStub(answer), test, some);
}

/** The same before a provider that was started elsewhere. */
export async function sceneBefore(
  stub: StubUpstream,
  test: (scene: Scene) => Promise<void>,
  some: Partial<ProxySettings> = {},
): Promise<void> {
  const entries: Entry[] = [];
  const minted: string[] = [];
  const keys = keysFor(entries, minted);
  const clients: Deno.HttpClient[] = [];
  const proxy = new Proxy({
    settings: settings(stub, some),
    keys,
    policy: () => policy,
    tokenizationKey: new Uint8Array(32),
    mark: "waterwall-test",
    observe: () => {},
  });
  const port = await proxy.listen(0);
  const client = ({ http2 = false } = {}) => {
    const made = Deno.createHttpClient({
      proxy: { url: `http://127.0.0.1:${port}` },
      caCerts: [ca.certPem],
      http2,
      http1: !http2,
    });
    clients.push(made);
    return made;
  };
  try {
    await test({ proxy, port, stub, entries, minted, client });
  } finally {
    for (const each of clients) each.close();
    await proxy.drain(0);
    keys.close();
    await stub.close();
  }
}

function settings(
  stub: StubUpstream,
  some: Partial<ProxySettings>,
): ProxySettings {
  return {
    rules: HOSTS.map((name) => ({
      name,
      policy: "protect",
      provider: "generic",
      upstream: `https://localhost:${stub.port}`,
      upstreamCa: stub.ca,
      websocket: "rewrite",
    })),
    bases: [{ segment: "example", host: "api.example.com" }],
    roots: [],
    corporateProxy: null,
    configFile: "config.toml",
    armed: [],
    cutStreams: false,
    tokenKey: "ephemeral",
    maxBodyBytes: 2 ** 24,
    maxConnections: 64,
    vault: { maxCount: 100, maxSize: 1e6, idleMs: 1e6 },
    timeouts: {
      headMs: 60_000,
      connectMs: 60_000,
      answerMs: 60_000,
      idleMs: 60_000,
      keysMs: 60_000,
    },
    ...some,
  };
}
