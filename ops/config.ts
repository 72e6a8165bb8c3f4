import { decodeToml, type Table } from "./decode_toml.ts";
import { ConfigError } from "./errors.ts";
import {
  type HostFault,
  hostName,
  type HostRule,
  readHost,
} from "./host_rule.ts";
import { locate, type Place } from "./locate.ts";
import { nearest } from "./nearest.ts";
import { type Setting, SETTINGS, type Values } from "./settings.ts";

/** Every setting, checked and complete. Made once, by {@link parseConfig}. */
export interface Config extends Values {
  /** Defaults with the file's `[[host]]` tables laid over them, by name. */
  readonly hosts: readonly HostRule[];
}

export interface ParseOptions {
  /** How the file is called in error messages. */
  readonly file: string;
  /** Hosts that stand without being configured. */
  readonly defaultHosts: readonly HostRule[];
  /** Names a `provider` key may hold. */
  readonly providers: readonly string[];
}

/**
 * Checks a configuration file and fills in what it does not say.
 *
 * @throws {ConfigError} `invalid`: names the file, the line, what is wrong and
 * what would be right.
 */
export function parseConfig(text: string, options: ParseOptions): Config {
  const raw = spread(decodeToml(text, options.file));
  const fail = (place: Place, message: string, hint: string): never => {
    const at = `${options.file}:${locate(text, place)}`;
    throw new ConfigError("invalid", `Cannot use ${at}: ${message}`, { hint });
  };
  const unknown = Object.keys(raw).find((key) => !isKey(key));
  if (unknown !== undefined) {
    fail(
      { key: unknown },
      `there is no setting ${unknown}`,
      hintFor(unknown),
    );
  }
  const entries = Object.entries(SETTINGS).map(([key, setting]) => {
    const value = raw[key] ?? setting.fallback;
    if (accepts(setting, value)) return [key, value];
    const wants = wish(setting);
    const held = JSON.stringify(value);
    return fail(
      { key },
      `${key} must be ${wants}: it is ${held}`,
      `Change ${key}, or remove it to use ${JSON.stringify(setting.fallback)}`,
    );
  });
  const hosts = readHosts(raw.host, options, fail);
  return { ...Object.fromEntries(entries) as Values, hosts };
}

/** `[killswitch]`, `[log]` and `[aws]` may also be written as tables. */
function spread(raw: Table): Table {
  const flat = Object.entries(raw).flatMap(([key, value]) =>
    TABLES.includes(key) && isTable(value)
      ? Object.entries(value).map(([name, held]) => named(key, name, held))
      : [[key, value]]
  );
  return Object.fromEntries(flat);
}

/** A table's own name stands for its main key; a profile names its kind. */
function named(table: string, name: string, held: unknown): [string, unknown] {
  if (table === "killswitch" && name === "armed") return [table, held];
  if (table === "aws" && name === "profile") {
    return ["aws_credentials", `profile:${held}`];
  }
  return [`${table}_${name}`, held];
}

const TABLES = ["killswitch", "log", "aws"];

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKey(key: string): boolean {
  return key === "host" || Object.hasOwn(SETTINGS, key);
}

function hintFor(unknown: string): string {
  const meant = nearest(unknown, [...Object.keys(SETTINGS), "host"]);
  if (meant === "host") return "Write [[host]], with two brackets";
  if (meant) return `Write ${meant}`;
  return "Remove it; docs/configuration.md lists the settings";
}

function accepts(setting: Setting, value: unknown): boolean {
  switch (setting.kind) {
    case "whole":
      return Number.isInteger(value) && setting.min <= (value as number) &&
        (value as number) <= setting.max;
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return setting.choices.includes(value as string);
    case "text":
      return typeof value === "string" && setting.pattern.test(value);
  }
}

/** What a setting may hold, in words. */
export function wish(setting: Setting): string {
  switch (setting.kind) {
    case "whole":
      return `a whole number from ${setting.min} to ${setting.max}`;
    case "flag":
      return "true or false";
    case "choice":
      return setting.choices.map((choice) => `"${choice}"`).join(" or ");
    case "text":
      return setting.wants;
  }
}

function readHosts(
  raw: unknown,
  { defaultHosts, providers }: ParseOptions,
  fail: (place: Place, message: string, hint: string) => never,
): readonly HostRule[] {
  const tables = raw ?? [];
  if (!Array.isArray(tables)) {
    fail(
      { key: "host", table: "host" },
      "host must be a list of tables",
      "Write [[host]], with two brackets",
    );
  }
  const hosts = new Map(defaultHosts.map((host) => [host.name, host]));
  const mentioned = new Set<string>();
  for (const [nth, table] of (tables as Table[]).entries()) {
    const base = hosts.get(hostName(table));
    const host = readHost(table, { base, providers });
    if (isFault(host)) {
      fail({ key: host.key, table: "host", nth }, host.message, host.hint);
    }
    const { name } = host as HostRule;
    if (mentioned.has(name)) {
      fail(
        { key: "name", table: "host", nth },
        `${name} is configured twice`,
        "Keep one of the two",
      );
    }
    mentioned.add(name);
    hosts.set(name, host as HostRule);
  }
  return [...hosts.values()];
}

function isFault(host: HostRule | HostFault): host is HostFault {
  return "message" in host;
}
