/** How the bytes of a body are to be understood. */
export type MediaKind =
  | "json"
  | "lines"
  | "events"
  | "frames"
  | "multipart"
  | "text"
  | "unknown";

const KINDS: readonly (readonly [RegExp, MediaKind])[] = [
  [/^text\/event-stream$/, "events"],
  [/^application\/vnd\.amazon\.eventstream$/, "frames"],
  [/^(application|text)\/(x-)?(nd-?json|jsonl|json-?lines|json-seq)$/, "lines"],
  [/^(application|text)\/([a-z0-9.+-]*\+)?json$/, "json"],
  [/^multipart\/(form-data|mixed|related)$/, "multipart"],
  [/^text\/|^application\/(xml|yaml|x-yaml|javascript)$/, "text"],
];

/** What a `content-type` field promises; `unknown` when it is missing or says nothing. */
export function mediaKind(contentType: string | null): MediaKind {
  const essence = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  return KINDS.find(([pattern]) => pattern.test(essence))?.[1] ?? "unknown";
}
