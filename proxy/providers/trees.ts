import { type PathNode, pathTree } from "../json/path_tree.ts";
import type {
  Delta,
  RequestRules,
  ResponseRules,
  StreamRules,
  ToolPlace,
} from "./provider.ts";

/** What is done with a string of a request instead of scanning it. */
export type Exemption =
  | {
    readonly kind: "opaque";
    readonly matches?: RegExp;
    readonly isFile?: boolean;
  }
  | { readonly kind: "intact" };

/** How a string of an answer differs from plain text of its own. */
export type Handling =
  | { readonly kind: "opaque" }
  | { readonly kind: "json" }
  | { readonly kind: "file" }
  | { readonly kind: "name" }
  | { readonly kind: "tool"; readonly place: ToolPlace }
  | ({ readonly kind: "delta" } & Delta);

const requestTrees = new WeakMap<RequestRules, PathNode<Exemption>>();
const responseTrees = new WeakMap<ResponseRules, PathNode<Handling>>();

/** The rules of a request's body as a tree; the same one each time. */
export function requestTree(rules: RequestRules): PathNode<Exemption> {
  return remember(requestTrees, rules, () =>
    pathTree<Exemption>([
      ...rules.intact.map((path) => [path, { kind: "intact" }] as const),
      ...rules.opaque.map((rule) =>
        typeof rule === "string"
          ? [rule, { kind: "opaque" }] as const
          : [rule.path, { ...rule, kind: "opaque" }] as const
      ),
    ]));
}

/** The rules of an answer, or of the events of one, as a tree; the same one each time. */
export function responseTree(
  rules: ResponseRules & Partial<Pick<StreamRules, "deltas" | "names">>,
): PathNode<Handling> {
  return remember(responseTrees, rules, () =>
    pathTree<Handling>([
      ...rules.opaque.map((path) => [path, { kind: "opaque" }] as const),
      ...rules.json.map((path) => [path, { kind: "json" }] as const),
      ...(rules.files ?? []).map((path) => [path, { kind: "file" }] as const),
      ...(rules.deltas ?? []).map((delta) =>
        [delta.path, { kind: "delta", ...delta }] as const
      ),
      ...(rules.tools ?? []).map((place) =>
        [`${place.call}.${place.input}.**`, { kind: "tool", place }] as const
      ),
      ...(rules.names ?? []).map((path) => [path, { kind: "name" }] as const),
    ]));
}

function remember<K extends WeakKey, V>(
  cache: WeakMap<K, V>,
  key: K,
  make: () => V,
): V {
  const value = cache.get(key) ?? make();
  cache.set(key, value);
  return value;
}
