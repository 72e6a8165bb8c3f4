import { createHash } from "node:crypto";
import type { Incoming } from "../../../proxy/mod.ts";

// deno-lint-ignore no-explicit-any
export type Any = any;

/** A long conversation on one wire, by a client and a provider of their own. */
export interface Talk {
  readonly name: string;
  readonly provider: string;
  readonly path: string;
  /** What the client adds before it asks for the nth time. */
  readonly say: (n: number, secret: string) => readonly Any[];
  /** The whole request; the turns stand last in it. */
  readonly ask: (turns: readonly Any[]) => Any;
  /**
   * What the provider answers. It must have all it ever signed or sealed back
   * as it was, and fails if it has not.
   */
  readonly answer: (body: Any, n: number) => Incoming;
  /** What the client keeps of an answer, to send it again. */
  readonly keep: (answer: string) => readonly Any[];
  /** Signed or sealed blocks in what the provider received. */
  readonly sealed: (body: Any) => readonly Any[];
}

/** A signature that only the provider can make. */
export function sign(text: string): string {
  return createHash("sha512").update(`provider ${text}`).digest("base64");
}

/** The last placeholder in what the provider received. */
export function lastPlaceholder(body: Any): string {
  return JSON.stringify(body).match(/<pl:[A-Z]+:[0-9a-f]{16}>/g)!.at(-1)!;
}

/** A small `.env` file, in base64. */
export function envFile(n: number, secret: string): string {
  return btoa(`# ${n}\nKEY=${secret}\n`);
}

/** A picture of nothing; the same each time. */
export function picture(n: number): string {
  return btoa(`\x89PNG ${n} `.repeat(40));
}
