import { deepEqual, equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { SCHEMA } from "../../../audit/schema.ts";
import bundles from "../../vectors/bundle/cases.json" with { type: "json" };
import chain from "../../vectors/chain/cases.json" with { type: "json" };
import ed25519 from "../../vectors/ed25519/cases.json" with { type: "json" };
import notes from "../../vectors/note/cases.json" with { type: "json" };
import receipts from "../../vectors/receipt/cases.json" with { type: "json" };
import inclusion from "../../vectors/tree/inclusion.json" with { type: "json" };
import roots from "../../vectors/tree/roots.json" with { type: "json" };
import { has, inTempDir, run } from "../support/run.ts";

const EVIDENCE = fileURLToPath(
  new URL("../../../audit/evidence/", import.meta.url),
);

/** Python that answers for each case of `vectors`, read from standard input. */
const DRIVER = `
import base64, io, json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify as v
vectors = json.load(sys.stdin)

def answer(act):
    try:
        return act() or "ok"
    except v.Wrong as wrong:
        return wrong.code

def pin(vkey):
    key = v.parse_vkey(vkey)
    return key.public, key.name

def log(case):
    log = v.Log(pin(vectors["vkey"]))
    for line in case["lines"]:
        log.line(line.encode())
    log.end(vectors["head"])

def note(case):
    v.check_note(case["note"], v.parse_vkey(case["vkey"]), "the note")

def bundle(case):
    data = base64.b64decode(case["bundle"])
    bundle = v.Bundle(pin(vectors["vkey"]))
    bundle.verify(io.BytesIO(data))
    return " ".join(["ok"] + ["weaker=" + code for code in bundle.weaker()])

def receipt(case):
    v.verify_receipt(case["receipt"], pin(vectors["vkey"]))

def signature(case):
    parts = [bytes.fromhex(case[k]) for k in ("publicKey", "message", "signature")]
    return "good" if v.signed(*parts) else "refused"

def path(case):
    leaf = v.leaf_hash(bytes.fromhex(vectors["leaves"][case["index"]]))
    proof = [bytes.fromhex(h) for h in case["proof"]]
    root = v.root_from_proof(case["index"], case["size"], leaf, proof)
    wanted = vectors["roots"].get(str(case["size"]))
    return "true" if root is not None and root.hex() == wanted else "false"

act = globals()[sys.argv[2]]
print(json.dumps([answer(lambda: act(case)) for case in vectors["cases"]]))
`;

/** What verify.py says of each case. */
async function answers(act: string, vectors: object): Promise<string[]> {
  const { code, stdout, stderr } = await run(
    "python3",
    ["-c", DRIVER, EVIDENCE, act],
    { stdin: new TextEncoder().encode(JSON.stringify(vectors)) },
  );
  equal(code, 0, stderr);
  return JSON.parse(stdout);
}

/** A test where there is Python; elsewhere it says nothing. */
function tested(name: string, test: () => Promise<void>): void {
  Deno.test(`verify.py ${name}`, async () => {
    if (await has("python3")) await test();
  });
}

tested("says the same of every receipt", async () => {
  deepEqual(
    await answers("receipt", receipts),
    receipts.cases.map(({ expect }) => expect),
  );
});

tested("says the same of every bundle", async () => {
  deepEqual(
    await answers("bundle", bundles),
    bundles.cases.map(({ expect }) => expect),
  );
});

tested("accepts the log that is whole, and no other", async () => {
  const said = await answers("log", chain);
  deepEqual(
    said.map((code) => code === "ok"),
    chain.cases.map(({ expect }) => expect === "ok"),
  );
});

tested(
  "accepts the signatures that are good and strict, and no others",
  async () => {
    deepEqual(
      await answers("signature", ed25519),
      ed25519.cases.map(({ expect }) => expect === "good" ? "good" : "refused"),
    );
  },
);

tested("accepts the notes that their key signed, and no others", async () => {
  const said = await answers("note", notes);
  deepEqual(
    said.map((code) => code === "ok"),
    notes.cases.map(({ expect }) => expect === "good"),
  );
});

tested("knows every type of record, and its fields", async () => {
  const { stdout } = await run("python3", [
    "-c",
    `import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify
print(json.dumps({t: sorted(f) for t, f in verify.SCHEMA.items()}))`,
    EVIDENCE,
  ]);
  const ours = Object.entries(SCHEMA)
    .map(([type, fields]) => [type, Object.keys(fields).sort()]);
  deepEqual(JSON.parse(stdout), Object.fromEntries(ours));
});

tested("follows inclusion proofs as the standard does", async () => {
  const known = Object.fromEntries(
    roots.cases.map(({ size, expect }) => [size, expect]),
  );
  const vectors = { ...inclusion, leaves: roots.leaves, roots: known };
  deepEqual(
    await answers("path", vectors),
    inclusion.cases.map(({ expect }) => String(expect)),
  );
});

tested(
  "says in a line what it cannot read, with status 2",
  () =>
    inTempDir(async (dir) => {
      await Deno.writeTextFile(`${dir}/r.json`, "{}");
      await run("mkfifo", [`${dir}/pipe`]);
      const script = `${EVIDENCE}verify.py`;
      const { vkey } = receipts;
      for (
        const args of [
          [],
          ["--pubkey", vkey],
          [`${dir}/r.json`],
          [`${dir}/r.json`, "--pubkey", `${dir}/none`],
          [`${dir}/r.json`, "--pubkey", `${dir}/r.json`],
          [`${dir}/none`, "--pubkey", vkey],
          [`${dir}/pipe`, "--pubkey", vkey],
          ["/dev/zero", "--pubkey", vkey],
          [dir, "--pubkey", vkey],
        ]
      ) {
        const { code, stdout, stderr } = await run("python3", [
          ...["-B", script],
          ...args,
        ]);
        equal(code, 2, args.join(" "));
        equal(stdout, "");
        equal(stderr.trim().split("\n").length, 1, stderr);
      }
    }),
);

tested(
  "refuses a bomb and deep brackets without breaking down",
  () =>
    inTempDir(async (dir) => {
      const zeros = new Blob([new Uint8Array(64 << 20)]).stream()
        .pipeThrough(new CompressionStream("gzip"));
      const bomb = new Uint8Array(await new Response(zeros).arrayBuffer());
      bomb.fill(0, 4, 8);
      await Deno.writeFile(`${dir}/bomb`, bomb);
      await Deno.writeTextFile(`${dir}/deep`, "[".repeat(200_000));
      for (const name of ["bomb", "deep"]) {
        const { code, stdout } = await run("python3", [
          ...["-B", `${EVIDENCE}verify.py`, `${dir}/${name}`],
          ...["--pubkey", receipts.vkey],
        ]);
        equal(code, 1, stdout);
        equal(stdout.startsWith("FAIL code="), true);
      }
    }),
);
