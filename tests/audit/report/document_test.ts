import { deepEqual, equal, match } from "node:assert/strict";
import { CONTROLS } from "../../../audit/frameworks.ts";
import {
  reportDocument,
  type ReportSource,
} from "../../../audit/report/document.ts";
import { ReportFigures } from "../../../audit/report/figures.ts";
import { reportHtml } from "../../../audit/report/html.ts";
import { reportText } from "../../../audit/report/text.ts";
import { SampleLog, sampleLog } from "../../support/sample_log.ts";

function source(
  log = sampleLog(),
  change: Partial<ReportSource> = {},
): ReportSource {
  const figures = new ReportFigures();
  for (const line of log.lines) figures.visit(JSON.parse(line));
  return {
    findings: { line: "OK records=11", proves: ["one"], provesNot: ["two"] },
    figures: figures.figures(),
    origin: "local/waterwall/3f9c2a7d51e08b64",
    from: 0,
    to: log.size,
    since: "2026-09-01T12:00:00.137Z",
    until: "2026-09-01T12:00:01.507Z",
    keys: [{ vkey: "vkey", from: 0 }],
    ...change,
  };
}

const EVIL = `<script>alert("x")</script>&'\x1b[31m`;

Deno.test("a report says what was verified, proved and counted", () => {
  const { sections } = reportDocument(source());
  deepEqual(sections.map(({ heading }) => heading), [
    "Summary",
    "What was verified",
    "This proves",
    "This does not prove",
    "Secrets withheld, by kind",
    "Secrets withheld, by host",
    "Secrets withheld, by day",
    "Requests refused, by reason",
    "Rules in force",
    "Signing keys",
    "Events",
    "Controls that these records support",
  ]);
  deepEqual(sections[0]!.table!.rows.slice(0, 2), [
    ["Secrets withheld", 3],
    ["Secrets restored in responses", 2],
  ]);
});

Deno.test("only controls with records to support them are named", () => {
  const controls = reportDocument(source(new SampleLog())).sections.at(-1)!;
  const ids = controls.table!.rows.map(([id]) => id);
  equal(ids.includes("pci-dss@4.0.1:10.2.1.6"), true);
  equal(ids.includes("owasp-llm@2025:LLM02"), false);
  equal(ids.length < CONTROLS.length, true);
});

Deno.test("a report in text has its headings and aligned figures", () => {
  const text = reportText(reportDocument(source()));
  match(text, /^Secrets kept from AI providers\n=+\n/);
  match(text, /\nThis proves\n-+\n- one\n/);
  match(text, /\nAWS_ACCESS_KEY +3\n/);
  equal(text.includes("Requests refused, by reason"), false);
  equal(text.split("\n").some((line) => line !== line.trimEnd()), false);
});

Deno.test("a report in HTML stands alone: nothing is fetched, nothing runs", () => {
  const html = reportHtml(reportDocument(source()));
  match(html, /^<!doctype html>\n<html lang="en">/);
  match(html, /content="default-src 'none'; style-src 'unsafe-inline'"/);
  equal(/<(script|link|img|iframe|object)\b/.test(html), false);
  equal(/\b(src|href)=|url\(|@import|https?:/.test(html), false);
  match(html, /<h2>This proves<\/h2>\n<ul>\n<li>one<\/li>/);
  match(html, /<td>AWS_ACCESS_KEY<\/td><td class="number">3<\/td>/);
});

Deno.test("every opened element is closed, in order", () => {
  const html = reportHtml(reportDocument(source()));
  const open: string[] = [];
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (["meta"].includes(name!)) continue;
    if (slash) equal(open.pop(), name);
    else open.push(name!);
  }
  deepEqual(open, []);
});

Deno.test("nothing that a log says can act in a browser or a terminal", () => {
  const findings = { line: EVIL, proves: [EVIL], provesNot: [EVIL] };
  const document = reportDocument(source(sampleLog(), {
    findings,
    origin: EVIL,
    keys: [{ vkey: EVIL, from: 0 }],
  }));
  const html = reportHtml(document);
  equal(html.includes("<script>"), false);
  equal(
    html.includes(
      "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;",
    ),
    true,
  );
  // deno-lint-ignore no-control-regex
  equal(/[\x00-\x09\x0b-\x1f\x7f]/.test(html), false);
  // deno-lint-ignore no-control-regex
  equal(/[\x00-\x09\x0b-\x1f\x7f]/.test(reportText(document)), false);
});

Deno.test("a report claims support, never fulfilment", () => {
  const text = reportText(reportDocument(source()));
  equal(/satisf|compliant|certif|guarantee/i.test(text), false);
  match(text, /for the assessor to judge/);
});
