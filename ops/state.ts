import type { BlockReason, Entry, Hash, Switch } from "../audit/mod.ts";
import { moveSwitch } from "./killswitch.ts";

/** An entry and where it stands in the log. */
export interface Recorded {
  readonly seq: number;
  /** When it was stamped, in Unix milliseconds. */
  readonly ms: number;
  readonly entry: Entry;
}

/** What was seen of one session. */
export interface SessionState {
  readonly id: string;
  readonly host: string;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly redactions: number;
  readonly restored: number;
  readonly blocked: number;
}

/** One line of the tail of what happened. */
export interface Activity {
  readonly seq: number;
  readonly ms: number;
  readonly what: "redaction" | "restoration" | "block";
  readonly host: string;
  readonly request: string;
  /** Kinds of the secrets that were replaced, or the reason of a block. */
  readonly kinds: readonly string[];
  readonly count: number;
}

/** What `/admin/state` serves and the dashboard draws. Never a secret. */
export interface State {
  /** Records that this process has seen written. */
  readonly records: number;
  readonly lastSeq: number | null;
  readonly lastMs: number | null;
  readonly redactions: number;
  readonly restored: number;
  /** Placeholders in answers that are not ours. */
  readonly unknown: number;
  readonly blocked: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byHost: Readonly<Record<string, number>>;
  readonly byReason: Readonly<Partial<Record<BlockReason, number>>>;
  readonly killswitch: readonly Switch[];
  readonly policy: Hash | null;
  readonly patterns: number | null;
  /** Newest first, at most {@link MAX_SESSIONS}. */
  readonly sessions: readonly SessionState[];
  /** Newest first, at most {@link MAX_ACTIVITY}. */
  readonly activity: readonly Activity[];
}

export const MAX_SESSIONS = 64;
export const MAX_ACTIVITY = 200;
/** Hosts and kinds are few; a flood of made-up ones must not grow the state. */
const MAX_NAMES = 500;

export const NOTHING_YET: State = {
  records: 0,
  lastSeq: null,
  lastMs: null,
  redactions: 0,
  restored: 0,
  unknown: 0,
  blocked: 0,
  byKind: {},
  byHost: {},
  byReason: {},
  killswitch: [],
  policy: null,
  patterns: null,
  sessions: [],
  activity: [],
};

/**
 * The state after one more record.
 *
 * What is shown is made here and nowhere else, so a dashboard cannot claim
 * what the log does not say, and replaying a log rebuilds what was shown.
 */
export function fold(before: State, recorded: Recorded): State {
  const { seq, ms, entry } = recorded;
  const state = {
    ...before,
    records: before.records + 1,
    lastSeq: seq,
    lastMs: ms,
  };
  switch (entry.type) {
    case "redaction": {
      const kinds = entry.items.map(({ kind }) => kind);
      const count = kinds.length;
      return withActivity(
        {
          ...state,
          redactions: state.redactions + count,
          byKind: kinds.reduce(plusOne, state.byKind),
          byHost: plus(state.byHost, entry.host, count),
        },
        recorded,
        { kinds, count },
      );
    }
    case "restoration": {
      // The record before the first restored byte holds no counts yet.
      if (!entry.final) return state;
      const { restored, unknown } = entry;
      return withActivity(
        {
          ...state,
          restored: state.restored + restored,
          unknown: state.unknown + unknown,
        },
        recorded,
        { kinds: [], count: restored },
      );
    }
    case "block":
      return withActivity(
        {
          ...state,
          blocked: state.blocked + 1,
          byReason: plusOne(state.byReason, entry.reason),
        },
        recorded,
        { kinds: [entry.reason], count: 1 },
      );
    case "killswitch":
      return { ...state, killswitch: moveSwitch(state.killswitch, entry) };
    case "policy":
      return { ...state, policy: entry.new, patterns: entry.patterns };
    case "session": {
      const others = state.sessions.filter(({ id }) => id !== entry.session);
      return { ...state, sessions: others };
    }
  }
}

function withActivity(
  state: State,
  { seq, ms, entry }: Recorded,
  { kinds, count }: Pick<Activity, "kinds" | "count">,
): State {
  if (!("request" in entry)) return state;
  const { type: what, host, request } = entry;
  const line = {
    seq,
    ms,
    what,
    host,
    request,
    kinds: [...new Set(kinds)],
    count,
  };
  return {
    ...state,
    activity: [line, ...state.activity.slice(0, MAX_ACTIVITY - 1)],
    sessions: touch(state.sessions, { ms, entry, count }),
  };
}

function touch(
  sessions: readonly SessionState[],
  { ms, entry, count }: {
    readonly ms: number;
    readonly entry: Entry & { readonly session: string; readonly host: string };
    readonly count: number;
  },
): readonly SessionState[] {
  const old = sessions.find(({ id }) => id === entry.session) ?? {
    id: entry.session,
    firstMs: ms,
    redactions: 0,
    restored: 0,
    blocked: 0,
  };
  const now: SessionState = {
    ...old,
    host: entry.host,
    lastMs: ms,
    redactions: old.redactions + (entry.type === "redaction" ? count : 0),
    restored: old.restored + (entry.type === "restoration" ? count : 0),
    blocked: old.blocked + (entry.type === "block" ? 1 : 0),
  };
  const others = sessions.filter(({ id }) => id !== entry.session);
  return [now, ...others].slice(0, MAX_SESSIONS);
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
