import {
  type LedgerOrder,
  obeyAt,
  type OrderDone,
  WaterwallError,
} from "../../audit/mod.ts";
import { homeAt } from "../../ops/mod.ts";
import type { Io } from "../io.ts";
import { type Live, liveIn } from "../running.ts";
import { VERSION } from "../version.ts";
import { beginning } from "./evidence_file.ts";
import { outside } from "./outside.ts";

/**
 * Has the log of a home do something: by the instance that writes it, or here
 * if none does.
 *
 * @throws {WaterwallError} Whatever keeps the ledger from it.
 */
export async function orderLedger(
  order: LedgerOrder,
  { dir, io }: { readonly dir: string; readonly io: Io },
): Promise<OrderDone> {
  const live = await liveIn(dir, io);
  if (live) return await orderRunning(order, { dir, io, live });
  const { audit, signingKey } = homeAt(dir);
  const tool = `waterwall ${VERSION}`;
  return await obeyAt({ dir: audit, keyFile: signingKey, tool }, order);
}

async function orderRunning(
  order: LedgerOrder,
  { dir, io, live }: {
    readonly dir: string;
    readonly io: Io;
    readonly live: Live;
  },
): Promise<OrderDone> {
  const token = await beginning(homeAt(dir).adminToken, { io, max: 256 });
  const answer = await outside.post(
    `http://127.0.0.1:${live.adminPort}/admin/ledger`,
    JSON.stringify(order),
    {
      authorization: `Bearer ${new TextDecoder().decode(token).trim()}`,
      "content-type": "application/json",
    },
  );
  const body = parsed(answer.body);
  if (answer.status === 200) return body as OrderDone;
  const { error, code = "refused", hint } = body as {
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
