import type { Value } from "./canonical.ts";
import type { LogRecord } from "./entry.ts";

type Fields = Readonly<Record<string, (value: Value) => boolean>>;

/** Longest text of a client's, in characters. */
export const MAX_NAME = 128;
/** Longest text of an operator's, in characters. */
export const MAX_TEXT = 512;

// What passes here can be written: canonical() demands no more of a value.
const isString = (value: Value) =>
  typeof value === "string" && value.isWellFormed();
const matches = (pattern: RegExp) => (value: Value) =>
  typeof value === "string" && pattern.test(value);
const isOneOf = (...words: readonly string[]) => (value: Value) =>
  typeof value === "string" && words.includes(value);
const isBoolean = (value: Value) => typeof value === "boolean";
const isCount = (value: Value) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const isListOf = (isMember: (value: Value) => boolean) => (value: Value) =>
  Array.isArray(value) && value.every(isMember);

const isHash = matches(/^[0-9a-f]{64}$/);
const isName = matches(/^[\x21-\x7e]{1,128}$/);
const isKind = matches(/^[A-Z0-9_]{1,32}$/);
// deno-lint-ignore no-control-regex
const isVisible = matches(/^[^\0-\x1f\x7f]{1,512}$/);
const isText = (value: Value) => isString(value) && isVisible(value);

// An entry that was not read from a line could also have a null.
function isObject(value: Value): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKinds(value: Value): boolean {
  return isObject(value) &&
    Object.entries(value).every(([key, count]) =>
      isKind(key) && isCount(count as Value)
    );
}

const OF_REQUEST = { request: isName, session: isName, host: isName };

/** The fields of each type of record, beside those that all have. */
export const SCHEMA: Readonly<Record<LogRecord["type"], Fields>> = {
  genesis: { origin: isString, key: isString, tool: isText },
  start: { tool: isText, policy: isHash, resumed: isCount },
  stop: { reason: isText },
  redaction: {
    ...OF_REQUEST,
    direction: isOneOf("outbound"),
    items: isListOf((item) => fits(item, ITEM)),
    policy: isHash,
  },
  restoration: {
    ...OF_REQUEST,
    final: isBoolean,
    restored: isCount,
    unknown: isCount,
    policy: isHash,
  },
  block: {
    ...OF_REQUEST,
    reason: isOneOf(
      "killswitch",
      "audit",
      "config",
      "policy",
      "body",
      "leak",
      "host",
      "exfiltration",
      "internal",
    ),
  },
  killswitch: {
    state: isOneOf("armed", "clear"),
    source: isOneOf("config", "sigusr1", "sentinel", "http"),
  },
  policy: { old: isHash, new: isHash, patterns: isCount },
  session: {
    session: isName,
    first: isCount,
    last: isCount,
    requests: isCount,
    redactions: isCount,
    restorations: isCount,
    blocked: isCount,
    unknown: isCount,
    kinds: isKinds,
    controls: isListOf(isText),
    catalogue: isHash,
  },
  checkpoint: { note: isString },
  key: {
    vkey: isString,
    reason: isOneOf("scheduled", "compromise"),
    retire: matches(/^[0-9a-f]{8}$/),
  },
  anchor: {
    size: isCount,
    kind: isOneOf("witness", "rfc3161", "command"),
    name: isText,
    sha256: isHash,
  },
  seal: { size: isCount, frontier: isListOf(isHash) },
  recovery: {
    offset: isCount,
    bytes: isCount,
    sha256: isHash,
    cause: isOneOf("tail", "segment", "loss"),
  },
  gap: { note: isString, reason: isText },
  export: { sha256: isHash, from: isCount, to: isCount },
};

const OF_ALL: Fields = {
  v: (value) => value === 1,
  seq: isCount,
  prev_hash: isHash,
  ts: matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  type: isString,
};

/** Fields that a record of that type may have or not. */
const OPTIONAL: Readonly<Record<string, Fields>> = {
  genesis: { catalogue: isHash },
  policy: { catalogue: isHash },
};

/** A closed object: all of `required` and, if it likes, some of `optional`. */
interface Shape {
  readonly required: ReadonlyMap<string, (value: Value) => boolean>;
  readonly optional: ReadonlyMap<string, (value: Value) => boolean>;
}

// Maps, since an object would also have a field named `constructor`.
function shape(required: Fields, optional: Fields = {}): Shape {
  return {
    required: new Map(Object.entries(required)),
    optional: new Map(Object.entries(optional)),
  };
}

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(SCHEMA).map(([type, fields]) => [
    type,
    shape({ ...OF_ALL, ...fields }, OPTIONAL[type]),
  ]),
);

const ITEM = shape({ kind: isKind, tag: matches(/^[0-9a-f]{16}$/) });

/**
 * Whether a value is a record: exactly its type's fields, each as it must be.
 *
 * What ties it to its neighbours, and what a note says, is not looked at.
 */
export function isRecord(value: Value): value is LogRecord & Value {
  const type = (value as { readonly type?: Value }).type;
  const shape = typeof type === "string" ? SHAPES.get(type) : undefined;
  return shape !== undefined && fits(value, shape);
}

function fits(value: Value, { required, optional }: Shape): boolean {
  if (!isObject(value)) return false;
  const object = value as { readonly [key: string]: Value | undefined };
  let met = 0;
  for (const key of Object.keys(object)) {
    if (object[key] === undefined) continue;
    const check = required.get(key);
    if (check) met += 1;
    if (!(check ?? optional.get(key))?.(object[key]!)) return false;
  }
  return met === required.size;
}
