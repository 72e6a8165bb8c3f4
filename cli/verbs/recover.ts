import { recoverLog } from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";

/** Makes a log that was refused usable again, at the price of a scar in it. */
export default function recover(
  { home, acceptLoss, reason = "accepted by the operator" }: {
    readonly home: string | undefined;
    readonly acceptLoss: boolean;
    readonly reason: string | undefined;
  },
  io: Io,
): Exit {
  const { audit: dir, signingKey: keyFile } = homeAt(homeDir(home, io));
  const recovery = recoverLog({ dir, keyFile, acceptLoss, reason });
  if (!recovery) {
    io.print("Nothing is lost: the log is whole, and unchanged");
    return Exit.ok;
  }
  const { kept, claimed } = recovery;
  io.print(
    `Kept ${kept} of ${claimed} records. The loss is on record for good; ` +
      "what was cut off is in the quarantine folder.",
  );
  return Exit.ok;
}
