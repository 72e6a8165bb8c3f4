import type {
  BlockReason,
  Entry,
  EvidenceEntry,
  Hash,
  OwnEntry,
  Switch,
} from "../audit/mod.ts";
import { type Activity, redacted, shows, told } from "./activity.ts";
import { EMPTY_HISTOGRAM, type Histogram } from "./histogram.ts";
import { moveSwitch } from "./killswitch.ts";
import { type SessionState, touched } from "./session_state.ts";
import { type Bucket, type Measure, tally } from "./window.ts";

export { type Activity, MAX_ACTIVITY } from "./activity.ts";
export { MAX_SESSIONS, type SessionState } from "./session_state.ts";

/** An entry and where it stands in the log. */
export interface Recorded {
  readonly seq: number;
  /** When it was stamped, in Unix milliseconds. */
  readonly ms: number;
  readonly entry: Entry | EvidenceEntry | OwnEntry;
}

/** What is known of the log as a whole. */
export interface LogState {
  /** Records in it; `null` until it was opened. */
  readonly records: number | null;
  /** Why it takes no more records; `null` while it does. */
  readonly broken: string | null;
  readonly checkpoint: { readonly size: number; readonly ms: number } | null;
  readonly anchor: {
    readonly name: string;
    readonly size: number;
    readonly ms: number;
  } | null;
}

/** What is known of the secrets that can be restored. */
export interface VaultState {
  readonly secrets: number;
  /** UTF-16 code units that they take. */
  readonly units: number;
}

/** What an instance says of itself when it begins to serve. */
export interface InstanceState {
  /** Name and version. */
  readonly tool: string;
  readonly startedMs: number;
  readonly proxyPort: number;
  readonly adminPort: number;
  /** Number of protected hosts. */
  readonly hosts: number;
  /** When the CA expires, in Unix milliseconds. */
  readonly caUntilMs: number;
}

/** What `/admin/state` serves and the dashboard draws. Never a secret. */
export interface State {
  /** Records that this process has seen written. */
  readonly records: number;
  readonly lastSeq: number | null;
  readonly lastMs: number | null;
  /** Requests that were passed on. */
  readonly requests: number;
  readonly redactions: number;
  readonly restored: number;
  /** Placeholders in answers that are not ours. */
  readonly unknown: number;
  readonly blocked: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byHost: Readonly<Record<string, number>>;
  /** The same by both, `KIND host`; not shown, but measured. */
  readonly byKindAndHost: Readonly<Record<string, number>>;
  readonly byReason: Readonly<Partial<Record<BlockReason, number>>>;
  readonly killswitch: readonly Switch[];
  /** When each switch was last moved, in Unix milliseconds. */
  readonly movedMs: Readonly<Partial<Record<Switch, number>>>;
  readonly policy: Hash | null;
  readonly patterns: number | null;
  /** When the configuration was last read again, and why it was refused. */
  readonly reload: { readonly ms: number; readonly why: string | null } | null;
  readonly vault: VaultState | null;
  /** Texts that were scanned before, and texts that were new. */
  readonly cache: { readonly hits: number; readonly misses: number } | null;
  readonly instance: InstanceState | null;
  /** Whether each worker serves; `null` until it is known. */
  readonly parts: Readonly<Record<"proxy" | "keys", boolean | null>>;
  /** Of the hosts that were asked: whether each answered last time. */
  readonly reachable: Readonly<Record<string, boolean>>;
  readonly log: LogState;
  /** Durations since the start. */
  readonly latency: Readonly<Record<Measure, Histogram>>;
  /** The last five minutes, in tens of seconds, oldest first. */
  readonly window: readonly Bucket[];
  /** Newest first, at most {@link MAX_SESSIONS}. */
  readonly sessions: readonly SessionState[];
  /** Newest first, at most {@link MAX_ACTIVITY}. */
  readonly activity: readonly Activity[];
}

/** Hosts and kinds are few; a flood of made-up ones must not grow the state. */
export const MAX_NAMES = 500;

export const NOTHING_YET: State = {
  records: 0,
  lastSeq: null,
  lastMs: null,
  requests: 0,
  redactions: 0,
  restored: 0,
  unknown: 0,
  blocked: 0,
  byKind: {},
  byHost: {},
  byKindAndHost: {},
  byReason: {},
  killswitch: [],
  movedMs: {},
  policy: null,
  patterns: null,
  reload: null,
  vault: null,
  cache: null,
  instance: null,
  parts: { proxy: null, keys: null },
  reachable: {},
  log: { records: null, broken: null, checkpoint: null, anchor: null },
  latency: {
    added: EMPTY_HISTOGRAM,
    firstByte: EMPTY_HISTOGRAM,
    append: EMPTY_HISTOGRAM,
  },
  window: [],
  sessions: [],
  activity: [],
};

/**
 * The state after one more record.
 *
 * What is shown is made here and in `observe()` and nowhere else, so a
 * dashboard cannot claim what the log does not say, and replaying a log
 * rebuilds what was shown.
 */
export function fold(before: State, recorded: Recorded): State {
  const { seq, ms, entry } = recorded;
  const state: State = {
    ...before,
    records: before.records + 1,
    lastSeq: seq,
    lastMs: ms,
    log: {
      ...before.log,
      records: Math.max(before.log.records ?? 0, seq + 1),
    },
  };
  switch (entry.type) {
    case "redaction":
      return withRedaction(state, recorded, entry);
    case "restoration":
      // The record before the first restored byte holds no counts yet.
      return entry.final ? withRestoration(state, recorded, entry) : state;
    case "block":
      return withBlock(state, recorded, entry);
    case "killswitch":
      return {
        ...state,
        killswitch: moveSwitch(state.killswitch, entry),
        movedMs: { ...state.movedMs, [entry.source]: ms },
      };
    case "policy":
      return { ...state, policy: entry.new, patterns: entry.patterns };
    case "session": {
      const others = state.sessions.filter(({ id }) => id !== entry.session);
      return { ...state, sessions: others };
    }
    case "checkpoint":
      // It covers everything before itself.
      return { ...state, log: { ...state.log, checkpoint: { size: seq, ms } } };
    case "anchor": {
      const { name, size } = entry;
      return { ...state, log: { ...state.log, anchor: { name, size, ms } } };
    }
    case "genesis":
    case "start":
    case "stop":
    case "key":
    case "seal":
    case "recovery":
    case "gap":
    case "export":
      return state;
  }
}

type Of<Type extends Entry["type"]> = Extract<Entry, { type: Type }>;

function withRedaction(
  state: State,
  { seq, ms }: Recorded,
  { request, session, host, items }: Of<"redaction">,
): State {
  const kinds = items.map(({ kind }) => kind);
  const redactions = kinds.length;
  const isNew = !shows(state.activity, request);
  return {
    ...state,
    redactions: state.redactions + redactions,
    byKind: kinds.reduce(plusOne, state.byKind),
    byHost: plus(state.byHost, host, redactions),
    byKindAndHost: kinds.reduce(
      (counts, kind) => plusOne(counts, `${kind} ${host}`),
      state.byKindAndHost,
    ),
    window: tally(state.window, ms, { redactions }),
    activity: redacted(state.activity, {
      seq,
      ms,
      what: "redaction",
      host,
      request,
      kinds: [...new Set(kinds)],
      count: redactions,
      addedMs: null,
    }),
    sessions: touched(state.sessions, {
      session,
      host,
      ms,
      more: { redactions, requests: isNew ? 1 : 0 },
    }),
  };
}

function withRestoration(
  state: State,
  { seq, ms }: Recorded,
  { request, session, host, restored, unknown }: Of<"restoration">,
): State {
  return {
    ...state,
    restored: state.restored + restored,
    unknown: state.unknown + unknown,
    window: tally(state.window, ms, { restored, unknown }),
    activity: told(state.activity, {
      seq,
      ms,
      what: "restoration",
      host,
      request,
      kinds: [],
      count: restored,
      addedMs: null,
    }),
    sessions: touched(state.sessions, {
      session,
      host,
      ms,
      more: { restored },
    }),
  };
}

function withBlock(
  state: State,
  { seq, ms }: Recorded,
  { request, session, host, reason }: Of<"block">,
): State {
  const isNew = !shows(state.activity, request);
  return {
    ...state,
    blocked: state.blocked + 1,
    byReason: plusOne(state.byReason, reason),
    window: tally(state.window, ms, { blocked: 1 }),
    activity: told(state.activity, {
      seq,
      ms,
      what: "block",
      host,
      request,
      kinds: [reason],
      count: 1,
      addedMs: null,
    }),
    sessions: touched(state.sessions, {
      session,
      host,
      ms,
      more: { blocked: 1, requests: isNew ? 1 : 0 },
    }),
  };
}

function plusOne<R extends Readonly<Record<string, number>>>(
  counts: R,
  name: string,
): R {
  return plus(counts, name, 1);
}

function plus<R extends Readonly<Record<string, number>>>(
  counts: R,
  name: string,
  more: number,
): R {
  const known = Object.hasOwn(counts, name);
  const key = known || Object.keys(counts).length < MAX_NAMES ? name : "other";
  return { ...counts, [key]: (counts[key] ?? 0) + more };
}
