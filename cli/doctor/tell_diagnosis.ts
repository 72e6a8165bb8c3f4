import { table } from "../table.ts";
import type { AgentState, Diagnosis, RuntimeState } from "./diagnosis.ts";
import { complaintOf, type VariableState } from "./variables.ts";

/** A diagnosis for people. */
export function tellDiagnosis(
  { agents, runtimes, fixes }: Diagnosis,
  { host }: { readonly host: string },
): readonly string[] {
  const installed = agents.some(({ path }) => path !== null);
  return [
    "Agents",
    ...installed ? [] : ["  none is installed that is known here"],
    ...indented(agents.map(agentRow)),
    "",
    `Runtimes, by a TLS connection to ${host} through the proxy`,
    ...indented(runtimes.map(runtimeRow)),
    "",
    ...fixes.length === 0
      ? ["All that can be protected is, in this shell"]
      : ["To do:", ...fixes.map((fix) => `  ${fix}`)],
  ];
}

function indented(rows: readonly (readonly string[])[]): readonly string[] {
  return table(rows).map((line) => `  ${line}`);
}

const PROTECTED: Readonly<Record<AgentState["protected"], string>> = {
  here: "protected here",
  elsewhere: "NOT SET UP in this shell",
  never: "NOT PROTECTED",
};

function agentRow(
  { name, path, protected: is, note, variables }: AgentState,
): readonly string[] {
  const said = is === "elsewhere" ? complaints(variables) : "";
  const names = variables.map((one) => one.name).join(", ");
  const honours = names && `honours ${names}`;
  const parts = [said, honours, note ?? "", path ? "" : "not installed"];
  return [name, PROTECTED[is], parts.filter(Boolean).join("; ")];
}

function runtimeRow(
  { name, variables, handshake, by }: RuntimeState,
): readonly string[] {
  const said = complaints(variables);
  if (handshake === null) return [name, "not tried: no proxy runs", said];
  if (!handshake.ok) return [name, "FAILED", `${handshake.why} (by ${by})`];
  const version = handshake.version && ` ${handshake.version}`;
  return [
    `${name}${version}`,
    by === "this shell" ? "ok" : `ok by ${by}`,
    said,
  ];
}

function complaints(variables: readonly VariableState[]): string {
  return variables.map(complaintOf).filter(Boolean).join(", ");
}
