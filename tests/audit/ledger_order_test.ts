import { deepEqual, equal } from "node:assert/strict";
import {
  type LedgerOrder,
  parseLedgerOrder,
} from "../../audit/ledger_order.ts";

const sha256 = "5b".repeat(32);
const ORDERS: readonly LedgerOrder[] = [
  { order: "rotate-chain" },
  { order: "rotate-key", reason: "scheduled" },
  { order: "rotate-key", reason: "compromise" },
  { order: "prune", before: 0 },
  { order: "record", entry: { type: "export", sha256, from: 0, to: 9 } },
  {
    order: "record",
    entry: { type: "anchor", size: 9, kind: "witness", name: "w", sha256 },
  },
];

Deno.test("every order is read as it was sent, and nothing more of it", () => {
  for (const order of ORDERS) {
    const sent = JSON.parse(JSON.stringify({ ...order, more: 1 }));
    deepEqual(parseLedgerOrder(sent), order);
  }
});

for (
  const value of [
    undefined,
    null,
    "",
    "rotate-chain",
    [],
    {},
    { order: "close" },
    { order: "rotate-key" },
    { order: "rotate-key", reason: "because" },
    { order: "prune" },
    { order: "prune", before: -1 },
    { order: "prune", before: 1.5 },
    { order: "prune", before: "3" },
    { order: "record" },
    { order: "record", entry: { type: "redaction", items: [] } },
    { order: "record", entry: { type: "export", sha256, from: 3, to: 3 } },
    {
      order: "record",
      entry: { type: "export", sha256: "5B", from: 0, to: 3 },
    },
    {
      order: "record",
      entry: { type: "anchor", size: 1, kind: "x", name: "", sha256 },
    },
    {
      order: "record",
      entry: { type: "anchor", size: 1, kind: "witness", sha256 },
    },
  ]
) {
  Deno.test(`no order: ${JSON.stringify(value)}`, () => {
    equal(parseLedgerOrder(value), undefined);
  });
}
