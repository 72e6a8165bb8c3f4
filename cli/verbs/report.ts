import {
  type LogSummary,
  readLog,
  reportDocument,
  ReportFigures,
  reportHtml,
  reportText,
  verifyBundle,
  verifyLogAt,
} from "../../audit/mod.ts";
import { evidenceFile } from "../evidence/evidence_file.ts";
import { explainBundle, explainRefuted } from "../evidence/explain_evidence.ts";
import { keyFor } from "../evidence/key_for.ts";
import { outside } from "../evidence/outside.ts";
import { pinnedKey } from "../evidence/pinned_key.ts";
import { printVerdict } from "../evidence/print_verdict.ts";
import type { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { logAt } from "../log_at.ts";
import { explain, type Explained } from "../verify/explain.ts";

/** What report is asked. */
export interface ReportValues {
  readonly evidence: string | undefined;
  readonly pubkey: string | undefined;
  readonly html: string | undefined;
}

/** Says what a log proves was protected, after verifying all of it. */
export default async function report(
  { evidence, pubkey, html }: ReportValues,
  io: Io,
): Promise<Exit> {
  const figures = new ReportFigures();
  const isFile = evidence !== undefined &&
    await io.kindOf(evidence) !== "folder" && !evidence.endsWith(".jsonl");
  const read = isFile
    ? await readBundle(evidence, { pubkey, figures, io })
    : await readFolder(await logAt(evidence, io), { pubkey, figures, io });
  const { explained, log } = read;
  if (!log) return printVerdict(explained, { io, json: undefined });
  const document = reportDocument({
    findings: explained,
    figures: figures.figures(),
    origin: log.origin,
    from: log.first,
    to: log.size,
    since: log.since,
    until: log.until,
    keys: log.keys,
  });
  if (html === undefined) io.print(reportText(document).trimEnd());
  else {
    const bytes = new TextEncoder().encode(reportHtml(document));
    await outside.save(html, ReadableStream.from([bytes]));
    io.print(explained.line);
    io.print(`Wrote ${html}`);
  }
  return explained.status;
}

/** What a verifier found; without a log if that does not hold. */
interface Read {
  readonly explained: Explained;
  readonly log?: LogSummary;
}

async function readBundle(
  path: string,
  { pubkey, figures, io }: {
    readonly pubkey: string | undefined;
    readonly figures: ReportFigures;
    readonly io: Io;
  },
): Promise<Read> {
  const pinned = pinnedKey(pubkey);
  const visit = figures.visit.bind(figures);
  const verdict = await verifyBundle(await evidenceFile(path, io), {
    pinned,
    visit,
  });
  if (!verdict.ok) return { explained: explainRefuted(verdict) };
  const explained = explainBundle(verdict, {
    shortfalls: verdict.weaker,
    pinsOrigin: pinned.origin !== undefined,
    witnessed: undefined,
  });
  return { explained, log: verdict.log };
}

async function readFolder(
  path: string,
  { pubkey, figures, io }: {
    readonly pubkey: string | undefined;
    readonly figures: ReportFigures;
    readonly io: Io;
  },
): Promise<Read> {
  const { pinned, source } = await keyFor(path, { pubkey, io });
  const verdict = await verifyLogAt(path, {
    ...pinned && { pinned },
    visit: figures.visit.bind(figures),
  });
  const explained = explain(verdict, {
    key: source,
    headed: readLog(path).heads.length > 0,
  });
  return verdict.ok ? { explained, log: verdict.log } : { explained };
}
