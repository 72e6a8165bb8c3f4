import OURS from "../../LICENSE" with { type: "text" };
import THIRD_PARTY from "../third_party.txt" with { type: "text" };
import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";

/** Prints the licence of this program and of all that its binaries contain. */
export default function licenses(_: unknown, io: Io): Exit {
  io.print(`Waterwall\n\n${OURS.trim()}\n\n${"=".repeat(72)}\n`);
  io.print(THIRD_PARTY.trimEnd());
  return Exit.ok;
}
