import { cleanName } from "../audit/mod.ts";
import { type Activity, passed, shows } from "./activity.ts";
import { agentName } from "./agent_name.ts";
import type { Fact } from "./fact.ts";
import { measured } from "./histogram.ts";
import { touched } from "./session_state.ts";
import type { State } from "./state.ts";
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
      return lasted(state, ms, { append: fact.afterMs });
    case "vault": {
      const { fact: _, ...vault } = fact;
      return { ...state, vault };
    }
    case "cache": {
      const { fact: _, ...cache } = fact;
      return { ...state, cache };
    }
    case "opened":
      return withLog(state, { records: fact.records, broken: null });
    case "broken":
      return withLog(state, { broken: fact.why });
    case "reload":
      return { ...state, reload: { ms, why: fact.why } };
    // What these tell is recorded, or of no use to who looks on.
    case "redacted":
    case "answered":
    case "finished":
    case "refused":
    case "denied":
    case "tunnelled":
    case "upstream":
    case "fault":
      return state;
  }
}

function withPassed(
  state: State,
  ms: number,
  { agent, addedMs, ...named }: Extract<Fact, { fact: "passed" }>,
): State {
  const { request, host } = named;
  const session = cleanName(named.session);
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

function withLog(state: State, more: Partial<State["log"]>): State {
  return { ...state, log: { ...state.log, ...more } };
}
