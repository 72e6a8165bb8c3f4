/** What a client is asked to do, as JSON on its command line. */
export interface Errand {
  /** Base URL of Anthropic's API as this client is to see it. */
  readonly anthropic: string;
  /** The same of OpenAI's. */
  readonly openai: string;
  /** What it says first. */
  readonly prompt: string;
  /** What its tool answers then. */
  readonly output: string;
}

/** What it was told, by turn: as text, and as the argument of its tool. */
export interface Told {
  readonly turn: string;
  readonly text: string | null;
  readonly argument: string;
}

/** The tool that every client offers. */
export const TOOL = {
  name: "bash",
  description: "Runs a command",
  schema: {
    type: "object" as const,
    properties: { command: { type: "string" } },
    required: ["command"],
  },
};
