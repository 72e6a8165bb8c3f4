import type { AnyVerb } from "../verb.ts";
import { EXIT_TABLE } from "./exit_table.ts";
import { argumentForm, grouped, optionForm, usage } from "./usage.ts";

/** Where things stand in the home folder. */
const FILES: readonly (readonly [string, string])[] = [
  ["config.toml", "settings and hosts; docs/configuration.md lists them"],
  ["policy.toml", "what is taken for a secret, and what then"],
  ["ca.pem, ca.key", "the certificate authority of this machine"],
  ["ca-bundle.pem", "that certificate, and the roots of the system"],
  ["signing.key", "signs the audit log"],
  ["tokenization.key", "makes placeholders the same after a restart"],
  ["admin.token", "the bearer token that the admin server asks for"],
  ["killswitch", "arms the kill switch by being there"],
  ["audit/", "the audit log, its receipts and manifests"],
  ["logs/waterwall.log", "what the instance said; no evidence"],
];

/** The manual page of the whole program, as roff. See man(7). */
export function manPage(verbs: readonly AnyVerb[], version: string): string {
  return [
    `.TH WATERWALL 1 "" "Waterwall ${version}" "User Commands"`,
    ".SH NAME",
    text("waterwall - keeps secrets out of AI requests"),
    ".SH SYNOPSIS",
    ".B waterwall",
    text("VERB [options] [arguments]"),
    ".SH DESCRIPTION",
    text(
      "A local proxy for AI coding agents. Secrets leave this machine as " +
        "placeholders and come back as themselves; every time, a signed log " +
        "says so first. What cannot be protected is refused.",
    ),
    ...[...grouped(verbs)].flatMap(([group, all]) => [
      `.SH ${quoted(group.toUpperCase())}`,
      ...all.flatMap(section),
    ]),
    ".SH EXIT STATUS",
    ...EXIT_TABLE.flatMap(([status, says]) => item(`${status}`, says)),
    ".SH ENVIRONMENT",
    ...item("WATERWALL_HOME", "the home folder, unless --home names one"),
    ...item("OTEL_DENO", "true has the runtime export metrics by OTLP"),
    ".SH FILES",
    text("In the home folder, each for its owner alone:"),
    ...FILES.flatMap(([name, what]) => item(name, what)),
    "",
  ].join("\n");
}

function section(verb: AnyVerb): readonly string[] {
  return [
    `.SS ${quoted(usage(verb))}`,
    text(`${verb.summary}.`),
    ...Object.values(verb.arguments)
      .flatMap((argument) => item(argumentForm(argument), argument.help)),
    ...Object.entries(verb.options)
      .flatMap(([name, option]) => item(optionForm(name, option), option.help)),
    ".PP",
    "Examples:",
    ...verb.examples.flatMap(({ line, purpose }) => item(line, purpose)),
  ];
}

function item(term: string, says: string): readonly string[] {
  return [".TP", `.B ${quoted(term)}`, text(says)];
}

/** A word of a request, whole, whatever it holds. */
function quoted(word: string): string {
  return `"${escaped(word).replaceAll('"', "\\(dq")}"`;
}

/** A line of text; a point at its beginning is no request. */
function text(line: string): string {
  return escaped(line).replace(/^([.'])/, "\\&$1");
}

function escaped(line: string): string {
  return line.replaceAll("\\", "\\e").replaceAll("-", "\\-")
    .replaceAll("’", "'").replaceAll("…", "...");
}
