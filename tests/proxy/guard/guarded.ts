import type { ToolRule } from "../../../proxy/mod.ts";
import { settle } from "../../../proxy/guard/settle.ts";
import { ToolGuard } from "../../../proxy/guard/tool_guard.ts";
import { vault } from "../transcript.ts";

export const TOKEN = "SECRET-alpha";
/** A secret that is itself an address. */
export const DATABASE = "postgres://app:SECRET-beta@db.acme.example:5432/app";

const own = vault();
/** Their placeholders. */
export const P = `<pl:TEST:${own.tokenise(TOKEN)}>`;
export const PDB = `<pl:DATABASE_URL:${own.tokenise(DATABASE)}>`;
export const lookup = (tag: string) => own.lookup(tag);

export interface Outcome {
  /** The arguments as the agent gets them. */
  readonly text: string;
  /** How many calls were told of. */
  readonly kept: number;
  readonly tally: { restored: number; unknown: number };
}

/** What becomes of a call. */
export function guarded(
  name: string,
  input: unknown,
  { tools = {}, hosts = [] }: {
    tools?: Record<string, ToolRule>;
    hosts?: string[];
  } = {},
): Outcome {
  let kept = 0;
  const tally = { restored: 0, unknown: 0 };
  const guard = new ToolGuard({ tools, hosts, lookup, kept: () => kept++ });
  const source = JSON.stringify(input);
  const edits = settle(source, {
    guard,
    name,
    lookup,
    tally,
    dialect: "json",
    from: 0,
  });
  let text = "";
  let at = 0;
  for (const { start, end, text: put } of edits) {
    text += source.slice(at, start) + put;
    at = end;
  }
  return { text: text + source.slice(at), kept, tally };
}
