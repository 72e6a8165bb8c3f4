import type { Lookup, Tag } from "../redact/placeholder.ts";
import { readPlaceholders } from "../redact/read_placeholders.ts";
import { edit } from "../json/rewrite_strings.ts";
import { ALLOWED_HOSTS } from "./allowed_hosts.ts";
import { allowedHosts, type IsAllowed } from "./hosts.ts";
import { judgeCall, SEARCH_ENGINE } from "./judge_call.ts";
import { ADDRESS, SECRET, withoutMarks } from "./marks.ts";
import type { Argument, Guard, Ruling, ToolCall } from "./tool_call.ts";
import { toolKind } from "./tools.ts";

/** What a policy says of a tool or of one of its arguments. */
export type ToolRule =
  /** The secret goes back, whatever the call does with it. */
  | "restore"
  /** The placeholder stays. */
  | "keep"
  /** The placeholder stays, and the model is told to ask the person. */
  | "ask-model";

/** Every rule. */
export const TOOL_RULES: readonly ToolRule[] = ["restore", "keep", "ask-model"];

export interface GuardOptions {
  /** By a tool's name or `name.argument`, `*` for any run of characters; the most exact holds. */
  readonly tools: Readonly<Record<string, ToolRule>>;
  /** Hosts beside {@link ALLOWED_HOSTS} to which tools may carry secrets. */
  readonly hosts: readonly string[];
  readonly lookup: Lookup;
  /** The host that a secret is for: it may always go there. */
  readonly homeOf?: (tag: Tag) => string | undefined;
  /** Told once of each call in which a placeholder stayed. */
  readonly kept: () => void;
}

const RESTORE: Ruling = { kind: "restore" };

/** Rules on the tool calls of one answer. */
export class ToolGuard implements Guard {
  readonly #options: GuardOptions;
  readonly #isAllowed: IsAllowed;
  readonly #seen = new Set<string>();

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#isAllowed = allowedWith(options.hosts);
  }

  readonly watches = (name: string): boolean => {
    const { tools } = this.#options;
    const rules = Object.keys(tools).filter((key) => mayConcern(key, name));
    if (rules.some((key) => tools[key] !== "restore")) return true;
    if (rules.some((key) => matches(key, name))) return false;
    return toolKind(name) !== "inside";
  };

  readonly judge = (call: ToolCall): (keys: Argument["keys"]) => Ruling => {
    const held = call.arguments.filter(({ text, isHolding }) =>
      isHolding || this.#holds(text)
    );
    if (held.length === 0) return () => RESTORE;
    const rules = new Map(
      held.map((one) => [ruleKey(one.keys), this.#rule(call.name, one.keys)]),
    );
    const isOpen = [...rules.values()].includes(undefined);
    const host = isOpen ? this.#host(call) : undefined;
    const rulings = new Map(
      [...rules].map(([key, rule]) => [key, ruling(rule, host)] as const),
    );
    if ([...rulings.values()].some(({ kind }) => kind === "keep")) {
      this.#tell(call);
    }
    return (keys) => rulings.get(ruleKey(keys)) ?? RESTORE;
  };

  #host(call: ToolCall): string | undefined {
    const marked = call.arguments.map((one) => ({
      ...one,
      text: this.#marked(one.text),
    }));
    const home = this.#home(call);
    return judgeCall(
      { ...call, arguments: marked },
      (host) => this.#isAllowed(host) || host.toLowerCase() === home,
    );
  }

  /** The one host that all secrets of a call are for. */
  #home(call: ToolCall): string | undefined {
    const homes = new Set(
      call.arguments.flatMap(({ text }) =>
        readPlaceholders(text, { isWhole: true }).sightings
          .filter(({ tag }) => this.#options.lookup(tag) !== undefined)
          .map(({ tag }) => this.#options.homeOf?.(tag))
      ),
    );
    return homes.size === 1 ? [...homes][0] : undefined;
  }

  /** Text with marks in place of placeholders. */
  #marked(raw: string): string {
    const text = withoutMarks(raw);
    const { sightings } = readPlaceholders(text, { isWhole: true });
    return edit(
      text,
      sightings.flatMap(({ start, end, tag }) => {
        const secret = this.#options.lookup(tag);
        if (secret === undefined) return [];
        return [{ start, end, text: isAddress(secret) ? ADDRESS : SECRET }];
      }),
    );
  }

  #holds(text: string): boolean {
    return text.includes("pl") &&
      readPlaceholders(text, { isWhole: true }).sightings
        .some(({ tag }) => this.#options.lookup(tag) !== undefined);
  }

  #rule(name: string, keys: Argument["keys"]): ToolRule | undefined {
    const { tools } = this.#options;
    const argument = keys.length === 0 ? name : `${name}.${keys[0]}`;
    const best = Object.keys(tools)
      .filter((key) => matches(key, argument) || matches(key, name))
      .sort((a, b) => exactness(b) - exactness(a))[0];
    return best === undefined ? undefined : tools[best];
  }

  #tell(call: ToolCall): void {
    const once = JSON.stringify([call.name, call.arguments]);
    if (this.#seen.has(once)) return;
    this.#seen.add(once);
    this.#options.kept();
  }
}

const allowed = new WeakMap<readonly string[], IsAllowed>();

function allowedWith(hosts: readonly string[]): IsAllowed {
  const known = allowed.get(hosts);
  if (known) return known;
  const names = ALLOWED_HOSTS.map(({ name }) => name);
  const made = allowedHosts([...names, ...hosts]);
  allowed.set(hosts, made);
  return made;
}

/** Arguments are ruled on by their outermost name. */
function ruleKey(keys: Argument["keys"]): string {
  return keys.length === 0 ? "" : `.${keys[0]}`;
}

function ruling(
  rule: ToolRule | undefined,
  host: string | undefined,
): Ruling {
  switch (rule) {
    case "restore":
      return RESTORE;
    case "keep":
      return keep("the policy keeps secrets out of this argument");
    case "ask-model":
      return keep(
        "the policy keeps secrets out of this argument until the person " +
          "agrees: say what it is needed for and ask them",
      );
    case undefined:
      break;
  }
  if (host === undefined) return RESTORE;
  if (host === SEARCH_ENGINE) {
    return keep("it would be sent to a search engine");
  }
  const shown = host.replaceAll(SECRET, "…");
  return keep(
    /^[\w.:[\]…-]{1,80}$/.test(shown)
      ? `${shown} is no host to which secrets may go; only the person can ` +
        "permit it, under restore.hosts in policy.toml"
      : "it cannot be told to which host it would go",
  );
}

function keep(why: string): Ruling {
  return { kind: "keep", note: `waterwall: placeholder kept, as ${why}` };
}

/** Whether a secret says itself where it goes: a URL or a host. */
function isAddress(secret: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i.test(secret) ||
    /^(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?$/i.test(secret);
}

const patterns = new Map<string, RegExp>();

function matches(key: string, name: string): boolean {
  const known = patterns.get(key);
  if (known) return known.test(name);
  const source = key.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*");
  const made = new RegExp(`^${source}$`, "s");
  patterns.set(key, made);
  return made.test(name);
}

/** Whether a key names this tool or one of its arguments. */
function mayConcern(key: string, name: string): boolean {
  const dot = key.lastIndexOf(".");
  return matches(key, name) || dot > 0 && matches(key.slice(0, dot), name);
}

/** A whole name counts before a pattern, a longer one before a shorter. */
function exactness(key: string): number {
  return key.length + (key.includes("*") ? 0 : 10_000);
}
