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
  { opaque, json, tools = [] }: ResponseRules,
): ResponseRules {
  return {
    opaque: opaque.map((path) => `${place}.${path}`),
    json: json.map((path) => `${place}.${path}`),
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
    tools: rules.flatMap(({ tools = [] }) => tools),
  };
}
