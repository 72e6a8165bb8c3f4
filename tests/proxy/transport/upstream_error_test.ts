import { equal, match } from "node:assert/strict";
import { upstreamError } from "../../../proxy/transport/upstream_error.ts";

const failure = (code: string, message = code) =>
  Object.assign(new Error(message), { code });
const codeFor = (cause: unknown) =>
  upstreamError("api.example.com", cause).code;

Deno.test("an upstream error says which host failed and how", () => {
  const error = upstreamError("api.example.com", failure("ECONNREFUSED"));
  match(error.message, /api\.example\.com.*ECONNREFUSED/);
  equal(error.code, "unreachable");
});

Deno.test("certificates, time and proxies are told apart", () => {
  equal(codeFor(failure("DEPTH_ZERO_SELF_SIGNED_CERT")), "tls");
  equal(codeFor(failure("ERR_TLS_CERT_ALTNAME_INVALID")), "tls");
  equal(codeFor(failure("ETIMEDOUT")), "timeout");
  equal(codeFor(new Error("it took too long to answer")), "timeout");
  equal(codeFor(new Error("the proxy answered 407")), "refused");
  equal(codeFor(failure("ENOTFOUND")), "unreachable");
  equal(codeFor("odd"), "unreachable");
});

Deno.test("an upstream error is not wrapped twice", () => {
  const error = upstreamError("a.example", failure("ENOTFOUND"));
  equal(upstreamError("a.example", error), error);
});
