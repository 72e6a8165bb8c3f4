/**
 * The proxy worker: it holds sockets, the policy, the tokenization key and the
 * vault, and may reach loopback and the configured hosts, nothing else.
 *
 * @module
 */
import type { Switch } from "../audit/mod.ts";
import {
  type CompiledPolicy,
  compilePolicy,
  type PolicySource,
} from "./policy/compile_policy.ts";
import { inherit, type Inheritance, type Lesson } from "./transport/legacy.ts";
import { KeysLink } from "./transport/keys_link.ts";
import type { FromProxy, ProxyFact, ToProxy } from "./transport/messages.ts";
import type { PortShare } from "./transport/open_port.ts";
import { Proxy } from "./transport/proxy.ts";
import type { ProxySettings } from "./transport/proxy_settings.ts";

/** The part of a worker's global scope that is used here. */
type Scope = {
  onmessage: ((event: MessageEvent<ToProxy>) => void) | null;
  onunhandledrejection: ((event: PromiseRejectionEvent) => void) | null;
  postMessage(message: FromProxy): void;
};

const FACTS_MS = 50;
const MAX_FACTS = 10_000;
/** What main has from the log, or has no use for: it stays here. */
const UNSAID: ReadonlySet<ProxyFact["fact"]> = new Set([
  "redacted",
  "answered",
  "finished",
  "refused",
]);

const scope = globalThis as unknown as Scope;
const facts: ProxyFact[] = [];
/** Runs while there is something to send: at rest nothing wakes this isolate. */
let sending: ReturnType<typeof setTimeout> | undefined;
const cache = { hits: 0, misses: 0 };
let policy: CompiledPolicy;
let prepared: CompiledPolicy | null = null;
let settings: ProxySettings;
let keys: KeysLink;
let proxy: Proxy | null = null;
let armed: readonly Switch[] = [];
let inheritance: Inheritance | null = null;

scope.onmessage = ({ data }) => {
  switch (data.tell) {
    case "settings":
      settings = data.settings;
      armed = settings.armed;
      keys = new KeysLink({ patienceMs: settings.timeouts.keysMs });
      keys.connect(data.keys);
      policy = compilePolicy(data.policy, looked);
      return say({
        tell: "ready",
        policy: policy.hash,
        patterns: policy.patterns,
        text: policy.text,
      });
    case "policy":
      return prepare(data.policy);
    case "why": {
      const { id, start } = data;
      return say({ tell: "because", id, found: proxy?.why(start) ?? [] });
    }
    case "adopt":
      policy = prepared ?? policy;
      return;
    case "listen":
      return void listen(data.share).catch((error: Error) =>
        say({ tell: "failed", why: error.message })
      );
    case "armed":
      armed = data.armed;
      return proxy?.arm(armed);
    case "rehearse":
      return proxy?.rehearse(data.ticket);
    case "aws":
      settings = { ...settings, aws: data.aws };
      return proxy?.signWith(data.aws);
    case "keys":
      return keys.connect(data.keys);
    case "bequeath":
      return bequeath(data.to);
    case "inherit":
      inheritance = inherit(data.from);
      return;
    case "retire":
      return void retire(data);
    case "hasten":
      return proxy?.hasten();
    case "drain":
      return void drain(data.limitMs);
    case "ping":
      return say({ tell: "pong" });
  }
};

// A stray failure belongs to one request, whose client is answered or gone.
scope.onunhandledrejection = (event) => {
  event.preventDefault();
  const why = event.reason instanceof Error ? event.reason.name : "unknown";
  observe({ fact: "fault", why });
};

function prepare(source: PolicySource): void {
  prepared = compilePolicy(source, looked);
  const { hash, patterns, text } = prepared;
  say({ tell: "prepared", policy: hash, patterns, text });
}

async function listen(share: PortShare): Promise<void> {
  const left = await inheritance?.legacy ?? null;
  const tokenizationKey = settings.tokenKey === "ephemeral"
    ? left?.tokenizationKey ?? crypto.getRandomValues(new Uint8Array(32))
    : await keys.tokenizationKey();
  const mark = `waterwall-${crypto.randomUUID()}`;
  proxy = new Proxy({
    settings: { ...settings, armed },
    keys,
    policy: () => policy,
    tokenizationKey,
    ...left && { known: left },
    mark,
    observe,
  });
  inheritance?.hear((lesson) => proxy!.learn(lesson));
  sendLater();
  say({ tell: "listening", port: await proxy.listen(share) });
}

function bequeath(to: MessagePort): void {
  if (proxy === null) return;
  const teach = (lesson: Lesson) => to.postMessage(lesson);
  to.postMessage(proxy.bequeath(teach));
}

async function retire(
  limits: { readonly graceMs: number; readonly limitMs: number },
): Promise<void> {
  await proxy?.retire(limits);
  sendFacts();
  say({ tell: "drained" });
}

async function drain(limitMs: number): Promise<void> {
  await proxy?.drain(limitMs);
  sendFacts();
  say({ tell: "drained" });
}

/** Facts travel together, so that a request costs no message of its own. */
function observe(fact: ProxyFact): void {
  if (UNSAID.has(fact.fact)) return;
  if (facts.length < MAX_FACTS) facts.push(fact);
  sendLater();
}

function sendLater(): void {
  sending ??= setTimeout(sendFacts, FACTS_MS);
}

function sendFacts(): void {
  clearTimeout(sending);
  sending = undefined;
  if (facts.length === 0 || proxy === null) return;
  const standing = [proxy.vaultFact, { fact: "cache", ...cache } as const];
  say({ tell: "facts", facts: [...facts.splice(0), ...standing] });
}

function looked(isKnown: boolean): void {
  cache[isKnown ? "hits" : "misses"] += 1;
}

function say(message: FromProxy): void {
  scope.postMessage(message);
}
