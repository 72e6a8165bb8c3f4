import type { Canary } from "./canaries.ts";
import type { Trace } from "./traces.ts";

/** What is known of one request after it was made. */
export interface Observed {
  readonly mode: "CONNECT" | "base URL";
  readonly wire: string;
  readonly answer: "JSON" | "stream";
  readonly canaries: readonly Canary[];
  /** What was asked. */
  readonly text: string;
  readonly status: number;
  /** What was asked, as the answer tells it, each time it does. */
  readonly tellings: readonly string[];
  /** Whether the provider was reached at all. */
  readonly delivered: boolean;
  /** Placeholders that the provider received, in order, each once. */
  readonly placeholders: readonly string[];
  /** For each canary, in which forms it reached the provider. */
  readonly traces: readonly (readonly Trace[])[];
}

/** One record in the log: where it stands and which secrets it speaks of. */
export interface Recorded {
  readonly seq: number;
  readonly tags: readonly string[];
}

/** What became of one canary. */
export interface Fate {
  readonly kind: string;
  /** The first characters, for recognising it. */
  readonly begins: string;
  readonly secret: string;
  readonly leaked: readonly Trace[];
  readonly placeholder: string | undefined;
}

/** The verdict on one request. */
export interface Judged
  extends Pick<Observed, "mode" | "wire" | "answer" | "status"> {
  readonly fates: readonly Fate[];
  readonly placeholders: number;
  /** Whether every telling was, to the byte, what had been asked. */
  readonly identical: boolean;
  /** Sequence number of the record that speaks of all its placeholders. */
  readonly seq: number | undefined;
  readonly good: boolean;
}

/** Says whether a request kept its secrets, got them back and is on record. */
export function judge(
  observed: Observed,
  records: readonly Recorded[],
): Judged {
  const { mode, wire, answer, status, tellings, placeholders } = observed;
  const fates = observed.canaries.map((canary, nth) =>
    fateOf(canary, observed, nth)
  );
  const identical = tellings.length > 1 &&
    tellings.every((telling) => telling === observed.text);
  const tags = placeholders.map(tagOf);
  const seq = tags.length === 0
    ? undefined
    : records.find((record) => tags.every((tag) => record.tags.includes(tag)))
      ?.seq;
  const good = observed.delivered && identical && seq !== undefined &&
    fates.every(({ leaked }) => leaked.length === 0);
  return {
    mode,
    wire,
    answer,
    status,
    fates,
    placeholders: placeholders.length,
    identical,
    seq,
    good,
  };
}

function fateOf(
  { kind, secret }: Canary,
  { canaries, placeholders, traces }: Observed,
  nth: number,
): Fate {
  const paired = placeholders.length === canaries.length;
  return {
    kind,
    begins: secret.slice(0, 4),
    secret,
    leaked: traces[nth]!,
    placeholder: paired ? placeholders[nth] : undefined,
  };
}

/** The 16 hex digits by which a record names what a placeholder stands for. */
function tagOf(placeholder: string): string {
  return placeholder.slice(-17, -1);
}
