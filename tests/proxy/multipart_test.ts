import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { redactBody } from "../../proxy/body.ts";
import { RefusalError } from "../../proxy/mod.ts";
import { boundaryOf } from "../../proxy/multipart.ts";
import { everything } from "../../proxy/providers/generic.ts";
import { Redactor } from "../../proxy/redact/redactor.ts";
import { placeholderOf, scan, vault } from "./transcript.ts";

const S = "SECRET-alpha";
const P = placeholderOf(S);

function run(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string | null = "multipart/form-data; boundary=b",
) {
  return redactBody(bytes, {
    contentType,
    contentEncoding: null,
    rules: everything.request,
    redactor: new Redactor({ scan, vault: vault() }),
    maxBytes: 1 << 20,
  });
}

/** A form of parts, as a browser writes it. */
function form(
  ...parts:
    readonly (readonly [head: string, content: string | readonly number[]])[]
) {
  const bytes = parts.flatMap(([head, content]) => [
    ...new TextEncoder().encode(`--b\r\n${head}\r\n\r\n`),
    ...(typeof content === "string"
      ? new TextEncoder().encode(content)
      : content),
    13,
    10,
  ]);
  return new Uint8Array([...bytes, ...new TextEncoder().encode("--b--\r\n")]);
}
const FIELD = 'Content-Disposition: form-data; name="x"';
const file = (type: string) =>
  `${FIELD}; filename="f"\r\nContent-Type: ${type}`;
const PNG = [
  0x89,
  0x50,
  0x4e,
  0x47,
  0,
  1,
  2,
  255,
  ...new TextEncoder().encode(S),
];

Deno.test("text parts of a form are rewritten, binary parts pass", () => {
  const parts = (s: string) =>
    form(
      [FIELD, `é ${s}`],
      [file("text/plain"), `line\n--b ${s}\n`],
      [file("application/json"), `{"k":"\\u0020${s}"}`],
      [file("application/octet-stream"), `{"k":"${s}"}\n{"k":1.0}\n`],
      [file("application/jsonl"), `{"a":1}\n["${s}"]`],
      [file("image/png"), PNG],
      [file("text/csv"), ""],
    );
  deepEqual(run(parts(S)), parts(P));
});

Deno.test("JSON in a part is read as JSON, escapes and all, even if it is called binary", () => {
  const escaped = "S\\u0045CRET-alpha";
  for (
    const type of ["application/json", "application/octet-stream", "text/plain"]
  ) {
    deepEqual(
      run(form([file(type), `{"k":"${escaped}"}`])),
      form([file(type), `{"k":"${P}"}`]),
    );
  }
  const lines = (s: string) => `{"k":"${s}"}\n{"k":"${s}"}`;
  deepEqual(
    run(form([file("binary/x"), lines(escaped)])),
    form([file("binary/x"), lines(P)]),
  );
});

Deno.test("a form without a secret is returned as the very same bytes", () => {
  const bytes = form([FIELD, "a"], [file("image/png"), PNG]);
  equal(run(bytes), bytes);
  const empty = new TextEncoder().encode("--b--");
  equal(run(empty), empty);
});

Deno.test("any content of a part comes through", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
      (contents) => {
        const bytes = form(
          ...contents.map((content) =>
            [file("application/octet-stream"), [...content]] as const
          ),
        );
        deepEqual(run(bytes), bytes);
      },
    ),
  );
});

Deno.test("a secret in a part's header is refused", () => {
  throws(
    () => run(form([`${FIELD}; filename="${S}"`, "x"])),
    (error) =>
      error instanceof RefusalError && error.code === "policy" &&
      !error.message.includes(S),
  );
});

Deno.test("what is not a well-formed form is refused", () => {
  const good = new TextDecoder().decode(form([FIELD, "x"]));
  const refused = (text: string, type?: string | null) =>
    throws(
      () => run(new TextEncoder().encode(text), type),
      (error) => error instanceof RefusalError && error.code === "body",
    );
  refused(good, "multipart/form-data");
  refused(`preamble ${S}\r\n${good}`);
  refused(`${good}epilogue ${S}`);
  refused(good.slice(0, -6));
  refused("--b\r\nno header end");
  refused(good.replace(FIELD, `${FIELD}\r\nContent-Transfer-Encoding: base64`));
  refused(new TextDecoder().decode(form([file("application/json"), "{"])));
  throws(() => run(form([file("text/plain"), [0xff]])), RefusalError);
  throws(() => run(form([file("text/plain"), [0x41, 0, 0x41]])), RefusalError);
});

/** A text in UTF-16, with its byte order mark or without. */
const wide = (text: string, { big = false, mark = true } = {}) => {
  const units = [...(mark ? "\uFEFF" : ""), ...text].flatMap((each) => [
    each.charCodeAt(0) & 0xff,
    each.charCodeAt(0) >> 8,
  ]);
  const swapped = units.map((_, i) => units[i ^ 1]!);
  return big ? swapped : units;
};

for (const big of [false, true]) {
  for (const mark of [false, true]) {
    const how = `${big ? "big" : "little"} endian, ${mark ? "marked" : "bare"}`;
    Deno.test(`a part in UTF-16 is read, ${how}, and stays in UTF-16`, () => {
      for (const type of ["application/octet-stream", "text/plain"]) {
        const part = (s: string) =>
          form([file(type), wide(`key=${s}\n`, { big, mark })]);
        deepEqual(run(part(S)), part(P));
        const clean = part("x");
        equal(run(clean), clean);
      }
      const lines = (s: string) =>
        form([file("x/y"), wide(`{"a":"${s}"}\n{"b":1}\n`, { big, mark })]);
      deepEqual(run(lines(S)), lines(P));
    });
  }
}

Deno.test("a body in UTF-16 is read too", () => {
  const text = (s: string) => new Uint8Array(wide(`key=${s}`));
  deepEqual(run(text(S), "text/plain; charset=utf-16"), text(P));
  const json = (s: string) => new Uint8Array(wide(`{"key":"${s}"}`));
  deepEqual(run(json(S), "application/json"), json(P));
});

Deno.test("a part with single bytes for its letters is read as text", () => {
  const part = (s: string) =>
    form([file("application/octet-stream"), [
      0xfc,
      0x20,
      ...new TextEncoder().encode(s),
    ]]);
  deepEqual(run(part(S)), part(P));
});

Deno.test("a secret in clear in a part that nobody knows is refused", () => {
  const encode = (text: string) => [...new TextEncoder().encode(text)];
  const padded = `the key is ${S} and more`;
  for (
    const content of [
      [0, 1, 2, ...encode(padded), 0, 255],
      [0, 1, ...wide(padded, { mark: false }), 255],
      [0, 1, 2, ...encode(padded).flatMap((byte) => [byte, 0, 0, 0]), 255],
    ]
  ) {
    throws(
      () => run(form([file("application/octet-stream"), content])),
      (error) =>
        error instanceof RefusalError && error.code === "policy" &&
        error.message.includes("a binary part of a form") &&
        !error.message.includes(S),
    );
  }
  const harmless = form([file("x/y"), [0, 1, 2, ...encode("nothing"), 255]]);
  equal(run(harmless), harmless);
});

Deno.test("the boundary is what the content-type says, quoted or not", () => {
  equal(boundaryOf("multipart/form-data; boundary=abc"), "abc");
  equal(
    boundaryOf('multipart/form-data; charset=x; Boundary="a b"; y=z'),
    "a b",
  );
  equal(boundaryOf("multipart/form-data"), undefined);
  equal(boundaryOf(null), undefined);
});
