/**
 * The keys worker: it holds the signing key, the CA key and the ledger, may
 * read and write the home folder, and has no network at all.
 *
 * @module
 */
import {
  type Commit,
  type Committed,
  type Entry,
  type Hash,
  type Journal,
  keepPolicy,
  LedgerError,
  type LedgerOrder,
  openJournal,
  type OrderDone,
} from "../audit/mod.ts";
import { covers, type FromKeys, type Leaf, type ToKeys } from "../proxy/mod.ts";
import { type Authority, mintLeaf } from "./ca/authority.ts";
import { CaError } from "./errors.ts";
import { failureOf } from "./failure.ts";
import type { Home } from "./home.ts";
import { keepCa } from "./keep_ca.ts";
import { keepTokenizationKey } from "./keep_tokenization_key.ts";
import type { FromKeysWorker, KeptFor, ToKeysWorker } from "./keys_messages.ts";
import type { Recorded } from "./state.ts";

/** The part of a worker's global scope that is used here. */
type Scope = {
  onmessage: ((event: MessageEvent<ToKeysWorker>) => void) | null;
  postMessage(message: FromKeysWorker): void;
};

const SHOW_MS = 50;
/** Proxy workers at a time: one serves, the others end with their clients. */
const MAX_LINES = 8;

const scope = globalThis as unknown as Scope;
const recorded: Recorded[] = [];
const durations: number[] = [];
/** Runs while there is something to show: at rest nothing wakes this isolate. */
let showing: ReturnType<typeof setTimeout> | undefined;
let home: Home;
let hosts: readonly string[] = [];
let authority: Authority;
let journal: Journal | null = null;
const lines: MessagePort[] = [];
let isBroken = false;

scope.onmessage = ({ data }) => {
  switch (data.tell) {
    case "open":
      return attempt(() => open(data));
    case "hosts":
      return void vouchFor(data).then(
        (outcome) => say({ tell: "vouches", outcome }),
        (error) => say({ tell: "vouches", outcome: failureOf(error) }),
      );
    case "line":
      return connect(data.line);
    case "record":
      return void recordUnder(data).then(
        (outcome) => say({ tell: "answer", id: data.id, outcome }),
        (error) =>
          say({ tell: "answer", id: data.id, outcome: failureOf(error) }),
      );
    case "order":
      return void obey(data.order).then(
        (outcome) => say({ tell: "obeyed", id: data.id, outcome }),
        (error) =>
          say({ tell: "obeyed", id: data.id, outcome: failureOf(error) }),
      );
    case "close":
      return attempt(() => close(data.reason));
    case "ping":
      return say({ tell: "pong" });
  }
};

async function open(
  told: Extract<ToKeysWorker, { tell: "open" }>,
): Promise<void> {
  ({ home, hosts } = told);
  const { audit: dir, signingKey: keyFile } = home;
  journal = await openJournal({ ...told, dir, keyFile, onCommit });
  keep(told.policyText, told.policy);
  const kept = await keepCa(home, { ...told, nowMs: Date.now() });
  ({ authority } = kept);
  say({
    tell: "opened",
    vkey: journal.vkey,
    size: journal.size,
    caUntilMs: authority.certificate.untilMs,
    caMade: kept.made,
  });
}

async function vouchFor(
  { hosts: wanted, roots }: Extract<ToKeysWorker, { tell: "hosts" }>,
): Promise<KeptFor> {
  const kept = await keepCa(home, { hosts: wanted, roots, nowMs: Date.now() });
  ({ authority } = kept);
  hosts = wanted;
  return { caUntilMs: authority.certificate.untilMs, caMade: kept.made };
}

function connect(next: MessagePort): void {
  lines.push(next);
  if (lines.length > MAX_LINES) lines.shift()!.close();
  next.onmessage = ({ data }: MessageEvent<ToKeys>) =>
    void answer(data).then(
      (done) => next.postMessage({ id: data.id, done }),
      (error) => next.postMessage({ id: data.id, failed: failureOf(error) }),
    );
}

async function answer(
  question: ToKeys,
): Promise<Extract<FromKeys, { readonly done: unknown }>["done"]> {
  switch (question.ask) {
    case "record":
      return await Promise.all(question.entries.map(record));
    case "leaf":
      return await mint(question.host);
    case "tokenization_key":
      return await keepTokenizationKey(home);
  }
}

/** The CA's own limits reach further: a name's permits all names below it. */
async function mint(host: string): Promise<Leaf> {
  if (!hosts.some((name) => covers(name, host))) {
    throw CaError.hostOutside(host);
  }
  const leaf = await mintLeaf(host, { authority, nowMs: Date.now() });
  return { cert: leaf.certPem, key: leaf.keyPem, notAfter: leaf.untilMs };
}

/** Keeps the policy that an entry puts in force, if it does, then records it. */
async function recordUnder(
  { entry, policyText }: Extract<ToKeysWorker, { tell: "record" }>,
): Promise<Committed> {
  if (policyText !== undefined && entry.type === "policy") {
    keep(policyText, entry.new);
  }
  return await record(entry);
}

/** @throws {LedgerError} No record may name a policy that no one can look up. */
function keep(text: string, policy: Hash): void {
  if (keepPolicy(home.audit, text) === policy) return;
  throw new LedgerError(
    "write_failed",
    `Cannot keep a policy as its text has another hash: ${policy}`,
    { hint: "Report this: the policy and its text do not belong together" },
  );
}

async function record(entry: Entry): Promise<Committed> {
  if (journal === null) throw notOpen();
  try {
    const askedMs = performance.now();
    const committed = await journal.append(entry);
    durations.push(performance.now() - askedMs);
    return committed;
  } catch (error) {
    tellIfBroken(journal);
    throw error;
  }
}

async function obey(order: LedgerOrder): Promise<OrderDone> {
  if (journal === null) throw notOpen();
  try {
    return await journal.obey(order);
  } catch (error) {
    tellIfBroken(journal);
    throw error;
  }
}

function tellIfBroken({ failure }: Journal): void {
  if (failure === undefined || isBroken) return;
  isBroken = true;
  say({ tell: "broken", failure: failureOf(failure) });
}

async function close(reason: string): Promise<void> {
  try {
    await journal?.close(reason);
  } finally {
    journal = null;
    show();
    say({ tell: "closed" });
  }
}

/** As they were written: what a client chose is cleaned by then. */
function onCommit({ records }: Commit): void {
  for (const { seq, ms, entry } of records) recorded.push({ seq, ms, entry });
  showing ??= setTimeout(show, SHOW_MS);
}

/** Records travel to the state together, off the requests' path. */
function show(): void {
  clearTimeout(showing);
  showing = undefined;
  if (recorded.length === 0) return;
  say({
    tell: "recorded",
    recorded: recorded.splice(0),
    durations: durations.splice(0),
  });
}

function attempt(act: () => Promise<void>): void {
  act().catch((error) => say({ tell: "failed", failure: failureOf(error) }));
}

function notOpen(): LedgerError {
  return new LedgerError("write_failed", "Cannot record as no log is open", {
    hint: "Run `waterwall status`",
  });
}

function say(message: FromKeysWorker): void {
  scope.postMessage(message);
}
