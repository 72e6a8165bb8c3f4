import { equal } from "node:assert/strict";
import { spread } from "../../cli/spread.ts";
import { VERBS } from "../../cli/tree.ts";

const spreadOut = (line: string) => spread(line.split(" "), VERBS).join(" ");

for (
  const [line, meant] of [
    ["verify-receipt r --seen a b", "verify-receipt r --seen a --seen b"],
    [
      "verify-chain r --seen a b --json --seen c d",
      "verify-chain r --seen a --seen b --json --seen c --seen d",
    ],
    [
      "--debug verify-evidence r --seen=a b",
      "--debug verify-evidence r --seen=a --seen b",
    ],
    ["verify-chain --seen a r", "verify-chain --seen a r"],
    ["verify-chain --seen a r b", "verify-chain --seen a r b"],
    ["verify-chain r --pubkey k b", "verify-chain r --pubkey k b"],
    [
      "verify-chain r --pubkey --seen b c",
      "verify-chain r --pubkey --seen b c",
    ],
    ["verify-chain r --seen a -- b", "verify-chain r --seen a -- b"],
    ["export-evidence -o f x", "export-evidence -o f x"],
    ["no-verb --seen a b", "no-verb --seen a b"],
    ["--help", "--help"],
  ] as const
) {
  Deno.test(`${line} means ${meant}`, () => equal(spreadOut(line), meant));
}
