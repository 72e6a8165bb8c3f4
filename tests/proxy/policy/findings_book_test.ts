import { deepEqual, equal } from "node:assert/strict";
import { FindingsBook } from "../../../proxy/policy/findings_book.ts";
import { valueHash } from "../../../proxy/policy/value_hash.ts";
import type { Explained } from "../../../proxy/redact/redactor.ts";

const tag = (n: number) => n.toString(16).padStart(16, "0");
const found = (n: number, more: Partial<Explained> = {}): Explained => ({
  tag: tag(n),
  type: "AWS_KEY",
  rule: "aws-key",
  outcome: "redacted",
  path: "messages.0.content",
  ...more,
});
const nothing = () => undefined;

Deno.test("a book explains a finding by the first digits of its tag", () => {
  const book = new FindingsBook();
  book.note(found(0xab));
  book.note(found(0xcd));
  deepEqual(book.find(tag(0xab), nothing), [{ ...found(0xab), sha256: null }]);
  equal(book.find(tag(0xab).slice(0, 14), nothing).length, 2);
});

Deno.test("the hash by which a value is allowed comes from the vault, or was kept where the vault has none", () => {
  const book = new FindingsBook();
  const lookup = (asked: string) => asked === tag(1) ? "the secret" : undefined;
  book.note(found(1));
  book.note(found(2, { outcome: "warned", sha256: valueHash("another") }));
  const [known] = book.find(tag(1), lookup);
  equal(known!.sha256, valueHash("the secret"));
  const [kept] = book.find(valueHash("another").slice(0, 12), lookup);
  equal(kept!.tag, tag(2));
});

Deno.test("a book that another continues explains the same, and forgets the same first", () => {
  const book = new FindingsBook();
  for (let n = 0; n < 2_001; n++) book.note(found(n));
  const next = new FindingsBook(book.all);
  deepEqual(next.all, book.all);
  deepEqual(next.find(tag(0), nothing), []);
  equal(next.find(tag(1), nothing).length, 1);
  next.note(found(2_001));
  deepEqual(next.find(tag(1), nothing), []);
});

Deno.test("what was found again was found last", () => {
  const book = new FindingsBook([found(1), found(2)]);
  book.note(found(1, { path: "system" }));
  deepEqual(book.all.map(({ path }) => path), ["messages.0.content", "system"]);
});
