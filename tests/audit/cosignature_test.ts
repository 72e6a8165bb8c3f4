import { equal } from "node:assert/strict";
import { cosign, cosignedAt } from "../../audit/cosignature.ts";
import { formatNote, type Note, parseNote } from "../../audit/note.ts";
import { parseVkey } from "../../audit/vkey.ts";
import { sampleLog, testSigner } from "../support/sample_log.ts";

const WITNESS = testSigner(9, {
  name: "witness.example/1",
  kind: "cosignature",
});
const NOTE = parseNote(sampleLog().head())!;
const LINE = cosign(NOTE, WITNESS, 1_679_315_147);
const COSIGNED: Note = { ...NOTE, signatures: [...NOTE.signatures, LINE] };

Deno.test("a cosignature tells when the witness saw the checkpoint", () => {
  equal(cosignedAt(COSIGNED, WITNESS.vkey), 1_679_315_147);
  const read = parseNote(formatNote(COSIGNED))!;
  equal(cosignedAt(read, WITNESS.vkey), 1_679_315_147);
});

Deno.test("a note that the witness did not sign tells nothing", () => {
  equal(cosignedAt(NOTE, WITNESS.vkey), undefined);
  const other = testSigner(8, {
    name: "witness.example/1",
    kind: "cosignature",
  });
  equal(cosignedAt(COSIGNED, other.vkey), undefined);
});

Deno.test("a cosignature holds for its text and its time only", () => {
  const with_ = (change: Partial<Note>) =>
    cosignedAt({ ...COSIGNED, ...change }, WITNESS.vkey);
  equal(with_({ text: NOTE.text.replace("\n11\n", "\n12\n") }), undefined);
  for (let at = 0; at < LINE.signature.length; at++) {
    const signature = LINE.signature.slice();
    signature[at]! ^= 1;
    equal(with_({ signatures: [{ ...LINE, signature }] }), undefined, `${at}`);
  }
  const short = LINE.signature.slice(0, -1);
  equal(with_({ signatures: [{ ...LINE, signature: short }] }), undefined);
});

Deno.test("of several lines of a witness each must be good, and the newest counts", () => {
  const newer = cosign(NOTE, WITNESS, 1_679_315_148);
  const bad = { ...newer, signature: newer.signature.toReversed() };
  const of = (...signatures: Note["signatures"]) =>
    cosignedAt({ ...NOTE, signatures }, WITNESS.vkey);
  equal(of(newer, LINE), 1_679_315_148);
  equal(of(LINE, bad), undefined);
});

Deno.test("a key that signs notes cannot cosign", () => {
  const plain = testSigner(9, { name: "witness.example/1" });
  equal(cosignedAt(COSIGNED, plain.vkey), undefined);
});

// The example of the specification.
Deno.test("the published example of a cosignature is read", () => {
  const note = parseNote(
    "example.com/behind-the-sofa\n20852163\n" +
      "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" +
      "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n",
  )!;
  const [line] = note.signatures;
  equal(line?.keyId, "8d66cf3f");
  const time = new DataView(line!.signature.slice().buffer).getBigUint64(0);
  equal(time, 1_679_315_147n);
  equal(parseVkey("witness.example.com/w1+8d66cf3f+BA=="), undefined);
});
