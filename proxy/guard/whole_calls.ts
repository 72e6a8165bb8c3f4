import type { Edit } from "../json/rewrite_strings.ts";
import type { StringToken } from "../json/string_token.ts";
import type { Keys } from "../json/walk_strings.ts";
import type { ToolPlace } from "../providers/provider.ts";
import { readPlaceholders } from "../redact/read_placeholders.ts";
import { restorations, type RestoreOptions } from "../redact/restore.ts";
import { noteFor, settle } from "./settle.ts";
import type { Argument, Ruling } from "./tool_call.ts";

/** Where a string stands that belongs to the arguments of a call. */
export interface CallSite {
  readonly token: Pick<StringToken<unknown>, "text" | "isKey">;
  readonly keys: Keys;
  readonly place: ToolPlace;
}

export interface WholeCallsOptions extends Omit<RestoreOptions, "dialect"> {
  /** The JSON value that the calls stand in. */
  readonly json: () => unknown;
  /** The name of a call that does not hold it, by the way to its arguments. */
  readonly nameAt?: (keys: Keys) => string;
}

/** Puts secrets back into calls that stand whole in one JSON text. */
export class WholeCalls {
  readonly #options: WholeCallsOptions;
  readonly #rulings = new Map<string, (keys: Keys) => Ruling>();

  constructor(options: WholeCallsOptions) {
    this.#options = options;
  }

  /** The edits of one string of a call's arguments. */
  edits({ token: { text, isKey }, keys, place }: CallSite): readonly Edit[] {
    if (!text.includes("pl")) return [];
    const { guard, ...options } = this.#options;
    const depth = depthOf(`${place.call}.${place.input}`);
    const dialect = keys.length === depth && !place.isPlain ? "json" : "plain";
    if (guard === undefined) {
      const reading = readPlaceholders(text, { isWhole: true });
      return restorations(reading, { ...options, dialect });
    }
    const name = this.#name(keys, place);
    if (keys.length === depth) {
      return settle(text, { ...options, guard, name, dialect, from: 0 });
    }
    const id = JSON.stringify(keys.slice(0, depth));
    const rule = this.#rulings.get(id) ?? guard.judge({
      name,
      arguments: argumentsOf(at(options.json(), keys.slice(0, depth))),
    });
    this.#rulings.set(id, rule);
    return this.#apply(rule(keys.slice(depth)), { text, isKey });
  }

  #apply(
    ruling: Ruling,
    { text, isKey }: { readonly text: string; readonly isKey: boolean },
  ): readonly Edit[] {
    const { sightings, settled } = readPlaceholders(text, { isWhole: true });
    const { lookup, tally } = this.#options;
    switch (ruling.kind) {
      case "restore":
        return restorations({ sightings, settled }, {
          ...this.#options,
          dialect: "plain",
        });
      case "keep": {
        const known = sightings.filter(({ tag }) => lookup(tag) !== undefined);
        tally.unknown += sightings.length - known.length;
        if (known.length === 0 || isKey) return [];
        const end = text.length;
        return [{ start: end, end, text: noteFor(text, ruling.note) }];
      }
    }
  }

  #name(keys: Keys, place: ToolPlace): string {
    if (place.name === undefined) return this.#options.nameAt?.(keys) ?? "";
    const call = keys.slice(0, depthOf(place.call));
    const name = at(this.#options.json(), [...call, ...place.name.split(".")]);
    return typeof name === "string" ? name : "";
  }
}

/** Steps of a path: what stands in brackets is none. */
function depthOf(path: string): number {
  return path.replaceAll(/\[[^\]]*\]/g, "").split(".").filter(Boolean).length;
}

function at(json: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    json,
  );
}

function argumentsOf(value: unknown, keys: Keys = []): Argument[] {
  if (typeof value === "string") return [{ keys, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const key = Array.isArray(value) ? Number(name) : name;
    const own = [...keys, key];
    const named = typeof key === "string" && name.includes("pl")
      ? [{ keys: own, text: name, isKey: true }]
      : [];
    return [...named, ...argumentsOf(member, own)];
  });
}
