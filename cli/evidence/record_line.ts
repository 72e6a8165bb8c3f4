import type { LogRecord } from "../../audit/mod.ts";

/** A record on one line, for people. */
export function recordLine(record: LogRecord): string {
  const { seq, ts, type } = record;
  return `${String(seq).padStart(6)}  ${ts}  ${type.padEnd(11)}  ${
    said(record)
  }`
    .trimEnd();
}

function said(record: LogRecord): string {
  switch (record.type) {
    case "redaction": {
      const kinds = record.items.map(({ kind }) => kind).join(" ");
      return `${record.host}  ${record.session}  ${kinds}`;
    }
    case "restoration":
      return record.final
        ? `${record.host}  ${record.session}  ${record.restored} restored, ${record.unknown} unknown`
        : `${record.host}  ${record.session}  begins`;
    case "block":
      return `${record.host}  ${record.session}  ${record.reason}`;
    case "session":
      return `${record.session}  ${record.requests} requests, ` +
        `${record.redactions} withheld, ${record.restorations} restored, ` +
        `${record.blocked} refused`;
    case "killswitch":
      return `${record.state} by ${record.source}`;
    case "policy":
      return `${record.patterns} rules, ${record.new.slice(0, 16)}`;
    case "genesis":
    case "start":
      return record.tool;
    case "stop":
      return record.reason;
    case "key":
      return `${record.reason}: ${
        record.vkey.split("+")[1]
      } for ${record.retire}`;
    case "anchor":
      return `${record.size} records  ${record.kind}  ${record.name}`;
    case "recovery":
      return `${record.bytes} bytes put aside (${record.cause})`;
    case "gap":
      return record.reason;
    case "export":
      return `records ${record.from} to ${record.to - 1}`;
    case "checkpoint":
    case "seal":
      return "";
  }
}
