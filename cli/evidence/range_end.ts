import { parseRangeEnd, type RangeEnd } from "../../audit/mod.ts";
import { CliError } from "../errors.ts";

/** One end of a range of records, as a person writes it. */
export function rangeEnd(text: string): RangeEnd {
  const end = parseRangeEnd(text);
  if (end) return end;
  throw new CliError("usage", `Cannot read as a date or a number: ${text}`, {
    hint: "Give 2026-09-01, 2026-09-01T12:30Z, or a sequence number.",
  });
}
