import type { Entry, Item } from "../audit/mod.ts";
import type { Context } from "./context.ts";

/** Items in one record, so that its line stays under 64 KiB (audit/SPEC.md). */
const ITEMS_MAX = 500;

/** What is recorded of the secrets that leave as placeholders. */
export function redactionEntries(
  items: readonly Item[],
  { id, session, host, hash }: Pick<Context, "id" | "session" | "host"> & {
    /** Of the policy. */
    readonly hash: string;
  },
): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < items.length; at += ITEMS_MAX) {
    entries.push({
      type: "redaction",
      request: id,
      session,
      host,
      direction: "outbound",
      items: items.slice(at, at + ITEMS_MAX),
      policy: hash,
    });
  }
  return entries;
}
