import type { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import type { Explained } from "../verify/explain.ts";

/** Prints what a verifier found: its line first, then what that is worth. */
export function printVerdict(
  { status, line, proves, provesNot }: Explained,
  { io, json }: {
    readonly io: Io;
    /** What to print instead as JSON, beside status and lists. */
    readonly json: object | undefined;
  },
): Exit {
  if (json) {
    const lists = { proves, does_not_prove: provesNot };
    io.print(JSON.stringify({ ...json, status, ...lists }));
    return status;
  }
  io.print(line);
  io.print("This proves:");
  for (const fact of proves) io.print(`  - ${fact}`);
  io.print("This does not prove:");
  for (const gap of provesNot) io.print(`  - ${gap}`);
  return status;
}
