import { deepEqual, equal, rejects } from "node:assert/strict";
import { type Entry, LedgerError } from "../../../audit/mod.ts";
import {
  type FromKeys,
  KeysLink,
  type ToKeys,
} from "../../../proxy/transport/keys_link.ts";

const entry: Entry = {
  type: "block",
  request: "r",
  session: "s",
  host: "api.example.com",
  reason: "host",
};

/** Runs a test with a link whose other end answers so. */
async function linked(
  answer: (question: ToKeys, say: (answer: FromKeys) => void) => void,
  test: (link: KeysLink) => Promise<void>,
  patienceMs = 60_000,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) =>
    answer(data, (said) => port1.postMessage(said));
  const link = new KeysLink({ patienceMs });
  link.connect(port2);
  try {
    await test(link);
  } finally {
    link.close();
    port1.close();
  }
}

Deno.test("a record resolves with what the other end says of it", () =>
  linked(
    (question, say) => say({ id: question.id, done: [{ seq: 7, ms: 5 }] }),
    async (link) => deepEqual(await link.record(entry), [{ seq: 7, ms: 5 }]),
  ));

Deno.test("answers find their questions in whatever order they come", async () => {
  const held: (() => void)[] = [];
  await linked((question, say) => {
    held.unshift(() =>
      say({ id: question.id, done: [{ seq: question.id, ms: 0 }] })
    );
    if (held.length === 3) { for (const each of held) each(); }
  }, async (link) => {
    const asked = [1, 2, 3].map(() => link.record(entry));
    deepEqual((await Promise.all(asked)).map(([done]) => done!.seq), [1, 2, 3]);
  });
});

Deno.test("a refusal arrives as a ledger error with its code and hint", () =>
  linked((question, say) =>
    say({
      id: question.id,
      failed: { code: "poisoned", message: "Cannot", hint: "Do" },
    }), async (link) => {
    await rejects(link.record(entry), (error) => {
      return error instanceof LedgerError && error.code === "poisoned" &&
        error.message === "Cannot" && error.hint === "Do";
    });
  }));

Deno.test("while there is no line, every question fails at once", async () => {
  const link = new KeysLink({ patienceMs: 60_000 });
  await rejects(link.record(entry), LedgerError);
  await rejects(link.leaf("api.example.com"), LedgerError);
  await rejects(link.tokenizationKey(), LedgerError);
  link.close();
});

Deno.test("when the line is lost, those who wait are told, and a new line serves", () =>
  linked(() => {}, async (link) => {
    const lost = link.record(entry);
    link.connect(null);
    await rejects(lost, LedgerError);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) =>
      port1.postMessage({ id: data.id, done: [{ seq: 1, ms: 1 }] });
    link.connect(port2);
    equal((await link.record(entry))[0]!.seq, 1);
    port1.close();
  }));

/** The entries of each question that arrives, and a link to ask them by. */
function listened(test: (asked: Entry[][], link: KeysLink) => Promise<void>) {
  const asked: Entry[][] = [];
  return linked((question, say) => {
    if (question.ask === "record") asked.push([...question.entries]);
    say({ id: question.id, done: [] });
  }, (link) => test(asked, link));
}

const other: Entry = { ...entry, request: "r2" };

Deno.test("a note goes with the next entries, before them, in one question", () =>
  listened(async (asked, link) => {
    link.note(other);
    await link.record(entry);
    deepEqual(asked, [[other, entry]]);
    await link.settle();
    equal(asked.length, 1);
  }));

Deno.test("a note that nothing follows is asked for when the line settles", () =>
  listened(async (asked, link) => {
    link.note(entry);
    await link.settle();
    deepEqual(asked, [[entry]]);
  }));

Deno.test("a question that nobody answers fails by itself", () =>
  linked(
    () => {},
    async (link) => await rejects(link.record(entry), LedgerError),
    0,
  ));
