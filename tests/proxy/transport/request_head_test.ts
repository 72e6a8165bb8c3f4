import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  type Head,
  MAX_HEAD_BYTES,
  readHead,
} from "../../../proxy/transport/request_head.ts";

const bytes = (text: string) =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (text: string): Head => readHead(bytes(text));
const why = (text: string) => {
  const head = read(text);
  return head.kind === "malformed" ? head.why : head.kind;
};

Deno.test("CONNECT is read with its host, its port and the length of its head", () => {
  const text = "CONNECT API.example.com:443 HTTP/1.1\r\n" +
    "Host: api.example.com:443\r\nUser-Agent: x\r\n\r\n";
  deepEqual(read(text + "\x16\x03\x01"), {
    kind: "connect",
    authority: { host: "api.example.com", port: 443 },
    via: null,
    length: text.length,
  });
});

Deno.test("CONNECT tells which proxies it came through", () => {
  const head = read(
    "CONNECT a.example:443 HTTP/1.1\r\nVIA: 1.1 waterwall-7\r\n\r\n",
  );
  equal(head.kind === "connect" && head.via, "1.1 waterwall-7");
});

Deno.test("a path is base-URL mode, whatever the method", () => {
  for (const method of ["GET", "POST", "OPTIONS", "PATCH"]) {
    equal(read(`${method} /anthropic/v1 HTTP/1.1\r\n\r\n`).kind, "origin");
  }
});

Deno.test("a URL is a plain proxy request", () => {
  equal(read("GET http://example.com/ HTTP/1.1\r\n\r\n").kind, "absolute");
  equal(read("GET ftp://example.com/ HTTP/1.0\r\n\r\n").kind, "absolute");
});

Deno.test("a head is incomplete until its empty line, at every length", () => {
  const text = "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n";
  for (let length = 0; length < text.length; length++) {
    equal(read(text.slice(0, length)).kind, "incomplete", String(length));
  }
  equal(read(text).kind, "connect");
});

Deno.test("line ends other than CRLF, folded fields and odd names are refused", () => {
  const connect = "CONNECT a.example:443 HTTP/1.1";
  for (
    const fields of [
      "Host: a\nX: b",
      "Host : a",
      "Host: a\r\n folded",
      ": no name",
      "Host: a\0b",
      "Hóst: a",
      "Host",
    ]
  ) {
    ok(why(`${connect}\r\n${fields}\r\n\r\n`).includes("field"), fields);
  }
});

Deno.test("request lines that are not HTTP/1 are refused", () => {
  for (
    const line of [
      "CONNECT a.example:443",
      "CONNECT a.example:443 HTTP/2.0",
      "CONNECT  a.example:443 HTTP/1.1",
      "CONNECT a.example:443 HTTP/1.1 ",
      " CONNECT a.example:443 HTTP/1.1",
      "CONNECT a.example:443\tHTTP/1.1",
      "CON NECT a.example:443 HTTP/1.1",
      "PRI * HTTP/2.0",
    ]
  ) {
    const head = read(`${line}\r\n\r\n`);
    equal(head.kind, "malformed", line);
  }
});

Deno.test("CONNECT without a host, without a port or with a body is refused", () => {
  const end = " HTTP/1.1\r\n\r\n";
  equal(why(`CONNECT a.example${end}`), "CONNECT needs host:port");
  equal(why(`CONNECT /path${end}`), "CONNECT needs host:port");
  equal(why(`CONNECT https://a.example:443${end}`), "CONNECT needs host:port");
  equal(
    why("CONNECT a.example:443 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "CONNECT has no body",
  );
});

Deno.test("a target that is neither a path nor a URL is refused", () => {
  equal(read("OPTIONS * HTTP/1.1\r\n\r\n").kind, "malformed");
});

Deno.test("what cannot become HTTP is refused at its first byte", () => {
  for (const first of ["\x16\x03\x01", "\r\n", " ", "\0", "\xff"]) {
    equal(read(first).kind, "malformed");
  }
});

Deno.test("a head that is too long is refused, and never read further", () => {
  const endless = bytes("GET /" + "a".repeat(MAX_HEAD_BYTES));
  equal(readHead(endless).kind, "malformed");
  const whole = bytes("GET / HTTP/1.1\r\nX: " + "a".repeat(MAX_HEAD_BYTES));
  equal(readHead(whole).kind, "malformed");
});

Deno.test("no bytes make the reader throw", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
    readHead(noise);
  }));
  const piece = fc.constantFrom(
    "CONNECT ",
    "GET ",
    "a.example:443",
    "/",
    " HTTP/1.1",
    "\r\n",
    "\r",
    "\n",
    "Host: a",
    ":",
    " ",
    "\x00",
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    const head = read(pieces.join(""));
    if (head.kind === "connect") ok(head.authority.port > 0);
  }));
});
