import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import {
  type Authority,
  createCa,
  mintLeaf,
  permits,
} from "../../../ops/ca/authority.ts";
import { checkCa } from "../../../ops/ca/check_ca.ts";
import { fromPem, toPem } from "../../../ops/ca/pem.ts";
import { readCertificate } from "../../../ops/ca/read_certificate.ts";
import { CaError } from "../../../ops/errors.ts";

const hosts = ["api.example.com", "*.azure.example.com"];
const nowMs = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const ca = await createCa(hosts, { nowMs });

async function fault(
  { certPem = ca.certPem, keyPem = ca.keyPem, ...wanted }: {
    certPem?: string;
    keyPem?: string;
    hosts?: string[];
    nowMs?: number;
  },
): Promise<string> {
  const verdict = await checkCa(
    { certPem, keyPem },
    { hosts, nowMs, ...wanted },
  );
  return verdict.ok ? "none" : verdict.fault;
}

/** The certificate with some bytes replaced by as many others. */
function altered(from: readonly number[], to: readonly number[]): string {
  const der = fromPem("CERTIFICATE", ca.certPem)!;
  const at = der.findIndex((_, i) => from.every((b, j) => der[i + j] === b));
  ok(at > 0, "the bytes to alter are there");
  der.set(to, at);
  return toPem("CERTIFICATE", der);
}

async function authority(): Promise<Authority> {
  const verdict = await checkCa(ca, { hosts, nowMs });
  ok(verdict.ok);
  return verdict.authority;
}

Deno.test("a new CA is fit for the hosts that it was made for", async () => {
  equal(await fault({}), "none");
});

Deno.test("the order of hosts and a star before them make no difference", async () => {
  equal(
    await fault({ hosts: ["azure.example.com", "api.example.com"] }),
    "none",
  );
});

Deno.test("an expired CA is not used", async () => {
  equal(await fault({ nowMs: nowMs + 825 * DAY_MS }), "expired");
});

Deno.test("a CA from the future is not used", async () => {
  equal(await fault({ nowMs: nowMs - DAY_MS }), "not-yet-valid");
});

Deno.test("a CA that does not cover a protected host is not used", async () => {
  equal(await fault({ hosts: [...hosts, "new.example.com"] }), "host-outside");
});

Deno.test("a CA that covers more than the protected hosts is not used", async () => {
  equal(await fault({ hosts: ["api.example.com"] }), "host-too-many");
});

// Object identifier 2.5.29.30 in DER, then BOOLEAN.
const NAME_CONSTRAINTS = [0x06, 0x03, 0x55, 0x1d, 0x1e];

Deno.test("a CA whose limits are not critical is not used", async () => {
  const certPem = altered(
    [...NAME_CONSTRAINTS, 1, 1, 0xff],
    [...NAME_CONSTRAINTS, 1, 1, 0],
  );
  equal(await fault({ certPem }), "not-critical");
});

Deno.test("a CA without limits is not used", async () => {
  const certPem = altered(NAME_CONSTRAINTS, [6, 3, 0x55, 0x1d, 0x7f]);
  equal(await fault({ certPem }), "unconstrained");
});

Deno.test("a certificate that is no CA is not used as one", async () => {
  const leaf = await mintLeaf("api.example.com", {
    authority: await authority(),
    nowMs,
  });
  equal(await fault(leaf), "not-a-ca");
});

Deno.test("a key that is another's is not used", async () => {
  const { keyPem } = await createCa(hosts, { nowMs });
  equal(await fault({ keyPem }), "key-mismatch");
});

Deno.test("files that are not what they should be are named", async () => {
  equal(await fault({ certPem: "" }), "not-a-certificate");
  equal(
    await fault({ certPem: toPem("CERTIFICATE", new Uint8Array(9)) }),
    "not-a-certificate",
  );
  equal(await fault({ keyPem: ca.certPem }), "not-a-key");
  equal(await fault({ keyPem: ca.keyPem.replace(/MI/, "NJ") }), "not-a-key");
});

Deno.test("a certificate cut anywhere is refused, never misread", () => {
  const der = fromPem("CERTIFICATE", ca.certPem)!;
  for (let length = 0; length < der.length; length++) {
    equal(readCertificate(der.subarray(0, length)), null);
  }
});

Deno.test("a leaf outlives neither 30 days nor its CA", async () => {
  const made = { authority: await authority(), nowMs };
  const { untilMs } = await mintLeaf("api.example.com", made);
  equal(untilMs, nowMs + 30 * DAY_MS);
  const late = { ...made, nowMs: nowMs + 820 * DAY_MS };
  equal(
    (await mintLeaf("api.example.com", late)).untilMs,
    nowMs + 825 * DAY_MS,
  );
});

Deno.test("no leaf is made for a host that is not protected", async () => {
  const made = { authority: await authority(), nowMs };
  for (
    const host of ["evil.example.com", "notapi.example.com", "example.com"]
  ) {
    await rejects(mintLeaf(host, made), (error) => {
      return error instanceof CaError && error.code === "host_outside";
    });
  }
});

Deno.test("a CA permits its hosts and what is below them", async () => {
  const { certificate } = await authority();
  deepEqual(
    ["api.example.com", "a.azure.example.com", "b.example.com"]
      .map((host) => permits(certificate, host)),
    [true, true, false],
  );
});
