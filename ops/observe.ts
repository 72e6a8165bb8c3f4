import { type Activity, passed, shows } from "./activity.ts";
import { agentName } from "./agent_name.ts";
import type { Fact } from "./fact.ts";
import { measured } from "./histogram.ts";
import { touched } from "./session_state.ts";
import { MAX_NAMES, type State } from "./state.ts";
import { type Measure, type More, tally } from "./window.ts";

/** A fact and when it was seen, in Unix milliseconds. */
export interface Observed {
  readonly ms: number;
  readonly fact: Fact;
}

/** The state after one more unsigned fact. */
export function observe(state: State, { ms, fact }: Observed): State {
  switch (fact.fact) {
    case "passed":
      return withPassed(state, ms, fact);
    case "first_byte":
      return lasted(state, ms, { firstByte: fact.afterMs });
    case "appended":
      return lasted(state, ms, { append: fact.ms });
    case "upstream":
      return { ...state, reachable: heardFrom(state.reachable, fact) };
    case "vault":
      return {
        ...state,
        vault: { secrets: fact.secrets, units: fact.units },
      };
    case "cache":
      return { ...state, cache: { hits: fact.hits, misses: fact.misses } };
    case "started": {
      const { fact: _, ...said } = fact;
      return { ...state, instance: { ...said, startedMs: ms } };
    }
    case "part":
      return { ...state, parts: { ...state.parts, [fact.part]: fact.up } };
    case "policy":
      return { ...state, policy: fact.policy, patterns: fact.patterns };
    case "reload":
      return { ...state, reload: { ms, why: fact.why } };
    case "opened":
      return withLog(state, { records: fact.records, broken: null });
    case "checkpoint":
      return withLog(state, { checkpoint: { size: fact.size, ms } });
    case "anchored":
      return withLog(state, {
        anchor: { name: fact.name, size: fact.size, ms },
      });
    case "broken":
      return withLog(state, { broken: fact.why });
  }
}

function withPassed(
  state: State,
  ms: number,
  { request, session, host, agent, addedMs }: Extract<
    Fact,
    { fact: "passed" }
  >,
): State {
  const isNew = !shows(state.activity, request);
  const line: Activity = {
    seq: null,
    ms,
    what: "pass",
    host,
    request,
    kinds: [],
    count: 0,
    addedMs,
  };
  return {
    ...lasted(state, ms, { requests: 1, added: addedMs }),
    requests: state.requests + 1,
    activity: passed(state.activity, line),
    sessions: touched(state.sessions, {
      session,
      host,
      ms,
      agent: agentName(agent),
      more: { requests: isNew ? 1 : 0 },
    }),
  };
}

/** The state after something took its time, in the window and in all. */
function lasted(state: State, ms: number, more: More): State {
  const total = (name: Measure) =>
    more[name] === undefined
      ? state.latency[name]
      : measured(state.latency[name], more[name]);
  return {
    ...state,
    window: tally(state.window, ms, more),
    latency: {
      added: total("added"),
      firstByte: total("firstByte"),
      append: total("append"),
    },
  };
}

function heardFrom(
  before: State["reachable"],
  { host, reachable }: { readonly host: string; readonly reachable: boolean },
): State["reachable"] {
  const isKnown = Object.hasOwn(before, host);
  if (!isKnown && Object.keys(before).length >= MAX_NAMES) return before;
  return { ...before, [host]: reachable };
}

function withLog(state: State, more: Partial<State["log"]>): State {
  return { ...state, log: { ...state.log, ...more } };
}
