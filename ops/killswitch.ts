import type { Switch } from "../audit/mod.ts";

/** One switch, moved. */
export interface SwitchChange {
  readonly source: Switch;
  readonly state: "armed" | "clear";
}

/**
 * The armed switches after one was moved, in the order in which they were
 * armed. Traffic flows only while there are none.
 */
export function moveSwitch(
  armed: readonly Switch[],
  { source, state }: SwitchChange,
): readonly Switch[] {
  const others = armed.filter((other) => other !== source);
  if (state === "clear") return others;
  return armed.includes(source) ? armed : [...others, source];
}

/** The change that makes a switch stand as wanted; `null` if it does already. */
export function changeOf(
  armed: readonly Switch[],
  { source, wanted }: { readonly source: Switch; readonly wanted: boolean },
): SwitchChange | null {
  if (armed.includes(source) === wanted) return null;
  return { source, state: wanted ? "armed" : "clear" };
}

/** What an armed switch means, for the person. */
export function switchText(armed: readonly Switch[]): string {
  return armed.length === 0
    ? "The kill switch is clear: requests are forwarded"
    : `The kill switch is armed, nothing is forwarded: ${armed.join(", ")}`;
}
