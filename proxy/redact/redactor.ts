import type { Item } from "../../audit/mod.ts";
import type { Edit } from "../json/rewrite_strings.ts";
import type { Finding, Scan, Whereabouts } from "./finding.ts";
import { type Lookup, placeholder, type Tag } from "./placeholder.ts";
import { readPlaceholders } from "./read_placeholders.ts";
import type { Vault } from "./vault.ts";

/** The kind of a literal that reads as a placeholder: proxy/SPEC.md §1.3. */
export const LITERAL = "LITERAL";
/** The kind of a credential that an explicit rule lets the provider have. */
export const INTACT = "INTACT";

/**
 * Finds and names the secrets of one request.
 *
 * Whatever reads as a placeholder but is text of the client's becomes a
 * placeholder itself, of kind LITERAL: so every placeholder in an answer is
 * one that was put there, and the client's own come back as they were sent.
 */
export class Redactor {
  readonly #scan: Scan;
  readonly #vault: Vault;
  readonly #items = new Map<string, Item>();
  readonly #secrets = new Map<Tag, string>();
  readonly #lookups: Lookup;

  constructor({ scan, vault }: { scan: Scan; vault: Vault }) {
    this.#scan = scan;
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

  /** The edits that take the secrets out of `text`. */
  redact(text: string, at?: Whereabouts): readonly Edit[] {
    const findings = this.#scan(text, at);
    if (findings.length === 0) {
      return text.includes("pl") ? this.#literals(text, 0) : [];
    }
    const edits: Edit[] = [];
    let from = 0;
    for (const finding of findings) {
      edits.push(...this.#literals(text.slice(from, finding.start), from));
      edits.push(this.#replace(text, finding));
      from = finding.end;
    }
    return [...edits, ...this.#literals(text.slice(from), from)];
  }

  /** The kind of the first secret in a text where none can be replaced. */
  firstKind(text: string): string | undefined {
    return this.#scan(text)[0]?.type;
  }

  /** Notes a credential that leaves as it is. */
  leave(secret: string): void {
    this.#note(INTACT, this.#vault.tagOf(secret));
  }

  #literals(text: string, offset: number): Edit[] {
    return readPlaceholders(text, { isWhole: true }).sightings.map((
      { start, end },
    ) => {
      const edit = this.#replace(text, { start, end, type: LITERAL });
      return { ...edit, start: offset + start, end: offset + end };
    });
  }

  #replace(text: string, { start, end, type }: Finding): Edit {
    const secret = text.slice(start, end);
    const tag = this.#vault.tokenise(secret);
    this.#secrets.set(tag, secret);
    this.#note(type, tag);
    return { start, end, text: placeholder(type, tag) };
  }

  #note(kind: string, tag: Tag): void {
    this.#items.set(`${kind}:${tag}`, { kind, tag });
  }
}
