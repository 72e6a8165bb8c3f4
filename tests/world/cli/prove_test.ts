import { deepEqual, equal, ok } from "node:assert/strict";
import type { StartProxy } from "../../../cli/prove/rehearse.ts";
import prove from "../../../cli/verbs/prove.ts";
import { fakeIo } from "../../cli/fake_io.ts";
import { type Fault, leakyProxy } from "./leaky_proxy.ts";
import { waterwall } from "./waterwall.ts";

Deno.test("prove exits 0: nothing leaks, all comes back byte for byte, all is on record", async () => {
  const { code, stdout, stderr } = await waterwall(["prove"]);
  equal(code, 0, stdout + stderr);
  equal(stderr, "");
  const lines = stdout.trimEnd().split("\n");
  equal(lines.filter((line) => /^\d+ /.test(line)).length, 12);
  ok(lines.at(-1)!.startsWith("OK 12 requests"));
});

Deno.test("prove --json says the same, with every wire in both modes and both kinds of answer", async () => {
  const { code, stdout, stderr } = await waterwall(["prove", "--json"]);
  equal(code, 0, stdout + stderr);
  const proof = JSON.parse(stdout);
  equal(proof.ok, true);
  equal(proof.log.verified, true);
  const seen = proof.requests.map((request: Record<string, unknown>) =>
    [request.mode, request.wire, request.answer].join(" / ")
  );
  equal(new Set(seen).size, 2 * 3 * 2);
  for (const { secrets, identical, seq } of proof.requests) {
    ok(identical);
    ok(Number.isInteger(seq));
    deepEqual(secrets.flatMap((s: { leaked: unknown[] }) => s.leaked), []);
  }
});

Deno.test("prove is not led astray by the proxies that the environment names", async () => {
  const nowhere = "http://127.0.0.1:1";
  const env = {
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
    NO_PROXY: "api.anthropic.com",
  };
  const { code, stdout } = await waterwall(["prove"], { env });
  equal(code, 0, stdout);
});

async function outcome(fault: Fault) {
  const io = fakeIo();
  const proxy: StartProxy = leakyProxy(fault);
  const status = await prove({ json: true, show: false }, io, proxy);
  return { status, proof: JSON.parse(io.printed.join("")) };
}

Deno.test("prove exits 1 for a redactor that finds nothing, and names every leak", async () => {
  const { status, proof } = await outcome({});
  equal(status, 1);
  equal(proof.ok, false);
  for (const { identical, secrets } of proof.requests) {
    ok(identical, "a proxy that does nothing still gives back what was said");
    for (const { leaked } of secrets) ok(leaked.length > 0);
  }
});

Deno.test("prove exits 1 for a redactor that hides secrets in base64", async () => {
  const { status, proof } = await outcome({
    rewrite: (body) =>
      body.replaceAll(/AKIA[A-Z2-7]{16}/g, (secret) => btoa(secret)),
  });
  equal(status, 1);
  for (const { secrets } of proof.requests) {
    const { leaked } = secrets.find((s: { begins: string }) =>
      s.begins === "AKIA"
    );
    ok(leaked.includes("base64"));
  }
});

Deno.test("prove exits 1 when the provider is never reached with the text", async () => {
  const { status, proof } = await outcome({ rewrite: () => "{" });
  equal(status, 1);
  for (const { identical, status } of proof.requests) {
    equal(identical, false);
    equal(status, 400);
  }
});
