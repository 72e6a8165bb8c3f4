import { WaterwallError } from "../audit/mod.ts";
import { homeAt } from "../ops/mod.ts";
import { beginning } from "./evidence/evidence_file.ts";
import { outside } from "./evidence/outside.ts";
import type { Io } from "./io.ts";
import type { Live } from "./running.ts";

/**
 * Has a running instance obey one of its admin commands; what it answers.
 *
 * @throws {WaterwallError} It refused, with its own code and hint.
 */
export async function tellRunning(
  command: string,
  body: unknown,
  { dir, io, live }: {
    readonly dir: string;
    readonly io: Io;
    readonly live: Live;
  },
): Promise<unknown> {
  const token = await beginning(homeAt(dir).adminToken, { io, max: 256 });
  const answer = await outside.post(
    `http://127.0.0.1:${live.adminPort}/admin/${command}`,
    JSON.stringify(body),
    {
      authorization: `Bearer ${new TextDecoder().decode(token).trim()}`,
      "content-type": "application/json",
    },
  );
  const said = parsed(answer.body);
  if (answer.status === 200 || answer.status === 202) return said;
  const { error, code = "refused", hint } = said as {
    readonly error?: string;
    readonly code?: string;
    readonly hint?: string;
  };
  throw new WaterwallError(
    code,
    error ??
      `Cannot have the running instance do it: it answered ${answer.status}`,
    { hint: hint ?? "See `waterwall status`." },
  );
}

function parsed(text: string): unknown {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
