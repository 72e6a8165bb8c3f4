import { type Agent, AGENTS } from "../agents.ts";
import { type Runtime, RUNTIMES } from "./runtimes.ts";
import type { Handshake } from "./shake_hands.ts";
import { statesOf, type VariableState, type Wanted } from "./variables.ts";

/** What is known of an agent on this machine. */
export interface AgentState {
  readonly name: string;
  /** Where it is; `null` if it is not installed. */
  readonly path: string | null;
  /** `here`: in this shell; `elsewhere`: once it is set up; `never`: it cannot be. */
  readonly protected: "here" | "elsewhere" | "never";
  /** Why not, or what else to know; `null` if nothing. */
  readonly note: string | null;
  readonly variables: readonly VariableState[];
}

/** What is known of a runtime on this machine. */
export interface RuntimeState {
  readonly name: string;
  readonly path: string;
  readonly variables: readonly VariableState[];
  /** `null` while no proxy runs to connect through. */
  readonly handshake: Handshake | null;
  /** Whether the connection was made with the variables of this shell, or with those that `env` would set. */
  readonly by: "this shell" | "the fix";
}

/** All that the doctor has to say. */
export interface Diagnosis {
  readonly agents: readonly AgentState[];
  readonly runtimes: readonly RuntimeState[];
  /** What to do, in order; empty if all is well. */
  readonly fixes: readonly string[];
}

/** Where a shell finds a program. */
export type Which = (program: string) => string | undefined;

/** Agents that are installed, and all that cannot be protected. */
export function agentStates(
  which: Which,
  wanted: Wanted,
  agents: readonly Agent[] = AGENTS,
): readonly AgentState[] {
  return agents.map((agent) => agentState(agent, which, wanted))
    .filter((state) => state.path !== null || state.protected === "never");
}

function agentState(agent: Agent, which: Which, wanted: Wanted): AgentState {
  const { name, commands, honours, unprotected, note } = agent;
  const path = commands.map(which).find((found) => found !== undefined);
  const variables = statesOf(honours, wanted);
  return {
    name,
    path: path ?? null,
    protected: unprotected !== null
      ? "never"
      : areRight(variables)
      ? "here"
      : "elsewhere",
    note: unprotected ?? note,
    variables,
  };
}

/** Runtimes that are installed. */
export function installedRuntimes(
  which: Which,
): readonly { readonly runtime: Runtime; readonly path: string }[] {
  return RUNTIMES.flatMap((runtime) => {
    const path = which(runtime.command);
    return path === undefined ? [] : [{ runtime, path }];
  });
}

/** Whether nothing is amiss with them. */
export function areRight(variables: readonly VariableState[]): boolean {
  return variables.every(({ is }) => is === "right");
}

/** What is to be done about it, each as a line to type or a thing to do. */
export function fixesOf(
  { agents, runtimes }: Omit<Diagnosis, "fixes">,
  { isRunning, start, paste }: {
    readonly isRunning: boolean;
    /** The line that starts the proxy. */
    readonly start: string;
    /** The line that sets the variables in this shell. */
    readonly paste: string;
  },
): readonly string[] {
  const states = [
    ...agents.filter((it) => it.protected !== "never"),
    ...runtimes,
  ];
  const variables = states.flatMap((state) => state.variables);
  const around = variables.filter(({ is }) => is === "around");
  const hosts = [...new Set(around.map(({ host }) => host))];
  const failed = runtimes.filter(({ handshake }) => handshake?.ok === false);
  return [
    ...isRunning ? [] : [start],
    ...hosts.map((host) => `take ${host} out of NO_PROXY`),
    ...variables.some(({ is }) => is === "missing" || is === "other")
      ? [paste]
      : [],
    ...failed.map(({ name }) =>
      `look at ${name}: it cannot connect even with the right variables`
    ),
  ];
}
