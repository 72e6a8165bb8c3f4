import type { RequestRules, ResponseRules, Shaped } from "./provider.ts";

/** The rules of a request that stands at `place` inside another text. */
export function requestBelow(
  place: string,
  { opaque, intact }: RequestRules,
): RequestRules {
  return {
    opaque: opaque.map((rule): string | Shaped =>
      typeof rule === "string"
        ? `${place}.${rule}`
        : { ...rule, path: `${place}.${rule.path}` }
    ),
    intact: intact.map((path) => `${place}.${path}`),
  };
}

/** The rules of an answer that stands at `place` inside another text. */
export function responseBelow(
  place: string,
  { opaque, json, files = [], tools = [] }: ResponseRules,
): ResponseRules {
  const at = (path: string) => `${place}.${path}`;
  return {
    opaque: opaque.map(at),
    json: json.map(at),
    files: files.map(at),
    tools: tools.map((tool) => ({ ...tool, call: `${place}.${tool.call}` })),
  };
}

/** All rules of several texts that may stand at one place. */
export function requestOf(...rules: readonly RequestRules[]): RequestRules {
  return {
    opaque: rules.flatMap(({ opaque }) => opaque),
    intact: rules.flatMap(({ intact }) => intact),
  };
}

/** The same of answers. */
export function responseOf(...rules: readonly ResponseRules[]): ResponseRules {
  return {
    opaque: rules.flatMap(({ opaque }) => opaque),
    json: rules.flatMap(({ json }) => json),
    files: rules.flatMap(({ files = [] }) => files),
    tools: rules.flatMap(({ tools = [] }) => tools),
  };
}
