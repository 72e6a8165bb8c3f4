import { secretMeaning } from "../../proxy/mod.ts";

/** A value that a file or the environment holds under a name. */
export interface Named {
  readonly name: string;
  readonly value: string;
}

/** How a file says names and values. */
export type Format = "lines" | "json" | "yaml" | "netrc";

/** Reads the named values of a file; of one that is broken, what can be read. */
export function namedValues(text: string, format: Format): readonly Named[] {
  switch (format) {
    case "lines":
      return linesOf(text);
    case "json":
      return jsonOf(text);
    case "yaml":
      return yamlOf(text);
    case "netrc":
      return netrcOf(text);
  }
}

/** A secret among named values, and what kind it is. */
export interface NamedSecret extends Named {
  readonly type: string;
}

/** Those whose name speaks of a secret, and the passwords within URLs. */
export function secretsAmong(all: readonly Named[]): readonly NamedSecret[] {
  return all.flatMap(({ name, value }) => {
    const inside = passwordsIn(value);
    if (inside.length > 0) {
      return inside.map((value) => ({ name, value, type: "URL_PASSWORD" }));
    }
    const meaning = secretMeaning(name);
    if (meaning === undefined || meaning.strength < 2) return [];
    return [{ name, value, type: meaning.type }];
  });
}

/** The password of a URL, as written and as meant. */
function passwordsIn(value: string): readonly string[] {
  const written = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@]+)@/i
    .exec(value)?.[1];
  if (written === undefined) return [];
  try {
    return [...new Set([written, decodeURIComponent(written)])];
  } catch {
    return [written];
  }
}

const LINE =
  /^[ \t]*(?:export[ \t]+)?([^\s=#;][^=\n]*?)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\n]*))/gm;

/** `NAME=value`, quoted or not, over several lines if quoted; also `.npmrc` and INI. */
function linesOf(text: string): readonly Named[] {
  return [...text.replaceAll("\r\n", "\n").matchAll(LINE)].map(
    ([, name, double, single, bare]) => ({
      name: name!,
      value: double?.replaceAll("\\n", "\n").replaceAll('\\"', '"') ??
        single ?? bare!.replace(/[ \t]+#.*$/, "").trim(),
    }),
  );
}

function jsonOf(text: string): readonly Named[] {
  const found: Named[] = [];
  const walk = (name: string, value: unknown): void => {
    if (typeof value === "string") found.push({ name, value });
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      walk(Array.isArray(value) ? name : key, inner);
    }
  };
  try {
    walk("", JSON.parse(text));
  } catch { /* nothing can be read */ }
  return found.flatMap((one) => [one, ...loginOf(one)]);
}

/** `auth` of a docker configuration: the base64 of a name and a password. */
function loginOf({ name, value }: Named): readonly Named[] {
  if (name !== "auth" || !/^[A-Za-z0-9+/]+=*$/.test(value)) return [];
  const [, password] = /^[^:]*:(.+)$/s.exec(atob(padded(value))) ?? [];
  return password ? [{ name: "password", value: password }] : [];
}

function padded(base64: string): string {
  const bare = base64.replace(/=+$/, "");
  return bare.length % 4 === 1 ? "" : bare;
}

const YAML =
  /^[ \t]*(?:-[ \t]+)?([\w.-]+):[ \t]+(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s#][^\n]*))/gm;

function yamlOf(text: string): readonly Named[] {
  return [...text.matchAll(YAML)].map(([, name, double, single, bare]) => ({
    name: name === "client-key-data" ? "private_key" : name!,
    value: double ?? single ?? bare!.trim(),
  }));
}

function netrcOf(text: string): readonly Named[] {
  return [...text.matchAll(/\bpassword\s+(?:"([^"\n]+)"|(\S+))/g)]
    .map(([, quoted, bare]) => ({
      name: "password",
      value: quoted ?? bare!,
    }));
}
