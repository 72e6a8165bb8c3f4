import type { Keys } from "../json/walk_strings.ts";

/**
 * A copy of an event's `data` that carries `text` at `keys` and little else.
 *
 * On the way there arrays hold that way only; of the root's other members the
 * scalars stay, further in those alone that tell texts apart or are in `keep`,
 * so that nothing that accumulates is said twice.
 */
export function carry(
  data: string,
  { keys, text, channel, keep }: {
    readonly keys: Keys;
    readonly text: string;
    readonly channel: readonly string[];
    readonly keep: readonly string[];
  },
): string {
  const around = new Set([...channel, ...keep]);
  const copy = (value: unknown, depth: number): unknown => {
    if (depth === keys.length) return text;
    const key = keys[depth]!;
    if (Array.isArray(value)) return [copy(value[key as number], depth + 1)];
    const stays = ([name, member]: [string, unknown]) =>
      name === key ||
      isScalar(member) && (depth === 0 || around.has(name));
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>).filter(stays)
        .map(([name, member]) =>
          name === key ? [name, copy(member, depth + 1)] : [name, member]
        ),
    );
  };
  return JSON.stringify(copy(JSON.parse(data), 0));
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
