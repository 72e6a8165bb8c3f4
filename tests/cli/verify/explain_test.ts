import { deepEqual, equal, ok } from "node:assert/strict";
import type { LogVerdict, LogWeakness } from "../../../audit/mod.ts";
import { explain } from "../../../cli/verify/explain.ts";

const ASKED = { key: "given", headed: true } as const;

function holds(...codes: readonly LogWeakness[]): LogVerdict {
  return {
    ok: true,
    weaker: codes.map((code) => ({ code, explanation: `because ${code}` })),
    log: {
      origin: "local/waterwall/0",
      first: 0,
      size: 9,
      signed: 8,
      root: "ab".repeat(32),
      since: "2026-01-01T00:00:00.000Z",
      until: "2026-01-02T00:00:00.000Z",
      types: { genesis: 1, redaction: 8 },
      keys: [],
      tailBytes: 0,
    },
  };
}

Deno.test("a log that holds is OK, with its figures, and status 0", () => {
  const { status, line, proves } = explain(holds(), ASKED);
  equal(status, 0);
  equal(
    line,
    `OK records=9 signed=8 root=${"ab".repeat(32)} origin=local/waterwall/0`,
  );
  deepEqual(proves, [
    "records 0 to 8 are whole, in order and unaltered (1 genesis, 8 redaction)",
    "those below 8 are signed",
    "they say that they were written from 2026-01-01T00:00:00.000Z to 2026-01-02T00:00:00.000Z",
  ]);
});

Deno.test("a log that is weaker than asked says why, with status 3", () => {
  const { status, line, provesNot } = explain(holds("unsigned-tail"), ASKED);
  equal(status, 3);
  ok(line.startsWith("OK records=9 signed=8 weaker=unsigned-tail "));
  equal(provesNot[0], "because unsigned-tail");
});

Deno.test("without a key to trust it is intact and no more, with status 3", () => {
  const asked = { key: "none", headed: true } as const;
  const { status, line, provesNot } = explain(holds("not-pinned"), asked);
  equal(status, 3);
  ok(line.startsWith("OK records=9 signed=8 weaker=not-pinned "));
  ok(provesNot[1]!.includes("--pubkey"));
});

Deno.test("the key of the home itself is one to trust, and no one else's", () => {
  const { status, provesNot } = explain(holds(), { ...ASKED, key: "own" });
  equal(status, 0);
  ok(provesNot[0]!.includes("the key is the one of this home"));
});

Deno.test("a log without its head may have been cut off, and the answer says so", () => {
  const asked = { ...ASKED, headed: false };
  const { provesNot } = explain(holds(), asked);
  ok(provesNot[0]!.includes("cut off"));
});

Deno.test("a log that fails names the fault, the record and the byte, with status 1", () => {
  const { status, line, proves } = explain({
    ok: false,
    code: "root",
    seq: 5,
    offset: 1234,
    explanation: "it is not what was signed",
  }, ASKED);
  equal(status, 1);
  equal(line, "FAIL code=root seq=5 offset=1234");
  deepEqual(proves, ["record 5 cannot stand: it is not what was signed"]);
});
