import type { Keys } from "../json/walk_strings.ts";
import type { StreamRules } from "../providers/provider.ts";

/** The channel keys met on the way to `keys`, outermost first. */
export function channelOf(
  json: unknown,
  keys: Keys,
  channel: readonly string[],
): string {
  let id = "";
  let at = json;
  for (const key of keys) {
    id += identity(at, channel);
    at = member(at, key);
  }
  return id;
}

/** Prefixes of the channels that end with the event `json`. */
export function endedChannels(
  json: unknown,
  { ends, channel }: Pick<StreamRules, "ends" | "channel">,
): string[] {
  return ends.flatMap(({ path, present, absent }) =>
    reach(json, stepsOf(path), { id: "", channel })
      .filter(({ value }) =>
        (present === undefined || (member(value, present) ?? null) !== null) &&
        (absent === undefined || member(value, absent) === undefined)
      )
      .map(({ id }) => id)
  );
}

interface Reached {
  readonly value: unknown;
  /** Its own channel keys included. */
  readonly id: string;
}

/** The objects that `steps` lead to. */
function reach(
  value: unknown,
  steps: readonly Step[],
  { id, channel }: { id: string; channel: readonly string[] },
): Reached[] {
  if (typeof value !== "object" || value === null) return [];
  const here = id + identity(value, channel);
  const [step, ...rest] = steps;
  if (step === undefined) return [{ value, id: here }];
  if (typeof step === "object") {
    return step.values.includes(String(member(value, step.key)))
      ? reach(value, rest, { id, channel })
      : [];
  }
  const members = step === "*" ? Object.values(value) : [member(value, step)];
  return members.flatMap((each) => reach(each, rest, { id: here, channel }));
}

type Step = string | { readonly key: string; readonly values: string[] };

const steps = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  const known = steps.get(path);
  if (known) return known;
  const made = [...path.matchAll(/\[([^=\]]+)=([^\]]*)\]|[^.[\]]+/g)].map((
    [name, key, values],
  ): Step => key ? { key, values: values!.split("|") } : name);
  steps.set(path, made);
  return made;
}

function identity(value: unknown, channel: readonly string[]): string {
  let id = "";
  for (const key of channel) {
    const own = member(value, key);
    if (own !== undefined) id += `${own}/`;
  }
  return id;
}

function member(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null &&
      Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}
