import { deepEqual, equal } from "node:assert/strict";
import { exportEvidence } from "../../audit/export_evidence.ts";
import { openLedger } from "../../audit/open_ledger.ts";
import { keepPolicy } from "../../audit/policy_file.ts";
import { parsePublicKey } from "../../audit/public_key.ts";
import { verifyBundle } from "../../audit/verify_bundle.ts";
import { options } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";
const TEXT = '{"rules":["AWS_ACCESS_KEY"]}';

Deno.test("a policy that a record names goes into the bundle, others stay behind", async () => {
  const disk = new MemoryDisk();
  const digest = keepPolicy("/draft", TEXT, disk);
  const ledger = await openLedger(options(disk, { policy: digest }));
  equal(keepPolicy(DIR, TEXT, disk), digest);
  equal(keepPolicy(DIR, TEXT, disk), digest);
  keepPolicy(DIR, "{}", disk);
  const { chunks, manifest } = await exportEvidence({
    dir: DIR,
    keyFile: "/home/signing.key",
    receipts: true,
    disk,
  });
  deepEqual(
    manifest.files.map(({ path }) => path).filter((path) =>
      path.startsWith("policy/")
    ),
    [`policy/${digest}.json`],
  );
  const pinned = parsePublicKey(ledger.vkey);
  const verdict = await verifyBundle(chunks, { pinned });
  deepEqual(verdict.ok && verdict.remarks.policies, { named: 1, inside: 1 });
});

Deno.test("a kept policy that was changed is put right, and never exported as it is", async () => {
  const disk = new MemoryDisk();
  const digest = keepPolicy("/draft", TEXT, disk);
  const ledger = await openLedger(options(disk, { policy: digest }));
  keepPolicy(DIR, TEXT, disk);
  const path = `${DIR}/policy/${digest}.json`;
  const exportedPolicies = async () => {
    const { manifest, chunks } = await exportEvidence({
      dir: DIR,
      keyFile: "/home/signing.key",
      receipts: false,
      disk,
    });
    const pinned = parsePublicKey(ledger.vkey);
    const verdict = await verifyBundle(chunks, { pinned });
    return {
      files: manifest.files.filter(({ path }) => path.startsWith("policy/")),
      weaker: verdict.ok && verdict.weaker.map(({ code }) => code),
    };
  };
  const file = disk.open(path, "write");
  file.writeAt(new TextEncoder().encode(" "), 0);
  file.close();
  deepEqual(await exportedPolicies(), { files: [], weaker: ["policy"] });
  equal(keepPolicy(DIR, TEXT, disk), digest);
  const { files, weaker } = await exportedPolicies();
  equal(files.length, 1);
  deepEqual(weaker, []);
});
