import type { Switch } from "../audit/mod.ts";
import type { Home } from "./home.ts";
import { isThere } from "./watch_sentinel.ts";

/** The switches with which an instance starts, as things stand now. */
export function armedAtStart(
  { killswitch: sentinel }: Pick<Home, "killswitch">,
  { killswitch }: { readonly killswitch: boolean },
): readonly Switch[] {
  return [
    ...killswitch ? ["config"] as const : [],
    ...isThere(sentinel) ? ["sentinel"] as const : [],
  ];
}
