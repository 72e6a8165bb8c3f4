import { deepEqual, equal, ok } from "node:assert/strict";
import {
  openLedger,
  parseCheckpoint,
  parsePublicKey,
  type PinnedKey,
  verifyLog,
} from "../../audit/mod.ts";
import {
  decode,
  encode,
  EVERY_ENTRY,
  file,
  inShort,
  linesOf,
  options,
  redaction,
  type Sample,
  sample,
  verify,
} from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const log = await sample();
const other = await sample(EVERY_ENTRY, {
  random: (bytes) => new Uint8Array(bytes).fill(0x77),
});
const pinned = parsePublicKey(log.vkey);
const heads = [log.head];
const count = log.lines.length;

/** What the lines are worth to someone who has the key and the head. */
function judged(lines: readonly Uint8Array[]): string {
  return inShort(verify(lines, { pinned, heads }));
}

function replaced(index: number, line: string | Uint8Array) {
  return log.lines.with(index, typeof line === "string" ? encode(line) : line);
}

Deno.test("a log that no one touched is verified", () => {
  equal(judged(log.lines), "ok");
});

Deno.test("the verdict says what was read", () => {
  const verdict = verify(log.lines, { pinned, heads });
  ok(verdict.ok);
  const { origin, size, signed, first, types, tailBytes } = verdict.log;
  deepEqual({ origin, size, signed, first, tailBytes }, {
    origin: log.origin,
    size: count,
    signed: count,
    first: 0,
    tailBytes: 0,
  });
  equal(types.redaction, 1);
  equal(types.genesis, 1);
});

Deno.test("a log is the same log however its bytes are cut", async () => {
  const bytes = file(log.lines);
  for (const step of [1, 7, 100, 4096]) {
    const chunks = Array.from(
      { length: Math.ceil(bytes.length / step) },
      (_, i) => bytes.subarray(i * step, (i + 1) * step),
    );
    equal(inShort(await verifyLog(chunks, { pinned, heads })), "ok");
  }
});

for (const index of log.lines.keys()) {
  const line = decode(log.lines[index]!);
  const { type } = JSON.parse(line);
  const here = new RegExp(` at ${index}$`);

  Deno.test(`record ${index} (${type}) edited is named`, () => {
    const edited = line.replace(
      /\.(\d)(\d\d)Z"/,
      (_, a, rest) => `.${a === "9" ? 8 : Number(a) + 1}${rest}Z"`,
    );
    const answer = judged(replaced(index, edited));
    ok(here.test(answer), answer);
  });

  Deno.test(`record ${index} (${type}) with another forerunner is named`, () => {
    const edited = line.replace(
      /"prev_hash":"[^"]*"/,
      `"prev_hash":"${"ab".repeat(32)}"`,
    );
    equal(judged(replaced(index, edited)), `prev-hash at ${index}`);
  });

  Deno.test(`record ${index} (${type}) taken out is named`, () => {
    const answer = judged(log.lines.toSpliced(index, 1));
    const expected = index === count - 1
      ? `head-ahead at ${index}`
      : `seq at ${index}`;
    equal(answer, expected);
  });

  Deno.test(`record ${index} (${type}) doubled is named`, () => {
    const lines = log.lines.toSpliced(index, 0, log.lines[index]!);
    const after = inShort(verify(lines, { pinned }));
    equal(after, `seq at ${index + 1}`);
  });

  Deno.test(`record ${index} (${type}) cut short is named`, () => {
    for (const length of [0, 1, line.length >> 1, line.length - 1]) {
      const answer = judged(replaced(index, line.slice(0, length)));
      ok(here.test(answer), answer);
    }
  });

  Deno.test(`record ${index} (${type}) from another log is named`, () => {
    const answer = judged(log.lines.with(index, other.lines[index]!));
    ok(here.test(answer), answer);
  });

  Deno.test(`another log from record ${index} on is named`, () => {
    const spliced = [
      ...log.lines.slice(0, index),
      ...other.lines.slice(index),
    ];
    const answer = judged(spliced);
    ok(here.test(answer), answer);
  });

  if (index > 0) {
    Deno.test(`records ${index - 1} and ${index} swapped are named`, () => {
      const swapped = log.lines
        .with(index, log.lines[index - 1]!)
        .with(index - 1, log.lines[index]!);
      equal(judged(swapped), `seq at ${index - 1}`);
    });
  }

  for (const [how, write] of Object.entries(rewritings())) {
    const written = write(line);
    if (decode(written) === line) continue;
    Deno.test(`record ${index} (${type}) written with ${how} is named`, () => {
      const answer = judged(replaced(index, written));
      ok(here.test(answer), answer);
    });
  }
}

/** The same value in other bytes, or nearly. */
function rewritings(): Record<string, (line: string) => Uint8Array> {
  const text = (write: (line: string) => string) => (line: string) =>
    encode(write(line));
  return {
    "a space after a colon": text((l) => l.replace(":", ": ")),
    "a space after a comma": text((l) => l.replace(",", ", ")),
    "a space before it": text((l) => ` ${l}`),
    "a space after it": text((l) => `${l} `),
    "a tab after it": text((l) => `${l}\t`),
    "a carriage return": text((l) => `${l}\r`),
    "a byte order mark": text((l) => `\ufeff${l}`),
    "a zero byte": text((l) => `${l}\0`),
    "its keys the other way round": text((l) =>
      JSON.stringify(
        Object.fromEntries(Object.entries(JSON.parse(l)).reverse()),
      )
    ),
    "its last key doubled": text((l) => l.replace(/,"v":1}$/, ',"v":1,"v":1}')),
    "its first key doubled": text((l) => l.replace(/^\{("[^"]*":)/, "{$11,$1")),
    "an escaped letter": text((l) => l.replace('"ts"', '"\\u0074s"')),
    "an escaped slash": text((l) => l.replace("/", "\\/")),
    "an escape in capitals": text((l) => l.replace("\\n", "\\u000A")),
    "a long escape": text((l) => l.replace("\\n", "\\u000a")),
    "a fraction": text((l) => l.replace(/"v":1}$/, '"v":1.0}')),
    "an exponent": text((l) => l.replace(/"v":1}$/, '"v":1e0}')),
    "a plus sign": text((l) => l.replace(/"v":1}$/, '"v":+1}')),
    "a leading zero": text((l) => l.replace(/"v":1}$/, '"v":01}')),
    "a minus zero": text((l) => l.replace(/"seq":0,/, '"seq":-0,')),
    "a null more": text((l) => l.replace(/"v":1}$/, '"v":1,"w":null}')),
    "a field more": text((l) => l.replace(/"v":1}$/, '"v":1,"w":1}')),
    "a field less": text((l) => l.replace(/,"v":1}$/, "}")),
    "a newer version": text((l) => l.replace(/"v":1}$/, '"v":2}')),
    "bytes that are no text": (l) => {
      const bytes = encode(l);
      bytes[bytes.indexOf(0x5a)] = 0xff;
      return bytes;
    },
  };
}

/** Where each record begins in the file, and where the last one ends. */
const offsets = log.lines.reduce<readonly number[]>(
  (all, { length }) => [...all, all.at(-1)! + length + 1],
  [0],
);

Deno.test("every single bit matters, in every record", () => {
  for (const [index, line] of log.lines.entries()) {
    for (let at = 0; at < line.length; at += 3) {
      const changed = line.slice();
      changed[at]! ^= 1 << (at % 8);
      const verdict = verify(log.lines.with(index, changed), { pinned, heads });
      ok(!verdict.ok, `record ${index}, byte ${at}`);
      ok([index, index + 1].includes(verdict.seq), `${index}: ${verdict.seq}`);
      equal(verdict.offset, offsets[verdict.seq], `${index}, byte ${at}`);
    }
  }
});

Deno.test("a log that someone else made under the same name is refused", async () => {
  const forged = await sample([redaction({ host: "elsewhere.example" })]);
  equal(judged(forged.lines), "key-unknown at 6");
});

Deno.test("a log without its end is shorter than its head", () => {
  for (let size = 1; size < count; size++) {
    const verdict = verify(log.lines.slice(0, size), { pinned, heads });
    equal(inShort(verdict), `head-ahead at ${size}`);
    equal(!verdict.ok && verdict.offset, offsets[size]);
  }
});

Deno.test("a log that ends in the middle of a line names that line", () => {
  const verifier = file(log.lines).slice(0, -5);
  const answer = verifyLog([verifier], { pinned, heads });
  return answer.then((verdict) =>
    equal(inShort(verdict), `bad-json at ${count - 1}`)
  );
});

Deno.test("no records prove nothing", () => {
  equal(judged([]), "no-signature at 0");
});

Deno.test("what follows the last signature makes a log weaker", () => {
  equal(inShort(verify(log.lines, { pinned })), "ok unsigned-tail");
});

Deno.test("the log's own key alone makes a log weaker", () => {
  equal(inShort(verify(log.lines, { heads })), "ok not-pinned");
});

Deno.test("a key of no one here is refused", () => {
  const { publicKey } = parsePublicKey(other.vkey);
  const stranger: PinnedKey = { publicKey };
  equal(
    inShort(verify(log.lines, { pinned: stranger, heads })),
    `key-unknown at ${count - 1}`,
  );
});

Deno.test("a key for another log is refused", () => {
  const wrong = parsePublicKey(other.vkey);
  equal(inShort(verify(log.lines, { pinned: wrong, heads })), "origin at 0");
});

Deno.test("a key without a name verifies, and so does one with it", () => {
  const { publicKey } = pinned;
  equal(inShort(verify(log.lines, { pinned: { publicKey }, heads })), "ok");
});

Deno.test("a head of another log is refused", () => {
  const answer = verify(log.lines, { pinned, heads: [other.head] });
  equal(inShort(answer), `origin at ${count - 1}`);
});

Deno.test("a head whose signature is broken is refused", () => {
  const [line] = log.head.note.signatures;
  const signature = line!.signature.slice();
  signature[40]! ^= 1;
  const note = { ...log.head.note, signatures: [{ ...line!, signature }] };
  const answer = verify(log.lines, { pinned, heads: [{ ...log.head, note }] });
  equal(inShort(answer), `signature at ${count - 1}`);
});

Deno.test("a log that was longer when it was seen was rolled back", async () => {
  const { disk, before, after } = await grown();
  const seen = [after.head];
  const answer = verify(before.lines, { pinned: pinnedBy(after), seen });
  equal(inShort(answer), `rollback at ${before.lines.length}`);
  ok(disk);
});

Deno.test("a log that goes on from where it was seen is no fork", async () => {
  const { before, after } = await grown();
  const trust = { pinned: pinnedBy(after), seen: [before.head] };
  equal(
    inShort(verify(after.lines, { ...trust, heads: [after.head] })),
    "ok",
  );
});

Deno.test("a log that says something else than when it was seen is a fork", async () => {
  const { before, after } = await grown();
  const copy = before.disk;
  const ledger = await openLedger(options(copy));
  await ledger.append(redaction({ host: "other.example" }));
  await ledger.append(redaction({ host: "other.example" }));
  await ledger.close("fork");
  const answer = verify(linesOf(copy), {
    pinned: pinnedBy(after),
    seen: [after.head],
  });
  equal(inShort(answer), `fork at ${after.head.size - 1}`);
});

function pinnedBy({ vkey }: Sample): PinnedKey {
  return parsePublicKey(vkey);
}

/** A log, and the same log a little later. */
async function grown() {
  const disk = new MemoryDisk();
  const first = await openLedger(options(disk));
  await first.append(redaction());
  await first.close("for now");
  const before: Sample = {
    ...log,
    disk: disk.kill(),
    lines: linesOf(disk),
    head: headOf(first.head),
    vkey: first.vkey,
  };
  const second = await openLedger(options(disk));
  await second.append(redaction());
  await second.close("at last");
  const after: Sample = {
    ...before,
    disk,
    lines: linesOf(disk),
    head: headOf(second.head),
  };
  return { disk, before, after };
}

const headOf = (note: string) => parseCheckpoint(note)!;

Deno.test("a line without an end is refused after 64 KiB", async () => {
  let given = 0;
  function* endless() {
    for (;;) {
      given += 1;
      yield new Uint8Array(16_384).fill(0x61);
    }
  }
  equal(inShort(await verifyLog(endless(), { pinned })), "limit at 0");
  ok(given <= 6);
});

Deno.test("two hundred thousand brackets are refused", () => {
  equal(judged([encode("[".repeat(200_000))]), "limit at 0");
  equal(judged([encode("[".repeat(60_000))]), "bad-json at 0");
});
