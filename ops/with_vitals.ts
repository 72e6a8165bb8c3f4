import type { Vitals } from "./health.ts";
import type { State } from "./state.ts";

/** A state that also tells how the instance is. */
export function withVitals(state: State, vitals: Vitals): State {
  const { policy, patterns, armed, reachable, proxyUp, keysUp } = vitals;
  return {
    ...state,
    policy: policy === "" ? null : policy,
    patterns,
    killswitch: armed,
    reachable,
    instance: instanceOf(vitals),
    parts: { proxy: proxyUp, keys: keysUp },
  };
}

function instanceOf(
  { serving, startedMs, caUntilMs }: Vitals,
): State["instance"] {
  return serving && { ...serving, startedMs, caUntilMs };
}
