import { equal, match, ok } from "node:assert/strict";
import { createCa, mintLeaf } from "../../../../ops/ca/authority.ts";
import { certify, named, newSerial } from "../../../../ops/ca/certificate.ts";
import { checkCa } from "../../../../ops/ca/check_ca.ts";
import { subjectAltName } from "../../../../ops/ca/extensions.ts";
import { decode } from "../../../../ops/ca/der.ts";
import { generateKey, publicKeyInfo } from "../../../../ops/ca/key.ts";
import { toPem } from "../../../../ops/ca/pem.ts";

const hosts = ["api.example.com", "*.azure.example.com"];
const nowMs = Date.now();
const ca = await createCa(hosts, { nowMs });
const verdict = await checkCa(ca, { hosts, nowMs });
ok(verdict.ok);
const { authority } = verdict;

/** What `openssl verify` says of a leaf under our CA. */
async function verify(leafPem: string): Promise<string> {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${dir}/ca.pem`, ca.certPem);
    await Deno.writeTextFile(`${dir}/leaf.pem`, leafPem);
    const { stdout, stderr } = await new Deno.Command("openssl", {
      args: ["verify", "-x509_strict", "-CAfile", "ca.pem", "leaf.pem"],
      cwd: dir,
    }).output();
    return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

for (const host of ["api.example.com", "one.azure.example.com"]) {
  Deno.test(`openssl accepts our leaf for ${host}, in strict mode`, async () => {
    const { certPem } = await mintLeaf(host, { authority, nowMs });
    match(await verify(certPem), /leaf\.pem: OK/);
  });
}

Deno.test("openssl refuses a leaf that our CA signed for a host outside its limits", async () => {
  const { publicKey } = await generateKey();
  const der = await certify({
    serial: newSerial(),
    issuer: decode(authority.certificate.subject),
    subject: named("evil.example.com"),
    fromMs: nowMs - 1000,
    untilMs: nowMs + 86_400_000,
    spki: await publicKeyInfo(publicKey),
    extensions: [subjectAltName("evil.example.com")],
  }, authority.key);
  match(await verify(toPem("CERTIFICATE", der)), /permitted subtree violation/);
});

Deno.test("Deno serves and fetches with our certificates, and no other host", async () => {
  const { certPem, keyPem } = await mintLeaf("api.example.com", {
    authority,
    nowMs,
  });
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    cert: certPem,
    key: keyPem,
    onListen() {},
  }, () => new Response("hello"));
  try {
    const connect = async (hostname: string) => {
      const tcp = await Deno.connect({
        hostname: "127.0.0.1",
        port: server.addr.port,
      });
      const tls = await Deno.startTls(tcp, { hostname, caCerts: [ca.certPem] });
      try {
        await tls.handshake();
        return "accepted";
      } catch {
        return "refused";
      } finally {
        tls.close();
      }
    };
    equal(await connect("api.example.com"), "accepted");
    equal(await connect("one.azure.example.com"), "refused");
  } finally {
    await server.shutdown();
  }
});
