import {
  type Action,
  ACTIONS,
  type CustomRule,
  customRule,
  type PolicyData,
  type Rule,
  RuleError,
  type Shape,
  SHAPES,
  TOOL_RULES,
  type ToolRule,
} from "../../proxy/mod.ts";
import { decodeToml, type Table } from "../decode_toml.ts";
import { ConfigError } from "../errors.ts";
import { locate, type Place } from "../locate.ts";
import { nearest } from "../nearest.ts";
import { type Field, RULE_KEYS, type Section, SECTIONS } from "./sections.ts";

type Fail = (place: Place, message: string, hint: string) => never;
type Held = Readonly<Record<string, unknown>>;

/** Tables that may stand in policy.toml. */
const TABLES = [
  "rules",
  "allow",
  "placeholder",
  "restore",
  "known",
  "actions",
  "rule",
];
const MAX_RULES = 500;

/** How a policy file is read. */
export interface ParsePolicyOptions {
  /** How the file is called in error messages. */
  readonly file: string;
  /** Names of the product's rules; without them, any name will do. */
  readonly ruleNames?: readonly string[];
}

/**
 * Checks a policy file and fills in what it does not say.
 *
 * @throws {ConfigError} `invalid`: names the file, the line, what is wrong and
 * what would be right.
 */
export function parsePolicy(
  text: string,
  { file, ruleNames }: ParsePolicyOptions,
): PolicyData {
  const raw = decodeToml(text, file);
  const fail: Fail = (place, message, hint) => {
    const at = `${file}:${locate(text, place)}`;
    throw new ConfigError("invalid", `Cannot use ${at}: ${message}`, { hint });
  };
  const top = Object.fromEntries(
    Object.entries(raw).filter(([key]) => !TABLES.includes(key)),
  );
  const usual = readSection(top, { table: "", section: SECTIONS[""], fail });
  const rules = readRules(raw.rule, { ruleNames, fail });
  const names = ruleNames &&
    [...ruleNames, ...rules.flatMap(({ id, type }) => [id, type])];
  const read = (table: "rules" | "allow" | "known") =>
    readSection(tableOf(raw, table, fail), {
      table,
      section: SECTIONS[table],
      ...names && { names },
      fail,
    });
  const { tools, ...restore } = tableOf(raw, "restore", fail);
  const { types, hosts, ...shape } = tableOf(raw, "placeholder", fail);
  const off = read("rules").off as readonly string[];
  return {
    shadow: usual.shadow as boolean,
    action: usual.action as Action,
    hint: usual.hint as boolean,
    off,
    allow: read("allow") as unknown as PolicyData["allow"],
    sources: read("known") as PolicyData["sources"],
    placeholder: {
      ...readSection(shape, {
        table: "placeholder",
        section: SECTIONS.placeholder,
        more: ["types", "hosts"],
        fail,
      }),
      types: readShapes(types, {
        table: "placeholder.types",
        names,
        isOfRules: true,
        fail,
      }),
      hosts: readShapes(hosts, { table: "placeholder.hosts", fail }),
    } as PolicyData["placeholder"],
    restore: {
      ...readSection(restore, {
        table: "restore",
        section: SECTIONS.restore,
        more: ["tools"],
        fail,
      }),
      tools: readTools(tools, fail),
    } as PolicyData["restore"],
    actions: readActions(tableOf(raw, "actions", fail), names, fail),
    rules,
  };
}

function tableOf(raw: Table, table: string, fail: Fail): Table {
  const held = raw[table] ?? {};
  if (typeof held === "object" && !Array.isArray(held)) return held as Table;
  return fail(
    { key: table },
    `${table} must be a table`,
    `Write [${table}], with its keys below`,
  );
}

function readSection(
  raw: Table,
  { table, section, names, more = [], fail }: {
    readonly table: string;
    readonly section: Section;
    /** Keys that stand there too, read by others. */
    readonly more?: readonly string[];
    readonly names?: readonly string[];
    readonly fail: Fail;
  },
): Held {
  for (const key of Object.keys(raw)) {
    if (Object.hasOwn(section, key)) continue;
    const keys = [...Object.keys(section), ...more];
    unknown(
      key,
      { table, keys: table === "" ? [...keys, ...TABLES] : keys },
      fail,
    );
  }
  return Object.fromEntries(
    Object.entries(section).map(([key, field]) => {
      const value = raw[key] ?? field.fallback;
      if (!accepts(field, value)) {
        fail(
          { key, table },
          `${key} must be ${wish(field)}: it is ${JSON.stringify(value)}`,
          `Change ${key}, or remove it to use ${
            JSON.stringify(field.fallback)
          }`,
        );
      }
      if (field.kind === "list" && field.isOfRules) {
        for (const name of value as readonly string[]) {
          requireRule(name, { names, place: { key, table } }, fail);
        }
      }
      return [key, value];
    }),
  );
}

function unknown(
  key: string,
  { table, keys, nth }: {
    readonly table: string;
    readonly keys: readonly string[];
    readonly nth?: number;
  },
  fail: Fail,
): never {
  const meant = nearest(key, keys);
  const where = table === "" ? "" : ` in [${table}]`;
  return fail(
    { key, table, ...nth === undefined ? {} : { nth } },
    `there is no key ${key}${where}`,
    meant === undefined
      ? `Remove it; there are ${keys.join(", ")}`
      : TABLES.includes(meant) && table === ""
      ? `Write [${meant}]`
      : `Write ${meant}`,
  );
}

function requireRule(
  name: string,
  { names, place }: {
    readonly names: readonly string[] | undefined;
    readonly place: Place;
  },
  fail: Fail,
): void {
  if (names === undefined || names.includes(name)) return;
  const meant = nearest(name, names);
  fail(
    place,
    `there is no rule ${name}`,
    meant === undefined
      ? "Give an id or a TYPE as `waterwall scan --explain` prints them"
      : `Write ${meant}`,
  );
}

function accepts(field: Field, value: unknown): boolean {
  switch (field.kind) {
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return field.choices.includes(value as string);
    case "list":
      return isTexts(value) && value.every((text) => field.pattern.test(text));
    case "source":
      return typeof value === "boolean" || isTexts(value);
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) &&
    value.every((one) => typeof one === "string" && one !== "");
}

/** What a key may hold, in words. */
export function wish(field: Field): string {
  switch (field.kind) {
    case "flag":
      return "true or false";
    case "choice":
      return field.choices.map((choice) => `"${choice}"`).join(", ");
    case "list":
      return `a list of ${field.wants}`;
    case "source":
      return field.wants;
  }
}

function readActions(
  raw: Table,
  names: readonly string[] | undefined,
  fail: Fail,
): PolicyData["actions"] {
  const table = "actions";
  for (const [key, value] of Object.entries(raw)) {
    requireRule(key, { names, place: { key, table } }, fail);
    if (ACTIONS.includes(value as Action)) continue;
    fail(
      { key, table },
      `${key} must be ${wish(SECTIONS[""].action)}: it is ${
        JSON.stringify(value)
      }`,
      "Change it, or remove the line",
    );
  }
  return raw as PolicyData["actions"];
}

/** Shapes by TYPE or by host. */
function readShapes(
  raw: unknown = {},
  { table, names, isOfRules, fail }: {
    readonly table: string;
    readonly names?: readonly string[] | undefined;
    readonly isOfRules?: true;
    readonly fail: Fail;
  },
): Readonly<Record<string, Shape>> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return fail(
      { key: table.slice(table.indexOf(".") + 1), table: "placeholder" },
      `${table} must be a table`,
      `Write [${table}], with its keys below`,
    );
  }
  for (const [key, value] of Object.entries(raw)) {
    if (isOfRules) requireRule(key, { names, place: { key, table } }, fail);
    if (SHAPES.includes(value)) continue;
    const wanted = SHAPES.map((shape) => `"${shape}"`).join(" or ");
    fail(
      { key, table },
      `${key} must be ${wanted}: it is ${JSON.stringify(value)}`,
      table.endsWith("hosts") ? "Write the host in quotes" : "Change it",
    );
  }
  return raw as Readonly<Record<string, Shape>>;
}

/** `Bash = "keep"` and `Bash.command = "keep"`, the dot quoted or not. */
function readTools(
  raw: unknown,
  fail: Fail,
  before = "",
): Record<string, ToolRule> {
  const table = "restore.tools";
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    if (raw === undefined) return {};
    return fail(
      { key: "tools", table: "restore" },
      "restore.tools must be a table",
      "Write [restore.tools], with the names of tools below",
    );
  }
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => {
      const key = before + name;
      if (TOOL_RULES.includes(value as ToolRule)) {
        return [[key, value as ToolRule]];
      }
      if (typeof value === "object" && before === "") {
        return Object.entries(readTools(value, fail, `${key}.`));
      }
      return fail(
        { key: name, table },
        `${key} must be ${
          TOOL_RULES.map((one) => `"${one}"`).join(", ")
        }: it is ${JSON.stringify(value)}`,
        "Change it, or remove the line",
      );
    }),
  );
}

function readRules(
  raw: unknown,
  { ruleNames = [], fail }: {
    readonly ruleNames: readonly string[] | undefined;
    readonly fail: Fail;
  },
): readonly Rule[] {
  const table = "rule";
  const tables = raw ?? [];
  if (!Array.isArray(tables) || tables.length > MAX_RULES) {
    return fail(
      { key: table, table },
      `rule must be a list of at most ${MAX_RULES} tables`,
      "Write [[rule]], with two brackets",
    );
  }
  const taken = new Set(ruleNames);
  return (tables as readonly Table[]).map((one, nth) => {
    const wrong = faultOf(one);
    if (wrong) fail({ table, nth, key: wrong.key }, wrong.message, wrong.hint);
    const id = one.id as string;
    if (taken.has(id)) {
      fail(
        { table, nth, key: "id" },
        `there is a rule ${id} already`,
        "Choose another id",
      );
    }
    taken.add(id);
    try {
      return customRule(ruleOf(one));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      return fail(
        { table, nth, key: "expression" },
        error.message,
        error.hint ?? "Write it in another way",
      );
    }
  });
}

function ruleOf(raw: Table): CustomRule {
  const id = raw.id as string;
  return {
    id,
    type: raw.type as string ?? id.toUpperCase().replaceAll("-", "_"),
    expression: raw.expression as string,
    ...raw.words === undefined ? {} : { words: raw.words as string[] },
    ...raw.max_length === undefined
      ? {}
      : { maxLength: raw.max_length as number },
  };
}

interface Fault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

function faultOf(raw: Table): Fault | undefined {
  const key = Object.keys(raw).find((key) => !RULE_KEYS.includes(key));
  if (key !== undefined) {
    const meant = nearest(key, RULE_KEYS);
    const hint = meant ? `Write ${meant}` : `There are ${RULE_KEYS.join(", ")}`;
    return { key, message: `there is no key ${key} in [[rule]]`, hint };
  }
  return RULE_CHECKS.find((check) => !check.accepts(raw[check.key]));
}

const isMatched = (pattern: RegExp) => (value: unknown) =>
  typeof value === "string" && pattern.test(value);

const RULE_CHECKS: readonly (Fault & {
  readonly accepts: (value: unknown) => boolean;
})[] = [
  {
    key: "id",
    accepts: isMatched(/^[a-z0-9]+(?:-[a-z0-9]+){0,7}$/),
    message: "id must be lower-case words joined by hyphens",
    hint: 'Write, for example, id = "acme-api-key"',
  },
  {
    key: "type",
    accepts: (value) =>
      value === undefined || isMatched(/^[A-Z0-9_]{1,32}$/)(value),
    message: "type must be 1 to 32 capitals, digits and underscores",
    hint: 'Write, for example, type = "ACME_API_KEY"',
  },
  {
    key: "expression",
    accepts: isMatched(/^.{1,1000}$/s),
    message: "expression must be a text of at most 1000 characters",
    hint: "Write, for example, expression = 'acme_[A-Za-z0-9]{32}'",
  },
  {
    key: "words",
    accepts: (value) =>
      value === undefined ||
      isTexts(value) && value.length > 0 &&
        value.every((word) => /^[a-z0-9_.-]{1,40}$/.test(word)),
    message: "words must be a list of words in lower case",
    hint: 'Write, for example, words = ["acme"]',
  },
  {
    key: "max_length",
    accepts: (value) =>
      value === undefined ||
      Number.isInteger(value) && (value as number) > 0 &&
        (value as number) <= 8192,
    message: "max_length must be a whole number from 1 to 8192",
    hint: "Change it, or give every count an upper bound",
  },
];
