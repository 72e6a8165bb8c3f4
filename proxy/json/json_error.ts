import { WaterwallError } from "../../audit/mod.ts";

/** A text that is not JSON (RFC 8259). Says where, never what stands there. */
export class JsonError extends WaterwallError<"not_json"> {
  /** Of the first character that cannot stand where it does, in UTF-16 code units. */
  readonly offset: number;

  constructor(expected: string, offset: number) {
    super(
      "not_json",
      `Cannot read JSON as ${expected} is expected: offset ${offset}`,
    );
    this.offset = offset;
  }
}
