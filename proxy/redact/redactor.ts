import { Buffer } from "node:buffer";
import type { Hash, Item } from "../../audit/mod.ts";
import type { Edit } from "../json/rewrite_strings.ts";
import { encodeString } from "../json/string_token.ts";
import type { Finding, Scan, Span, Whereabouts } from "./finding.ts";
import {
  type Lookup,
  placeholder,
  type Shape,
  type Tag,
} from "./placeholder.ts";
import { homeHost } from "./home_host.ts";
import { readPlaceholders } from "./read_placeholders.ts";
import { LEAD } from "./read_value.ts";
import { RefusalError } from "../errors.ts";
import { valueHash } from "../policy/value_hash.ts";
import type { Vault } from "./vault.ts";
import type { Held, Hole, Witness } from "./witness.ts";

/** The kind of a literal that reads as a placeholder: proxy/SPEC.md §1.3. */
export const LITERAL = "LITERAL";
/** The kind of a credential that an explicit rule lets the provider have. */
export const INTACT = "INTACT";

/** What a redactor works with. */
export interface RedactorParts {
  readonly scan: Scan;
  readonly vault: Vault;
  /** Record what would have been done, and change nothing. */
  readonly shadow?: boolean;
  /** Looks a second time. */
  readonly witness?: Witness | undefined;
  /** Whether the policy names a value as nobody's secret. */
  readonly isAllowed?: ((value: string) => boolean) | undefined;
  /** How the placeholders of a type are written; `tag` if nobody says. */
  readonly shape?: ((type: string) => Shape) | undefined;
  /** Told of each secret, with the keys that lead to its text. */
  readonly explain?: (found: Explained) => void;
}

/** Which rule found a secret, where, and what became of it. Never the secret. */
export interface Explained {
  readonly tag: Tag;
  readonly type: string;
  readonly rule: string;
  readonly outcome: "redacted" | "blocked" | "warned" | "shadow";
  /** Of the value, unless the vault has it. */
  readonly sha256?: Hash;
  /** Of the leaf; `""` where the text is no part of a JSON value. */
  readonly path: string;
}

/** The keys on the way to a string. */
export type KeysOf = () => readonly (string | number)[];

/**
 * Finds and names the secrets of one request.
 *
 * Whatever reads as a placeholder but is text of the client's becomes a
 * placeholder itself, of kind LITERAL: so every placeholder in an answer is
 * one that was put there, and the client's own come back as they were sent.
 */
export class Redactor {
  readonly #parts: RedactorParts;
  readonly #vault: Vault;
  readonly #items = new Map<string, Item>();
  readonly #secrets = new Map<Tag, string>();
  readonly #lookups: Lookup;

  readonly #spared = new Set<string>();
  /** Forms of secrets that the first look missed. */
  readonly #sought = new Map<string, Held>();
  /** What an explicit rule left as it is, as it stands in the body. */
  #left: string[] = [];
  /** Secrets that the witness is told of before it looks. */
  #news: Held[] = [];
  /** Of the secrets in this request. */
  readonly #tags = new Map<string, Tag>();

  constructor(parts: RedactorParts) {
    const { vault } = parts;
    this.#parts = parts;
    this.#vault = vault;
    this.#lookups = (tag) => this.#secrets.get(tag) ?? vault.lookup(tag);
  }

  /** What was replaced or left intact so far: each kind and secret once. */
  get items(): readonly Item[] {
    return [...this.#items.values()];
  }

  /** Knows this request's secrets, whatever the vault forgets meanwhile. */
  get lookup(): Lookup {
    return this.#lookups;
  }

  /** Knows what this request carried, and nothing else. */
  get ownLookup(): Lookup {
    return (tag) => this.#secrets.get(tag);
  }

  /**
   * Looks for secrets in what would be sent. Whether there are any: they are
   * replaced too when the body is redacted once more.
   */
  missed(bytes: Uint8Array): boolean {
    const holes = this.#holes(bytes);
    for (const { text, mark } of holes) {
      // What is escaped in the bytes is less so in the string they write.
      for (const form of [text, mark.value, encodeString(mark.value)]) {
        this.#sought.set(form, mark);
      }
    }
    if (holes.length > 0) this.#left = [];
    return holes.length > 0;
  }

  /** @throws {RefusalError} with code `leak` if a secret stands in a body that would be sent. */
  vouchFor(bytes: Uint8Array): void {
    if (this.#holes(bytes).length > 0) throw RefusalError.leak();
  }

  /** The same for what goes with the body, where nothing is left on purpose. */
  vouchForEnvelope(bytes: Uint8Array): void {
    if (this.#holes(bytes, []).length > 0) throw RefusalError.leak();
  }

  /** Takes note of a string that an explicit rule leaves as it is. */
  pass(raw: string): void {
    if (this.#parts.witness) this.#left.push(raw);
  }

  #holes(bytes: Uint8Array, left = this.#left): readonly Hole[] {
    const { witness, isAllowed, shadow } = this.#parts;
    if (witness === undefined || shadow) return [];
    for (const held of this.#news.splice(0)) witness.learn(held);
    const holes = witness.look(bytes).filter(({ mark: { value } }) =>
      !this.#spared.has(value) && !isAllowed?.(value)
    );
    if (holes.length === 0) return holes;
    const sent = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      .toString("utf8");
    return holes.filter(({ text }) =>
      countOf(text, [sent]) > countOf(text, left)
    );
  }

  /** All findings: the scan's, and what the witness told of. */
  #find(text: string, at?: Whereabouts): readonly Finding[] {
    const found = this.#parts.scan(text, at);
    if (this.#sought.size === 0) return found;
    const more = [...this.#sought].flatMap(([form, { type }]) =>
      placesOf(form, text).map((start) => ({
        start,
        end: start + form.length,
        type,
        rule: "seen-elsewhere",
      }))
    );
    return more.length === 0 ? found : joined([...found, ...more]);
  }

  /**
   * The edits that take the secrets out of `text`.
   *
   * @throws {RefusalError} with code `policy` for one that is to be blocked
   */
  redact(text: string, at?: Whereabouts, keys?: KeysOf): readonly Edit[] {
    const found = this.#find(text, at);
    const findings = found.length === 0
      ? found
      : found.filter((one) => this.#isReplaced(text, one, keys));
    if (findings.length === 0) {
      return text.includes("pl") ? this.#literals(text, 0) : [];
    }
    const edits: Edit[] = [];
    let from = 0;
    for (const [i, finding] of findings.entries()) {
      const to = findings[i + 1]?.start ?? Infinity;
      edits.push(...this.#literals(text.slice(from, finding.start), from));
      edits.push(this.#replace(text, finding, { from, to }));
      from = finding.end;
    }
    return [...edits, ...this.#literals(text.slice(from), from)];
  }

  /** The kind of the first secret in a text where none can be replaced. */
  firstKind(text: string): string | undefined {
    return this.#parts.scan(text)
      .find((one) => this.#isReplaced(text, one))?.type;
  }

  /** Whether a finding is to leave the text; one that is not is noted. */
  #isReplaced(text: string, finding: Finding, keys?: KeysOf): boolean {
    const { start, end, type, action } = finding;
    const outcome = outcomeOf(finding, this.#parts.shadow ?? false);
    if (outcome === "redacted" && this.#parts.explain === undefined) {
      return true;
    }
    const secret = text.slice(start, end);
    const tag = this.#tagOf(secret);
    this.#parts.explain?.({
      tag,
      type,
      rule: finding.rule ?? "",
      outcome,
      ...outcome === "redacted" ? {} : { sha256: valueHash(secret) },
      path: leafPath(keys?.() ?? []),
    });
    switch (outcome) {
      case "redacted":
        return true;
      case "blocked":
        throw RefusalError.blocked(type);
      case "shadow":
      case "warned": {
        const mark = outcome === "shadow" && action !== "warn"
          ? "SHADOW"
          : "WARN";
        this.#spared.add(secret);
        this.#note(`${mark}_${type}`.slice(0, 32), tag);
        return false;
      }
    }
  }

  /** Notes a credential that leaves as it is. */
  leave(secret: string): void {
    this.#note(INTACT, this.#tagOf(secret));
  }

  #tagOf(secret: string): Tag {
    const known = this.#tags.get(secret);
    if (known !== undefined) return known;
    const tag = this.#vault.tagOf(secret);
    this.#tags.set(secret, tag);
    return tag;
  }

  #literals(text: string, offset: number): Edit[] {
    if (this.#parts.shadow) return [];
    return readPlaceholders(text, { isWhole: true }).sightings.map((
      { start, end },
    ) => {
      const edit = this.#replace(text, { start, end, type: LITERAL });
      return { ...edit, start: offset + start, end: offset + end };
    });
  }

  #replace(text: string, { start, end, type }: Finding, apart?: Apart): Edit {
    const slice = text.slice(start, end);
    const tag = this.#tagOf(slice);
    const secret = this.#vault.keep(tag, slice, homeHost(text, { start, end }));
    this.#secrets.set(tag, secret);
    this.#note(type, tag);
    const value = apart && this.#parts.shape?.(type) === "value"
      ? placeholder(type, tag, "value")
      : "";
    const isRead = readsAlone(text, { start, end, value, ...apart });
    const put = isRead ? value : placeholder(type, tag);
    if (type !== LITERAL) this.#news.push({ value: secret, type });
    this.pass(put);
    return { start, end, text: put };
  }

  #note(kind: string, tag: Tag): void {
    this.#items.set(`${kind}:${tag}`, { kind, tag });
  }
}

/** Where the secrets on both sides of one end and begin. */
interface Apart {
  readonly from: number;
  readonly to: number;
}

/** Whether a placeholder of shape `value` will be read where a secret stood. */
function readsAlone(
  text: string,
  { start, end, value, from = 0, to = Infinity }: Span & Partial<Apart> & {
    readonly value: string;
  },
): boolean {
  const touches = start === from && from > 0 || end === to;
  if (value === "" || touches) return false;
  const before = text.slice(Math.max(from, start - LEAD), start);
  const after = text.slice(end, Math.min(to, end + LEAD));
  const reading = readPlaceholders(value + after, { isWhole: true, before });
  const [first] = reading.sightings;
  return first?.start === 0 && first.end === value.length;
}

function outcomeOf(
  { action }: Finding,
  shadow: boolean,
): Explained["outcome"] {
  if (shadow) return "shadow";
  if (action === undefined) return "redacted";
  return action === "block" ? "blocked" : "warned";
}

/** Keys that a person may be shown: an odd one could itself be a secret. */
function leafPath(keys: readonly (string | number)[]): string {
  return keys.map((key) =>
    typeof key === "number" || /^[A-Za-z_][A-Za-z_-]{0,39}$/.test(key)
      ? key
      : "?"
  ).join(".");
}

/** How often a text stands in others, overlaps counted. */
function countOf(text: string, within: readonly string[]): number {
  return within.reduce((sum, one) => sum + placesOf(text, one).length, 0);
}

function placesOf(text: string, within: string): readonly number[] {
  const places: number[] = [];
  let at = within.indexOf(text);
  while (at >= 0) {
    places.push(at);
    at = within.indexOf(text, at + 1);
  }
  return places;
}

/** In order, and those that overlap as one. */
function joined(findings: readonly Finding[]): readonly Finding[] {
  const apart: Finding[] = [];
  for (const next of findings.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last === undefined || next.start >= last.end) apart.push(next);
    else {
      const end = Math.max(last.end, next.end);
      const longer = next.end - next.start > last.end - last.start;
      apart[apart.length - 1] = {
        ...longer ? next : last,
        start: last.start,
        end,
      };
    }
  }
  return apart;
}
