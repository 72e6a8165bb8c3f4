import type { Condition } from "./condition.ts";

/** What a session start tells, and what it depends on. */
export interface SessionStart {
  readonly condition: Condition;
  /** Whether this process's environment leads to the proxy. */
  readonly isRouted: boolean;
}

/**
 * The answer of a SessionStart hook of Claude Code, as one line of JSON.
 * Its `additionalContext` is read by the model, its `systemMessage` by the
 * person. Source: https://code.claude.com/docs/en/hooks#sessionstart
 */
export function sessionStartAnswer(start: SessionStart): string {
  const warning = warningOf(start);
  return JSON.stringify({
    ...warning !== null && { systemMessage: `Waterwall: ${warning}` },
    hookSpecificOutput: {
      hookEventName: "SessionStart",
      additionalContext: warning === null
        ? PROTECTED
        : `Waterwall does not protect this session: ${warning} ` +
          "Secrets that you read may reach the model's provider. Tell the " +
          "user so before you open files that hold any.",
    },
  });
}

/** What is wrong, for a person; `null` if the session is protected. */
export function warningOf(
  { condition, isRouted }: SessionStart,
): string | null {
  if (condition.is !== "healthy") return `${condition.why}. ${condition.hint}`;
  if (isRouted) return null;
  return "the proxy runs, but this session does not go through it. Start it " +
    "by `waterwall run -- claude`, or in a shell with the profile's hook.";
}

const PROTECTED =
  "Waterwall protects this session. Secrets reach you as placeholders such as " +
  "<pl:TYPE:0123456789abcdef> and are put back on this machine: in what you " +
  "write and in what you hand to tools. Treat a placeholder as the value " +
  "itself: copy it exactly, never shorten, decode or invent one.";
