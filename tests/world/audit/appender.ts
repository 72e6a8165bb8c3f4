/**
 * A process that appends until it is killed, and says what was acknowledged.
 *
 * Usage: appender.ts HOME ROUND. Prints one request id a line, each only
 * after its record is durable.
 */
import { openLedger } from "../../../audit/mod.ts";

const [home, round] = Deno.args;
const ledger = await openLedger({
  dir: `${home}/audit`,
  keyFile: `${home}/signing.key`,
  tool: "appender 0.0.0",
  policy: "5b".repeat(32),
  segmentBytes: 100_000,
});

const say = (text: string) =>
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));

async function append(writer: number): Promise<never> {
  for (let i = 0;; i++) {
    const request = `${round}-${writer}-${i}`;
    await ledger.append({
      type: "redaction",
      request,
      session: "s",
      host: "api.anthropic.com",
      direction: "outbound",
      items: [{ kind: "AWS_ACCESS_KEY", tag: "0123456789abcdef" }],
      policy: "5b".repeat(32),
    });
    say(request);
    if (i % 50 === 49 && writer === 0) ledger.rotateKey("scheduled");
  }
}

await Promise.all([0, 1, 2, 3].map(append));
