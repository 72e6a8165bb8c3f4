import { FramesReviver } from "./eventstream/frames_reviver.ts";
import { ArrayReviver } from "./json/array_reviver.ts";
import { LinesReviver } from "./lines_reviver.ts";
import { type MediaKind, mediaKind } from "./media_type.ts";
import type { Endpoint } from "./providers/provider.ts";
import type { RestoreOptions } from "./redact/restore.ts";
import { type Reviver, TextReviver } from "./reviver.ts";
import { SseReviver } from "./sse/sse_reviver.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How an answer is restored: as a whole, as it arrives, or not at all. */
export type Way = "whole" | "untouched" | Reviver;

/** An answer of unknown type is judged by its first bytes. */
export function chooseReviver(
  contentType: string | null,
  { first, endpoint, maxBytes, ...options }:
    & Omit<RestoreOptions, "dialect">
    & {
      /** The first bytes of the answer, decoded. */
      readonly first: Bytes;
      readonly endpoint: Endpoint;
      readonly maxBytes: number;
    },
): Way {
  if (MEDIA.test(contentType ?? "")) return "untouched";
  const kind = mediaKind(contentType);
  switch (kind === "unknown" ? sniff(first) : kind) {
    case "json":
      return endpoint.streamsArrays && ARRAY.test(start(first))
        ? new ArrayReviver({ ...options, rules: endpoint.stream, maxBytes })
        : "whole";
    case "events":
      return new SseReviver({ ...options, rules: endpoint.stream, maxBytes });
    case "lines":
      return new LinesReviver({ ...options, rules: endpoint.stream, maxBytes });
    case "text":
      return new TextReviver({ ...options, dialect: "plain" });
    case "frames":
      return new FramesReviver({
        ...options,
        rules: endpoint.stream,
        maxBytes,
      });
    case "multipart":
    case "unknown":
      return new TextReviver({ ...options, dialect: "plain" });
  }
}

const MEDIA = /^\s*(image|audio|video|font)\//i;

const SSE = /^\uFEFF?(?:[\r\n]*)(?:event|data|id|retry)?:/;
const JSON_TEXT = /^\uFEFF?\s*[[{"]/;

const ARRAY = /^\uFEFF?\s*\[/;

function sniff(first: Bytes): MediaKind {
  const text = start(first);
  if (SSE.test(text)) return "events";
  return JSON_TEXT.test(text) ? "json" : "unknown";
}

function start(first: Bytes): string {
  return new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(first.subarray(0, 64));
}
