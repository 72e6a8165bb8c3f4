import { CATALOGUE, CONTROLS } from "../frameworks.ts";
import type { Counts, Figures } from "./figures.ts";

/** What a verifier found, in words. */
export interface Findings {
  /** `OK …`, `FAIL …` */
  readonly line: string;
  readonly proves: readonly string[];
  readonly provesNot: readonly string[];
}

/** What a report is made of. */
export interface ReportSource {
  readonly findings: Findings;
  readonly figures: Figures;
  readonly origin: string;
  /** First record that was read, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Times of the first and the last of them. */
  readonly since: string;
  readonly until: string;
  /** Keys that signed, each with the size it signed from. */
  readonly keys: readonly {
    readonly vkey: string | undefined;
    readonly from: number;
  }[];
}

/** A report, before it has a form. */
export interface ReportDocument {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** Paragraphs, then a list, then a table: each may be missing. */
export interface Section {
  readonly heading: string;
  readonly text?: readonly string[];
  readonly list?: readonly string[];
  readonly table?: Table;
}

export interface Table {
  readonly columns: readonly string[];
  /** Cells that are numbers stand to the right. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Writes down what a verified log says, and what that is worth. */
export function reportDocument(source: ReportSource): ReportDocument {
  const { figures, origin, since, until } = source;
  return {
    title: "Secrets kept from AI providers",
    sections: [
      {
        heading: "Summary",
        text: [
          `Log ${origin}, from ${since || "–"} to ${until || "–"} (UTC).`,
          "Every figure below was counted from the records after they were verified; none was taken from a summary.",
        ],
        table: summary(source),
      },
      { heading: "What was verified", text: [source.findings.line] },
      { heading: "This proves", list: source.findings.proves },
      { heading: "This does not prove", list: source.findings.provesNot },
      {
        heading: "Secrets withheld, by kind",
        table: counted("Kind", figures.kinds),
      },
      {
        heading: "Secrets withheld, by host",
        table: counted("Host", figures.hosts),
      },
      {
        heading: "Secrets withheld, by day",
        table: counted("Day (UTC)", figures.days),
      },
      {
        heading: "Requests refused, by reason",
        table: counted("Reason", figures.blocks),
      },
      {
        heading: "Rules in force",
        text: ["A policy is named by the SHA-256 digest of its rules."],
        table: {
          columns: ["Since", "Policy"],
          rows: figures.policies.map(({ policy, since }) => [since, policy]),
        },
      },
      {
        heading: "Signing keys",
        table: {
          columns: ["From record", "Key"],
          rows: source.keys.map(({ vkey, from }) => [
            from,
            vkey ?? "(not known: it signed only what was pruned)",
          ]),
        },
      },
      events(figures),
      controls(figures),
    ],
  };
}

function summary({ figures, from, to }: ReportSource): Table {
  const total = (counts: Counts) =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    columns: ["Figure", "Count"],
    rows: [
      ["Secrets withheld", total(figures.kinds)],
      ["Secrets restored in responses", figures.restored],
      ["Placeholders in responses that were never issued", figures.unknown],
      ["Requests refused", total(figures.blocks)],
      ["Sessions closed with a manifest", figures.sessions],
      ["Kinds of secrets", figures.kinds.size],
      ["Hosts", figures.hosts.size],
      [`Records (${from} to ${to - 1})`, to - from],
    ],
  };
}

function counted(name: string, counts: Counts): Table {
  return { columns: [name, "Count"], rows: [...counts] };
}

function events({ events, eventsLeftOut }: Figures): Section {
  return {
    heading: "Events",
    text: eventsLeftOut > 0
      ? [`${eventsLeftOut} more events are not listed.`]
      : [],
    table: {
      columns: ["Record", "Time (UTC)", "Event"],
      rows: events.map(({ seq, ts, what }) => [seq, ts, what]),
    },
  };
}

function controls({ types }: Figures): Section {
  const rows = CONTROLS
    .map(({ id, title, why, records, applicability }) => {
      const count = records.reduce(
        (sum, type) => sum + (types.get(type) ?? 0),
        0,
      );
      return { id, title, why, applicability, count };
    })
    .filter(({ count }) => count > 0);
  return {
    heading: "Controls that these records support",
    text: [
      `Catalogue ${CATALOGUE}. Records are evidence that supports a control; ` +
      "whether a control is met is for the assessor to judge.",
      "“Applies to” says for whom a control can matter; high-risk-only means " +
      "high-risk AI systems within the Regulation.",
    ],
    table: {
      columns: [
        "Control",
        "Records",
        "Applies to",
        "Title",
        "What the records show",
      ],
      rows: rows.map(({ id, title, why, applicability, count }) => [
        id,
        count,
        applicability,
        title,
        why,
      ]),
    },
  };
}
