import { deepEqual, equal, match } from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  CATALOGUE,
  CATALOGUE_HASH,
  CATALOGUE_TEXT,
  CONTROLS,
  supportedBy,
} from "../../audit/frameworks.ts";
import { SCHEMA } from "../../audit/schema.ts";
import titles from "../vectors/controls/titles.json" with { type: "json" };

Deno.test("every control is named once, with its framework and edition", () => {
  const ids = CONTROLS.map(({ id }) => id);
  equal(new Set(ids).size, ids.length);
  for (const id of ids) {
    match(id, /^[a-z0-9-]+@[a-z0-9.-]+:[A-Za-z0-9.()-]+$/);
    equal(id.length <= 128, true);
  }
});

Deno.test("every control has a title, a reason and records that exist", () => {
  for (const { title, why, edition, records } of CONTROLS) {
    for (const text of [title, why, edition]) {
      equal(text.trim().length > 2, true);
    }
    equal(records.length > 0, true);
    equal(new Set(records).size, records.length);
    for (const type of records) equal(type in SCHEMA, true, type);
  }
});

Deno.test("every type of record supports something", () => {
  for (const type of Object.keys(SCHEMA)) {
    equal(supportedBy([type]).length > 0, true, type);
  }
});

Deno.test("no text claims that a control is satisfied", () => {
  equal(
    /satisf|complian(t|ce with)|certif|guarantee/i.test(CATALOGUE_TEXT),
    false,
  );
  equal(JSON.parse(CATALOGUE_TEXT).relation, "supports");
});

Deno.test("the file of controls is what its digest says", () => {
  equal(
    createHash("sha256").update(CATALOGUE_TEXT).digest("hex"),
    CATALOGUE_HASH,
  );
  const { catalogue, controls } = JSON.parse(CATALOGUE_TEXT);
  equal(catalogue, CATALOGUE);
  deepEqual(controls, CONTROLS);
});

Deno.test("obligations that bind only some are marked as such", () => {
  const of = (prefix: string) =>
    new Set(
      CONTROLS.filter(({ id }) => id.startsWith(prefix))
        .map(({ applicability }) => applicability),
    );
  deepEqual(of("eu-ai-act@"), new Set(["high-risk-only"]));
  deepEqual(of("pci-dss@"), new Set(["cardholder-data"]));
  deepEqual(of("sp800-53@"), new Set(["any"]));
});

Deno.test("records support what the published frameworks call them", () => {
  const supported = new Set(supportedBy(["redaction"]));
  for (
    const id of [
      "soc2@2017:CC6.7",
      "owasp-llm@2025:LLM02",
      "owasp-nhi@2025:NHI2",
      "sp800-53@5.2.0:SC-7(10)",
      "iso27001@2022:A.8.12",
    ]
  ) equal(supported.has(id), true, id);
  deepEqual(
    supportedBy(["killswitch"]).includes("eu-ai-act@2024-1689:14(4)(e)"),
    true,
  );
  deepEqual(supportedBy([]), []);
});

for (const { prefix, expect } of titles.cases) {
  Deno.test(`the titles of ${prefix} are those that are published`, () => {
    const ours = CONTROLS.filter(({ id }) => id.startsWith(`${prefix}:`))
      .map(({ id, title }) => [id.slice(prefix.length + 1), title]);
    deepEqual(Object.fromEntries(ours), expect);
  });
}
