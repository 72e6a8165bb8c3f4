import { CliError } from "../errors.ts";
import { jsonPlaces, type Member, type Placed } from "./json_places.ts";

/** By this, and nothing else, a hook in the settings is known to be ours. */
const OURS = /\bpre-launch-hook\b.*--format claude-code\b/;

/**
 * Claude Code's settings with a SessionStart hook that runs this command, in
 * place of an older one of ours. Whatever else stands there stays as written.
 *
 * @throws {CliError} They are no JSON, or have a shape that no hook fits in.
 */
export function withHook(settings: string, command: string): string {
  const clean = withoutHook(settings);
  const entry = { hooks: [{ type: "command", command }] };
  if (clean.trim() === "") {
    const whole = { hooks: { SessionStart: [entry] } };
    return JSON.stringify(whole, null, 2) + "\n";
  }
  const root = mustBe("object", read(clean), "they");
  const hooks = valueOf(root, "hooks");
  if (hooks === undefined) {
    const value = { SessionStart: [entry] };
    return addedTo(clean, root, { key: "hooks", value });
  }
  const events = mustBe("object", hooks, "hooks");
  const starts = valueOf(events, "SessionStart");
  if (starts === undefined) {
    return addedTo(clean, events, { key: "SessionStart", value: [entry] });
  }
  const list = mustBe("array", starts, "hooks.SessionStart");
  return addedTo(clean, list, { value: entry });
}

/**
 * The settings without our hook, and without what held nothing else.
 *
 * @throws {CliError} They are no JSON.
 */
export function withoutHook(settings: string): string {
  if (settings.trim() === "") return settings;
  const [...way] = wayToOurs(read(settings)) ?? [];
  if (way.length === 0) return settings;
  while (way.length > 1 && partsOf(way.at(-1)!.owner).length === 1) way.pop();
  return withoutHook(removed(settings, way.at(-1)!));
}

type Container = Extract<Placed, { readonly kind: "object" | "array" }>;

/** A part of a container, by its number. */
interface Step {
  readonly owner: Container;
  readonly nth: number;
}

/** From the root to the first hook of ours, through each list and event. */
function wayToOurs(root: Placed): readonly Step[] | undefined {
  const events = valueOf(root, "hooks");
  const starts = valueOf(events, "SessionStart");
  for (const [nth, entry] of itemsOf(starts).entries()) {
    const hooks = valueOf(entry, "hooks");
    const ours = itemsOf(hooks).findIndex(isOurs);
    if (ours < 0) continue;
    return [
      memberStep(root, "hooks"),
      memberStep(events, "SessionStart"),
      { owner: starts as Container, nth },
      { owner: hooks as Container, nth: ours },
    ];
  }
  return undefined;
}

function isOurs(hook: Placed): boolean {
  const command = valueOf(hook, "command");
  return command?.kind === "scalar" && OURS.test(String(command.value));
}

function memberStep(owner: Placed | undefined, key: string): Step {
  const object = owner as Extract<Placed, { readonly kind: "object" }>;
  return { owner: object, nth: object.members.findLastIndex(named(key)) };
}

/** Of keys that stand twice the last one counts, as for every reader of JSON. */
function valueOf(owner: Placed | undefined, key: string): Placed | undefined {
  if (owner?.kind !== "object") return undefined;
  return owner.members.findLast(named(key))?.value;
}

function named(key: string) {
  return (member: Member) => member.key === key;
}

function itemsOf(list: Placed | undefined): readonly Placed[] {
  return list?.kind === "array" ? list.items : [];
}

function partsOf(owner: Container): readonly { start: number; end: number }[] {
  if (owner.kind === "array") return owner.items;
  return owner.members.map(({ start, value }) => ({ start, end: value.end }));
}

function removed(text: string, { owner, nth }: Step): string {
  const parts = partsOf(owner);
  const { start, end } = parts[nth]!;
  if (parts.length === 1) {
    return text.slice(0, owner.start + 1) + text.slice(owner.end - 1);
  }
  return nth > 0
    ? text.slice(0, parts[nth - 1]!.end) + text.slice(end)
    : text.slice(0, start) + text.slice(parts[1]!.start);
}

/** Puts a part at the end of a container, laid out as its neighbours are. */
function addedTo(
  text: string,
  owner: Container,
  { key, value }: { readonly key?: string; readonly value: unknown },
): string {
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const isCompact = !text.trim().includes("\n") && partsOf(owner).length > 0;
  const last = partsOf(owner).at(-1);
  const outer = indentAt(text, owner.start);
  const indent = last ? indentAt(text, last.start) : outer + unit;
  const laidOut = isCompact
    ? JSON.stringify(value)
    : JSON.stringify(value, null, unit).replaceAll("\n", `\n${indent}`);
  const named = key === undefined
    ? laidOut
    : `${JSON.stringify(key)}:${isCompact ? "" : " "}${laidOut}`;
  const line = isCompact ? "" : `\n${indent}`;
  if (last) {
    return `${text.slice(0, last.end)},${line}${named}${text.slice(last.end)}`;
  }
  const inside = `${line}${named}\n${outer}`;
  return text.slice(0, owner.start + 1) + inside + text.slice(owner.end - 1);
}

/** What the line of a place begins with. */
function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^[ \t]*/.exec(line)![0];
}

function read(settings: string): Placed {
  try {
    return jsonPlaces(settings);
  } catch (cause) {
    throw unfit("they are no JSON", cause);
  }
}

function mustBe<K extends Container["kind"]>(
  kind: K,
  value: Placed,
  what: string,
): Extract<Container, { readonly kind: K }> {
  if (value.kind === kind) {
    return value as Extract<Container, { readonly kind: K }>;
  }
  throw unfit(`${what} must be an ${kind}`);
}

function unfit(why: string, cause?: unknown): CliError {
  return new CliError(
    "unreadable",
    `Cannot add a hook to the agent's settings as ${why}`,
    { hint: "Mend the file by hand; nothing in it was changed.", cause },
  );
}
