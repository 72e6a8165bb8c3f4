import { equal } from "node:assert/strict";
import { homeHost } from "../../../proxy/redact/home_host.ts";
import { vault } from "../transcript.ts";

/** The home of the X in a text. */
function home(text: string): string | undefined {
  const start = text.indexOf("X");
  return homeHost(text, { start, end: start + 1 });
}

Deno.test("a password in a URL is for the URL's host", () => {
  for (
    const text of [
      "postgres://app:X@db.Acme.dev:5432/app",
      'U="redis://:X@db.acme.dev"',
      "https://X@db.acme.dev/r.git",
      "https://X:x-oauth-basic@db.acme.dev/r.git",
      '{"u":"amqp://u:X@db.acme.dev/v","x":1}',
      "see mysql://u:X@db.acme.dev, then",
    ]
  ) equal(home(text), "db.acme.dev", text);
});

Deno.test("a secret anywhere else is for no host that the text tells", () => {
  for (
    const text of [
      "X",
      "key=X",
      "u:X@db.acme.dev",
      "https://db.acme.dev/X@evil.dev",
      "https://db.acme.dev?k=X@evil.dev",
      "https://u:X@db.acme.dev@evil.dev",
      "https://u:X@db.acme.dev\u3002evil.dev",
      "https://u:p@db.acme.dev/ X@evil.dev",
      "https://u:X@",
    ]
  ) equal(home(text), undefined, text);
});

Deno.test("what a secret is for is told by the text in which it is first seen", () => {
  const own = vault();
  const tag = own.tagOf("s");
  own.keep(tag, "s", "db.acme.dev");
  own.keep(tag, "s", "evil.dev");
  own.lookup(tag);
  equal(own.homeOf(tag), "db.acme.dev");
  const other = own.tagOf("t");
  own.keep(other, "t");
  own.keep(other, "t", "evil.dev");
  equal(own.homeOf(other), undefined);
});
