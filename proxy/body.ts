import { codedText, editBytes } from "./coded_text.ts";
import { codingsOf, decodeBody } from "./encoding.ts";
import { RefusalError } from "./errors.ts";
import { mediaKind } from "./media_type.ts";
import { boundaryOf, redactMultipart } from "./multipart.ts";
import { redactionsOf, type TextOptions } from "./redact_text.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface BodyOptions extends TextOptions {
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  /** Applies to what comes out of a content-encoding too. */
  readonly maxBytes: number;
  /** Given the body as it would be sent; returns what is sent, or the very same. */
  readonly finish?: ((redacted: Bytes) => Bytes) | undefined;
}

/**
 * Takes the secrets out of a request's body.
 *
 * Without a secret, and with nothing to add, the very same `bytes` return,
 * still encoded. With one, the body is identity-encoded and differs from what
 * came in nothing but the secrets.
 *
 * @throws {RefusalError} with code `body` when any of it cannot be read, with
 *   code `leak` when a known secret is still there
 */
export function redactBody(bytes: Bytes, options: BodyOptions): Bytes {
  return draftBody(bytes, options)();
}

/**
 * The first half of {@link redactBody}: nearly all secrets are found when it
 * returns. What it returns looks a second time, and gives what may be sent.
 */
export function draftBody(bytes: Bytes, options: BodyOptions): () => Bytes {
  if (bytes.length === 0) return () => bytes;
  const { contentEncoding, maxBytes } = options;
  const codings = codingsOf(contentEncoding);
  const decoded = decodeBody(bytes, { codings, maxBytes });
  const once = redactDecoded(decoded, options);
  return () => {
    const redacted = lookAgain(once, { ...options, decoded });
    const finished = options.finish?.(redacted) ?? redacted;
    return finished === decoded ? bytes : finished;
  };
}

/**
 * What is judged a secret in one place is replaced in all others too; what
 * still stands there then is a hole in the rewriting.
 */
function lookAgain(
  once: Bytes,
  { decoded, ...options }: BodyOptions & { readonly decoded: Bytes },
): Bytes {
  if (!options.redactor.missed(once)) return once;
  const twice = redactDecoded(decoded, options);
  options.redactor.vouchFor(twice);
  return twice;
}

function redactDecoded(decoded: Bytes, options: BodyOptions): Bytes {
  const { contentType } = options;
  if (mediaKind(contentType) !== "multipart") {
    return redactBytes(decoded, options);
  }
  const boundary = boundaryOf(contentType);
  return redactMultipart(decoded, { ...options, boundary });
}

function redactBytes(bytes: Bytes, options: BodyOptions): Bytes {
  const coded = codedText(bytes);
  if (coded === undefined) {
    throw RefusalError.body("it is not UTF-8", "Send it as UTF-8");
  }
  const kind = mediaKind(options.contentType);
  return editBytes(bytes, coded, redactionsOf(coded.text, kind, options));
}
