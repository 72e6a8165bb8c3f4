import { equal, ok } from "node:assert/strict";
import { loadPublicKey, readLog, verifyLogAt } from "../../../audit/mod.ts";
import { dice, inShort } from "../../support/audit_log.ts";

const APPENDER = new URL("./appender.ts", import.meta.url).pathname;
const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;
const KILLS = 100;

Deno.test("a log whose writer is killed a hundred times keeps every record it acknowledged", async () => {
  const home = await Deno.makeTempDir();
  const random = dice(20_260_901);
  const acknowledged: string[] = [];
  try {
    for (let round = 0; round < KILLS; round++) {
      const { said, error } = await killed(home, { round, random });
      equal(error, "", `round ${round}`);
      acknowledged.push(...said);
      await isAllThere(home, acknowledged);
    }
    ok(acknowledged.length > KILLS, `${acknowledged.length} records`);
    ok(readLog(`${home}/audit`).segments.length > 1);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

/** Holds a log that may have been cut off anywhere against what was acknowledged. */
async function isAllThere(
  home: string,
  acknowledged: readonly string[],
): Promise<void> {
  // The first ones may have been killed before there was a log.
  if (acknowledged.length === 0) return;
  const requests = new Set<string>();
  const verdict = await verifyLogAt(`${home}/audit`, {
    pinned: loadPublicKey(`${home}/audit/log.vkey`),
    visit: (record) => {
      if (record.type === "redaction") requests.add(record.request);
    },
  });
  const answer = inShort(verdict);
  ok(answer === "ok" || answer === "ok unsigned-tail", answer);
  const lost = acknowledged.filter((request) => !requests.has(request));
  equal(lost.join(), "");
}

/** Runs an appender for a random while; answers what it acknowledged. */
async function killed(
  home: string,
  { round, random }: { readonly round: number; readonly random: () => number },
): Promise<{ readonly said: readonly string[]; readonly error: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--no-prompt",
      `--config=${CONFIG}`,
      `--allow-read=${home}`,
      `--allow-write=${home}`,
      APPENDER,
      home,
      String(round),
    ],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  // Most die at work; some before they have begun, or while they do.
  const wanted = random() < 0.15 ? 0 : 1 + Math.floor(random() * 3000);
  const stderr = new Response(child.stderr).text();
  const said = await readUntil(child, wanted, random() * 60);
  await child.status;
  return { said, error: await stderr };
}

/** Kills the child once it has said so many bytes, or early on. */
async function readUntil(
  child: Deno.ChildProcess,
  ...[bytes, earlyMs]: readonly [bytes: number, earlyMs: number]
): Promise<readonly string[]> {
  const kill = () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It was quicker.
    }
  };
  const early = bytes === 0 ? setTimeout(kill, earlyMs) : undefined;
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of child.stdout) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= bytes) kill();
  }
  clearTimeout(early);
  return text.split("\n").slice(0, -1);
}
