import type { LineFault } from "./scan_log.ts";

/** What can be wrong with a log. */
export type LogFault =
  | LineFault
  | "head-ahead"
  | "rollback"
  | "fork";

/** What a log that holds may still lack. */
export type LogWeakness = "unsigned-tail" | "not-pinned" | "gap" | "policy";

/** For people. A new fault does not compile until it is explained. */
export const EXPLANATION: Readonly<Record<LogFault | LogWeakness, string>> = {
  "bad-utf8": "the line is not text: its bytes are not UTF-8",
  "bad-json": "the line is not a whole JSON value",
  "not-canonical":
    "the line says something in another form than the one it was written in",
  limit: "the line is longer or shorter than any record",
  schema: "the line is not one of the records that there are",
  seq: "another record should stand here: one is missing, doubled or moved",
  "prev-hash": "the record and its neighbour do not belong together",
  ts: "the record's time is before that of the record before it, or no time",
  note: "the record holds no checkpoint that can be read",
  origin: "it belongs to another log",
  size: "the checkpoint or seal stands at another place than it says",
  root: "the records are not those that were signed",
  signature: "the signature was not made by its key over this text",
  "no-signature": "nothing here is signed by a key of this log",
  "key-unknown": "it is signed by a key that this log does not know",
  "key-weak": "the key or the signature is of a form that proves nothing",
  "key-epoch": "it is signed by a key whose turn it was not",
  "head-ahead":
    "the log is shorter than its signed head: records were removed, or lost",
  rollback: "the log is shorter than it was when it was seen before",
  fork: "the log is not a continuation of the one that was seen before",
  "unsigned-tail": "what stands after the last signature proves nothing yet",
  "not-pinned":
    "the key is the log's own: whoever wrote the log may have made it up",
  gap: "the operator declared that records were lost",
  policy: "the records name rules whose text did not come along",
};
