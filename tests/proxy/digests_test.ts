import { deepEqual, equal } from "node:assert/strict";
import { renewDigests } from "../../proxy/digests.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** What becomes of a field when the body is this one. */
function renewed(name: string, value: string, body = "hello"): string | null {
  const headers = new Headers({ [name]: value });
  renewDigests(headers, encode(body));
  return headers.get(name);
}

const SHA256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
const MD5 = "XUFAKrxLKna5cZ2REBfFkg==";

Deno.test("Content-MD5 is that of the bytes that leave", () => {
  equal(renewed("content-md5", "AAAA"), MD5);
});

Deno.test("Digest is made anew with each algorithm that the client chose", () => {
  equal(renewed("digest", "SHA-256=AAAA"), `SHA-256=${SHA256}`);
  equal(
    renewed("digest", "md5=AAAA==,sha-256=BBBB"),
    `md5=${MD5}, sha-256=${SHA256}`,
  );
});

Deno.test("Content-Digest and Repr-Digest are made anew as byte sequences", () => {
  for (const name of ["content-digest", "repr-digest"]) {
    equal(renewed(name, "sha-256=:AAAA:"), `sha-256=:${SHA256}:`);
  }
});

Deno.test("an example of RFC 9530 comes out as it stands there", () => {
  equal(
    renewed("content-digest", "sha-256=:AAAA:", '{"hello": "world"}\n'),
    "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
  );
});

Deno.test("an algorithm that is not known here is left out, and with the last the field", () => {
  equal(renewed("digest", "unixsum=1,sha-256=A"), `sha-256=${SHA256}`);
  equal(renewed("digest", "unixsum=1"), null);
});

Deno.test("a field that was not sent is not made up", () => {
  const headers = new Headers({ "x-other": "1" });
  renewDigests(headers, encode("hello"));
  deepEqual([...headers], [["x-other", "1"]]);
});
