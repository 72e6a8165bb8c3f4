import type { Shape } from "../redact/placeholder.ts";
import { isAllowedHost } from "./allowed_place.ts";
import type { PlaceholderShapes } from "./policy_data.ts";

/** How the placeholders of a type are written in what is sent to a host. */
export function shapeOf(
  type: string,
  { host, shapes: { shape, types, hosts } }: {
    readonly host: string;
    readonly shapes: PlaceholderShapes;
  },
): Shape {
  if (Object.hasOwn(types, type)) return types[type]!;
  const names = Object.keys(hosts).filter((name) =>
    isAllowedHost([name], host)
  );
  const nearest = names.toSorted((a, b) => b.length - a.length)[0];
  return nearest === undefined ? shape : hosts[nearest]!;
}
