import { textIn } from "./file.ts";
import type { Fields, Json } from "./position.ts";

/** How a body of JSON is put into a request, and what stands in it. */
export interface BodyFormat {
  readonly contentType: string;
  readonly write: (body: Fields) => string;
  /** All texts of a body as the provider reads them, in order; keys and files too. */
  readonly read: (body: string) => readonly string[];
}

/** The body itself. */
export const JSON_BODY: BodyFormat = {
  contentType: "application/json",
  write: (body) => JSON.stringify(body),
  read: (body) => stringsOf(JSON.parse(body)),
};

/** JSON that is called text, as careless clients do. */
export const CALLED_TEXT: BodyFormat = {
  ...JSON_BODY,
  contentType: "text/plain",
};

/** JSON without a word on what it is. */
export const CALLED_NOTHING: BodyFormat = { ...JSON_BODY, contentType: "" };

/** One JSON text a line. */
export const LINES: BodyFormat = {
  contentType: "application/x-ndjson",
  write: (body) => `{"line":1}\n${JSON.stringify(body)}\n`,
  read: (body) => body.trimEnd().split("\n").flatMap(JSON_BODY.read),
};

const BOUNDARY = "----matrix5f0c";

/** A form with a file in it (RFC 7578). */
function form(
  { name, write, read }: {
    readonly name: string;
    readonly write: (body: Fields) => string;
    readonly read: (file: string) => readonly string[];
  },
): BodyFormat {
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    write: (body) =>
      [
        `--${BOUNDARY}`,
        'Content-Disposition: form-data; name="purpose"',
        "",
        "batch",
        `--${BOUNDARY}`,
        `Content-Disposition: form-data; name="file"; filename="${name}"`,
        "Content-Type: application/octet-stream",
        "",
        write(body),
        `--${BOUNDARY}--`,
        "",
      ].join("\r\n"),
    read: (body) => {
      const [, , part] = body.split(`--${BOUNDARY}`);
      const from = part!.indexOf("\r\n\r\n") + 4;
      return read(part!.slice(from, -2));
    },
  };
}

/** A file of requests, one a line, as OpenAI's batches take them. */
export const JSONL_FILE: BodyFormat = form({
  name: "batch.jsonl",
  write: (body) =>
    [1, 2].map((nth) =>
      JSON.stringify({
        custom_id: `r${nth}`,
        method: "POST",
        url: "/v1/responses",
        body,
      })
    ).join("\n"),
  read: (file) => file.split("\n").flatMap(JSON_BODY.read),
});

/** A file of text. */
export const TEXT_FILE: BodyFormat = form({
  name: "notes.txt",
  write: (body) => Object.values(body).flat().join("\n"),
  read: (file) => [file],
});

function stringsOf(value: Json, into: string[] = []): readonly string[] {
  if (typeof value === "string") into.push(textIn(value) ?? value);
  if (typeof value !== "object" || value === null) return into;
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value)) into.push(key);
    stringsOf(member, into);
  }
  return into;
}
