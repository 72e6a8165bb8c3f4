import { createHash } from "node:crypto";
import type { Hash } from "./entry.ts";

/** The type of a record that can support a control. */
export type Supporting =
  | "genesis"
  | "start"
  | "stop"
  | "redaction"
  | "restoration"
  | "block"
  | "killswitch"
  | "policy"
  | "session"
  | "checkpoint"
  | "key"
  | "anchor"
  | "seal"
  | "recovery"
  | "gap"
  | "export";

/** For whom a control can matter at all. */
export type Applicability =
  | "any"
  | "high-risk-only"
  | "cardholder-data"
  | "health-information"
  | "personal-data"
  | "financial-entities";

/**
 * One control of one framework, and the records that speak for it.
 *
 * A record *supports* a control: it is evidence that an assessor may weigh.
 * No record satisfies a control; whether it is met is the assessor's judgement.
 */
export interface Control {
  /** `framework@edition:id`, never reused for another text. */
  readonly id: string;
  /** The publication it is taken from, in words. */
  readonly edition: string;
  readonly title: string;
  /** What the records show that bears on it. */
  readonly why: string;
  readonly records: readonly Supporting[];
  readonly applicability: Applicability;
}

/** `[id, title, why, record types]`. */
type Row = readonly [string, string, string, readonly Supporting[]];

interface Framework {
  readonly prefix: string;
  readonly edition: string;
  readonly applicability?: Applicability;
  readonly rows: readonly Row[];
}

const REDACTION = ["redaction"] as const;
const RESTORATION = ["restoration"] as const;
const TRAFFIC = ["redaction", "restoration"] as const;
const STOPPING = ["block", "killswitch"] as const;
const CHANGE = ["policy", "key"] as const;
const REVIEW = ["session", "export"] as const;
const PROOF = ["checkpoint", "key", "anchor", "seal"] as const;
const SCARS = ["recovery", "gap"] as const;
const LOGGING = ["start", "stop", "genesis"] as const;
const ALL: readonly Supporting[] = [
  ...LOGGING,
  ...TRAFFIC,
  ...STOPPING,
  ...CHANGE,
  ...REVIEW,
  "checkpoint",
  "anchor",
  "seal",
  ...SCARS,
];

const FRAMEWORKS: readonly Framework[] = [
  {
    prefix: "soc2@2017",
    edition:
      "AICPA Trust Services Criteria 2017, points of focus revised in 2022",
    rows: [
      [
        "CC4.1",
        "Ongoing and separate evaluations of controls",
        "sessions are summed up and exported for review outside the system",
        REVIEW,
      ],
      [
        "CC6.1",
        "Logical access to protected information assets",
        "credentials are withheld from a party that has no need for them",
        REDACTION,
      ],
      [
        "CC6.7",
        "Transmission, movement and removal of information is restricted",
        "each withheld value is recorded before the request may leave, and each return of one",
        TRAFFIC,
      ],
      [
        "CC7.1",
        "Detection of configuration changes",
        "a change of the rules in force is recorded with the old and the new digest",
        ["policy"],
      ],
      [
        "CC7.2",
        "Monitoring for anomalies",
        "placeholders that nobody issued are counted in every response",
        RESTORATION,
      ],
      [
        "CC7.3",
        "Evaluation of security events",
        "sessions are summed up and exported for review outside the system",
        REVIEW,
      ],
      [
        "CC7.4",
        "Response to security incidents",
        "stopping all traffic, and each request then refused, is recorded",
        STOPPING,
      ],
      [
        "CC8.1",
        "Change management",
        "changes of rules and of signing keys are recorded when they take effect",
        CHANGE,
      ],
      [
        "CC9.2",
        "Vendor and business partner risk",
        "what was kept from an AI vendor is on record, by host and kind",
        REDACTION,
      ],
      [
        "C1.1",
        "Confidential information is identified and protected",
        "each item is recorded with its kind and a keyed tag",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "owasp-llm@2025",
    edition: "OWASP Top 10 for LLM Applications 2025",
    rows: [
      [
        "LLM02",
        "Sensitive Information Disclosure",
        "secrets are tokenized before a prompt reaches the model",
        REDACTION,
      ],
      [
        "LLM07",
        "System Prompt Leakage",
        "secrets in system prompts are tokenized like any other text",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "owasp-agentic@2026",
    edition: "OWASP Top 10 for Agentic Applications 2026",
    rows: [
      [
        "ASI01",
        "Agent Goal Hijack",
        "an agent led astray cannot send out what was withheld from its model",
        REDACTION,
      ],
      [
        "ASI02",
        "Tool Misuse and Exploitation",
        "each return of secrets towards a tool call is recorded",
        RESTORATION,
      ],
      [
        "ASI03",
        "Identity and Privilege Abuse",
        "credentials are kept out of model context",
        REDACTION,
      ],
      [
        "ASI10",
        "Rogue Agents",
        "a switch that stops all agent traffic, its use recorded",
        STOPPING,
      ],
    ],
  },
  {
    prefix: "owasp-nhi@2025",
    edition: "OWASP Non-Human Identities Top 10 2025",
    rows: [
      [
        "NHI2",
        "Secret Leakage",
        "credentials of machines are found and withheld, each on record",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "owasp-mcp@2025",
    edition: "OWASP MCP Top 10 2025",
    rows: [
      [
        "MCP01",
        "Token Mismanagement & Secret Exposure",
        "tokens in tool definitions and results are withheld from the model",
        REDACTION,
      ],
      [
        "MCP08",
        "Lack of Audit and Telemetry",
        "agent traffic leaves a signed, append-only trail",
        ALL,
      ],
    ],
  },
  {
    prefix: "atlas@5.6.1",
    edition: "MITRE ATLAS 5.6.1",
    rows: [
      [
        "AML.M0020",
        "Generative AI Guardrails",
        "a control between agent and model acts on every request",
        ["redaction", "block"],
      ],
      [
        "AML.M0024",
        "AI Telemetry Logging",
        "requests and responses that carried secrets are logged",
        ALL,
      ],
      [
        "AML.M0033",
        "Input and Output Validation for AI Agent Components",
        "bodies are read in full or refused; unknown placeholders are counted",
        ["redaction", "restoration", "block"],
      ],
      [
        "AML.T0025",
        "Exfiltration via Cyber Means",
        "what would have left in clear is on record",
        REDACTION,
      ],
      [
        "AML.T0055",
        "Unsecured Credentials",
        "credentials found in agent traffic are on record",
        REDACTION,
      ],
      [
        "AML.T0057",
        "LLM Data Leakage",
        "the model never held the values that were withheld",
        REDACTION,
      ],
      [
        "AML.T0083",
        "Credentials from AI Agent Configuration",
        "credentials that agents read from configuration are withheld",
        REDACTION,
      ],
      [
        "AML.T0086",
        "Exfiltration via AI Agent Tool Invocation",
        "each return of secrets towards a tool call is recorded",
        TRAFFIC,
      ],
      [
        "AML.T0098",
        "AI Agent Tool Credential Harvesting",
        "credentials in tool results are withheld from the model",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "sp800-53@5.2.0",
    edition: "NIST SP 800-53 Revision 5, release 5.2.0",
    rows: [
      [
        "AC-4",
        "Information Flow Enforcement",
        "secrets are withheld at the boundary to the provider",
        REDACTION,
      ],
      ["AU-2", "Event Logging", "the event types are a closed list", ALL],
      [
        "AU-3",
        "Content of Audit Records",
        "type, time, source, session, host and outcome in each record",
        ALL,
      ],
      [
        "AU-5",
        "Response to Audit Logging Process Failures",
        "no record, no traffic: a failed append refuses the request",
        ["block", "recovery", "gap"],
      ],
      [
        "AU-5(4)",
        "Shutdown on Failure",
        "a failed sync ends service until an operator acts",
        ["block", "stop", "recovery"],
      ],
      [
        "AU-8",
        "Time Stamps",
        "each record has a UTC time that never falls",
        ALL,
      ],
      [
        "AU-9",
        "Protection of Audit Information",
        "any later change is detected by anyone with the public key",
        PROOF,
      ],
      [
        "AU-9(2)",
        "Store on Separate Physical Systems or Components",
        "heads are cosigned or kept by another machine",
        ["anchor"],
      ],
      [
        "AU-9(3)",
        "Cryptographic Protection",
        "hash chain, Merkle tree and Ed25519 signatures",
        PROOF,
      ],
      [
        "AU-10",
        "Non-repudiation",
        "records stand under a signature of a key that is held in one place",
        PROOF,
      ],
      [
        "AU-11",
        "Audit Record Retention",
        "segments are sealed, and removal leaves a proof of what was there",
        ["seal", "export"],
      ],
      [
        "AU-12",
        "Audit Record Generation",
        "written before the event takes effect",
        ALL,
      ],
      [
        "CM-3",
        "Configuration Change Control",
        "a change of the rules in force is recorded with both digests",
        CHANGE,
      ],
      [
        "IR-4",
        "Incident Handling",
        "containment by the kill switch is recorded with its source",
        STOPPING,
      ],
      [
        "IR-5",
        "Incident Monitoring",
        "refusals are recorded with their reason",
        ["block"],
      ],
      [
        "SA-15(13)",
        "Logging Syntax",
        "closed schemas in canonical JSON, specified with examples",
        ALL,
      ],
      [
        "SC-7",
        "Boundary Protection",
        "traffic to AI providers passes one monitored point",
        ["redaction", "block"],
      ],
      [
        "SC-7(8)",
        "Route Traffic to Authenticated Proxy Servers",
        "traffic to AI providers passes a proxy",
        ["redaction", "block"],
      ],
      [
        "SC-7(10)",
        "Prevent Exfiltration",
        "secrets do not cross the boundary, each on record",
        REDACTION,
      ],
      [
        "SC-7(18)",
        "Fail Secure",
        "what cannot be inspected or recorded is refused",
        ["block"],
      ],
      [
        "SC-8",
        "Transmission Confidentiality and Integrity",
        "values are withheld from the far end of the connection",
        REDACTION,
      ],
      [
        "SC-12",
        "Cryptographic Key Establishment and Management",
        "keys change on record, signed by the old and the new one",
        ["genesis", "key"],
      ],
      [
        "SC-13",
        "Cryptographic Protection",
        "SHA-256, HMAC-SHA-256 and Ed25519",
        PROOF,
      ],
      [
        "SC-24",
        "Fail in Known State",
        "recovery keeps exactly what was signed and quarantines the rest",
        SCARS,
      ],
      [
        "SI-4",
        "System Monitoring",
        "secrets in agent traffic are detected and recorded",
        TRAFFIC,
      ],
      [
        "SI-10",
        "Information Input Validation",
        "bodies that cannot be read are refused",
        ["block"],
      ],
      [
        "SI-12",
        "Information Management and Retention",
        "records hold no secret and can be kept as long as needed",
        ["session", "seal"],
      ],
    ],
  },
  {
    prefix: "ai-rmf@1.0",
    edition: "NIST AI Risk Management Framework 1.0",
    rows: [
      [
        "GOVERN-6.1",
        "Policies and procedures address risks of third-party entities",
        "what was kept from a third-party model is on record",
        REDACTION,
      ],
      [
        "MANAGE-2.4",
        "Mechanisms to supersede, disengage or deactivate AI systems",
        "a switch that stops all agent traffic, its use recorded",
        STOPPING,
      ],
      [
        "MANAGE-4.1",
        "Post-deployment monitoring",
        "figures of each session, recomputable from the log",
        REVIEW,
      ],
      [
        "MEASURE-2.7",
        "Security and resilience are evaluated and documented",
        "protection is documented request by request",
        TRAFFIC,
      ],
      [
        "MEASURE-2.10",
        "Privacy risk is examined and documented",
        "what was withheld is documented by kind",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "iso27001@2022",
    edition: "ISO/IEC 27001:2022, Annex A",
    rows: [
      [
        "A.5.17",
        "Authentication information",
        "authentication information is withheld from AI providers",
        REDACTION,
      ],
      [
        "A.5.28",
        "Collection of evidence",
        "bundles that verify without the system that made them",
        ["export", "checkpoint", "anchor"],
      ],
      [
        "A.5.33",
        "Protection of records",
        "loss, change and forgery of a record are detectable",
        [...PROOF, "export"],
      ],
      [
        "A.8.11",
        "Data masking",
        "values are replaced by keyed tokens",
        REDACTION,
      ],
      [
        "A.8.12",
        "Data leakage prevention",
        "secrets do not leave, each on record",
        REDACTION,
      ],
      ["A.8.15", "Logging", "a signed, append-only log", ALL],
      [
        "A.8.16",
        "Monitoring activities",
        "refusals and unknown placeholders are recorded",
        ["restoration", "block"],
      ],
      [
        "A.8.17",
        "Clock synchronization",
        "time never falls in the log; witnesses add theirs",
        ["checkpoint", "anchor"],
      ],
      [
        "A.8.24",
        "Use of cryptography",
        "keys change on record, signed by the old and the new one",
        ["genesis", "key"],
      ],
      [
        "A.8.32",
        "Change management",
        "changes of rules and keys are recorded",
        CHANGE,
      ],
    ],
  },
  {
    prefix: "iso42001@2023",
    edition: "ISO/IEC 42001:2023, Annex A",
    rows: [
      [
        "A.6.2.6",
        "AI system operation and monitoring",
        "use of AI systems is monitored for secrets",
        ALL,
      ],
      [
        "A.6.2.8",
        "AI system recording of event logs",
        "events of AI use are logged",
        ALL,
      ],
    ],
  },
  {
    prefix: "eu-ai-act@2024-1689",
    edition: "Regulation (EU) 2024/1689",
    applicability: "high-risk-only",
    rows: [
      ["12", "Record-keeping", "events are recorded automatically", ALL],
      [
        "14(4)(e)",
        "Human oversight: stopping the system",
        "a switch that stops all agent traffic, its use recorded",
        ["killswitch"],
      ],
      [
        "15(5)",
        "Cybersecurity",
        "confidential data is withheld from the model",
        ["redaction", "block"],
      ],
      [
        "19",
        "Automatically generated logs",
        "segments are kept and sealed; sequence numbers never restart",
        ["checkpoint", "seal"],
      ],
      [
        "26(5)",
        "Monitoring by deployers",
        "figures of each session, recomputable from the log",
        REVIEW,
      ],
      [
        "26(6)",
        "Logs kept by deployers",
        "segments are kept and sealed; sequence numbers never restart",
        ["checkpoint", "seal"],
      ],
    ],
  },
  {
    prefix: "pci-dss@4.0.1",
    edition: "PCI DSS 4.0.1",
    applicability: "cardholder-data",
    rows: [
      [
        "3.4.1",
        "PAN is masked",
        "card numbers are replaced by tokens",
        REDACTION,
      ],
      [
        "10.2.1.6",
        "Starting, stopping and pausing of audit logs is captured",
        "each start and stop of the log is a record",
        LOGGING,
      ],
      [
        "10.2.2",
        "Details recorded for each event",
        "type, time, source, outcome and affected data by kind",
        ALL,
      ],
      [
        "10.3.2",
        "Audit logs are protected from modification",
        "any later change is detected by anyone with the public key",
        PROOF,
      ],
      [
        "10.3.4",
        "Change detection on audit logs",
        "any later change is detected by anyone with the public key",
        PROOF,
      ],
      [
        "10.5.1",
        "Audit log history is retained",
        "segments are kept and sealed; sequence numbers never restart",
        ["seal"],
      ],
      [
        "10.6",
        "Time synchronization",
        "time never falls in the log; witnesses add theirs",
        ["checkpoint", "anchor"],
      ],
      [
        "10.7.2",
        "Failures of critical security controls are detected",
        "crashes, losses and recoveries leave records",
        [...SCARS, "start", "block"],
      ],
      [
        "12.10.7",
        "Response to stray PAN",
        "card numbers found in agent traffic are on record",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "hipaa@45-cfr-164",
    edition: "HIPAA Security and Privacy Rules, 45 CFR Part 164",
    applicability: "health-information",
    rows: [
      ["312(b)", "Audit controls", "activity is recorded and examinable", ALL],
      [
        "312(c)(1)",
        "Integrity",
        "any later change is detected by anyone with the public key",
        PROOF,
      ],
      [
        "312(e)(1)",
        "Transmission security",
        "values are withheld from the far end of the connection",
        REDACTION,
      ],
      [
        "316(b)(2)(i)",
        "Retention of documentation",
        "segments are kept and sealed; sequence numbers never restart",
        ["seal", "export"],
      ],
      [
        "502(b)",
        "Minimum necessary",
        "what the provider does not need is withheld",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "gdpr@2016-679",
    edition: "Regulation (EU) 2016/679",
    applicability: "personal-data",
    rows: [
      [
        "5(1)(c)",
        "Data minimisation",
        "what the provider does not need is withheld",
        REDACTION,
      ],
      [
        "5(2)",
        "Accountability",
        "compliance can be demonstrated from a signed log",
        ["session", "export", "checkpoint"],
      ],
      [
        "25",
        "Data protection by design and by default",
        "pseudonymisation happens before processing by the provider",
        REDACTION,
      ],
      [
        "28",
        "Processor",
        "what was kept from a processor is on record, by host",
        REDACTION,
      ],
      [
        "32(1)(a)",
        "Pseudonymisation and encryption",
        "values are replaced by keyed tokens",
        REDACTION,
      ],
      [
        "44",
        "Transfers to third countries",
        "what was kept from a transfer is on record, by host",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "dora@2022-2554",
    edition: "Regulation (EU) 2022/2554",
    applicability: "financial-entities",
    rows: [
      [
        "9",
        "Protection and prevention",
        "secrets do not leave, each on record",
        REDACTION,
      ],
      [
        "10",
        "Detection",
        "refusals and unknown placeholders are recorded",
        ["restoration", "block"],
      ],
      [
        "28",
        "ICT third-party risk",
        "what was kept from an AI vendor is on record, by host and kind",
        REDACTION,
      ],
    ],
  },
  {
    prefix: "dora-rts@2024-1774",
    edition: "Commission Delegated Regulation (EU) 2024/1774",
    applicability: "financial-entities",
    rows: [
      [
        "11",
        "Data and system security",
        "values are replaced by keyed tokens",
        REDACTION,
      ],
      [
        "12",
        "Logging",
        "tampering, deletion and failure of logging are detectable",
        [...PROOF, ...LOGGING, ...SCARS],
      ],
    ],
  },
];

/** Every control that is known, in the order of the table. */
export const CONTROLS: readonly Control[] = FRAMEWORKS.flatMap((
  { prefix, edition, applicability = "any", rows },
) =>
  rows.map(([id, title, why, records]) => ({
    id: `${prefix}:${id}`,
    edition,
    title,
    why,
    records,
    applicability,
  }))
);

/** Version of the table: it changes with every change of a row. */
export const CATALOGUE = "controls@2026-11";

/** The table as the file `controls.json` of a bundle. */
export const CATALOGUE_TEXT: string = JSON.stringify(
  { catalogue: CATALOGUE, relation: "supports", controls: CONTROLS },
  null,
  1,
) + "\n";

/** What `sha256sum controls.json` prints; stands in session records. */
export const CATALOGUE_HASH: Hash = createHash("sha256")
  .update(CATALOGUE_TEXT).digest("hex");

/** Ids of the controls that records of these types support, in table order. */
export function supportedBy(types: Iterable<string>): readonly string[] {
  const present = new Set(types);
  return CONTROLS.filter(({ records }) => records.some((t) => present.has(t)))
    .map(({ id }) => id);
}
