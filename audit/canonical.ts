/** Any value that a record can carry: no null, no fraction, nothing negative. */
export type Value = boolean | number | string | readonly Value[] | {
  readonly [key: string]: Value | undefined;
};

/** Containers inside containers, the record itself included. */
export const MAX_DEPTH = 4;

/** The name of a field, or of a kind that is counted. */
export const KEY = /^(?:[a-z][a-z0-9_]{0,31}|[A-Z0-9_]{1,32})$/;

/**
 * The one way to write a value: sorted keys, no whitespace, least escapes.
 *
 * Fields that are `undefined` are left out.
 *
 * @throws {TypeError} if the value is outside the grammar of audit/SPEC.md.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonical(value: Value, depth = 0): string {
  if (typeof value !== "object") return scalar(value);
  if (value === null || depth === MAX_DEPTH) throw unwritable(value);
  if (isList(value)) {
    return `[${value.map((member) => canonical(member, depth + 1)).join(",")}]`;
  }
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (!KEY.test(key)) throw unwritable(key);
    members.push(`"${key}":${canonical(member, depth + 1)}`);
  }
  return `{${members.join(",")}}`;
}

// Array.isArray does not narrow a readonly array out of a union.
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function scalar(value: Value): string {
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
    return Object.is(value, -0) ? "0" : String(value);
  }
  if (typeof value === "string" && value.isWellFormed()) {
    return JSON.stringify(value);
  }
  throw unwritable(value);
}

function unwritable(value: unknown): TypeError {
  return new TypeError(`Cannot write a ${typeof value} as a record's value`);
}
