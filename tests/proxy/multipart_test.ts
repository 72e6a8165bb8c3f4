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
  throws(() => run(form([file("text/plain"), [0x41, 0]])), RefusalError);
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
