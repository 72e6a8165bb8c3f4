import {
  loadRuleNames,
  type PolicyData,
  type PolicySource,
} from "../../proxy/mod.ts";
import { WaterwallError } from "../../audit/mod.ts";
import { ConfigError } from "../errors.ts";
import type { Home } from "../home.ts";
import type { Log } from "../log.ts";
import { readIfThere } from "../open_home.ts";
import type { LoadedPolicy } from "../proxy_isolate.ts";
import { parsePolicy } from "./parse_policy.ts";
import { type Known, readKnown } from "./read_known.ts";
import { realSurroundings } from "./surroundings.ts";
import { watchFiles } from "./watch_files.ts";

/** What is in force after a reload. */
export interface Reloaded extends Omit<LoadedPolicy, "text"> {
  readonly changed: boolean;
}

/** Keeps the policy in force the one that policy.toml says. */
export class PolicyKeeper {
  readonly #home: Home;
  readonly #log: Log;
  #known: Known = { values: [], places: [], files: [] };
  #running: Promise<unknown> = Promise.resolve();
  #tell = (_why: string | null) => {};

  constructor(home: Home, log: Log) {
    this.#home = home;
    this.#log = log;
  }

  /** Where known values came from, last time they were read. Never a value. */
  get known(): Known["places"] {
    return this.#known.places;
  }

  /**
   * Reads the file and all sources of known values.
   *
   * @throws {ConfigError} with file, line and reason
   */
  async read(): Promise<PolicySource> {
    const data = await readPolicy(this.#home);
    this.#known = await readKnown(data.sources, realSurroundings);
    return { data, known: this.#known.values };
  }

  /**
   * Reads all anew and has it put in force by `adopt`, one after the other.
   *
   * @throws {WaterwallError} Then the old policy stays.
   */
  reload(
    adopt: (source: PolicySource) => Promise<Reloaded>,
  ): Promise<Reloaded> {
    const reloaded = this.#running.then(async () => adopt(await this.read()));
    this.#running = reloaded.then(
      () => this.#tell(null),
      (error) => this.#tell(reasonOf(error)),
    );
    return reloaded;
  }

  /** Who is told, from now on, of each reload: why it was refused, or `null`. */
  tell(told: (why: string | null) => void): void {
    this.#tell = told;
  }

  /** Reloads whenever a file changes. Returns the end of it. */
  watch(adopt: (source: PolicySource) => Promise<Reloaded>): () => void {
    return watchFiles(
      () => [this.#home.policy, ...this.#known.files],
      () => this.reload(adopt).then(this.#sayDone, this.#sayRefused),
    );
  }

  readonly #sayDone = ({ changed, patterns, policy }: Reloaded): void => {
    if (!changed) return;
    const text = `A new policy is in force: ${patterns} rules, ${policy}`;
    this.#log({ level: "info", text });
  };

  readonly #sayRefused = (error: unknown): void => {
    const text = `The old policy stays: ${reasonOf(error)}`;
    this.#log({ level: "warning", text });
  };
}

function reasonOf(error: unknown): string {
  return error instanceof WaterwallError
    ? `${error.message}. ${error.hint ?? ""}`.trim()
    : "it failed";
}

/** The policy of a home; the default where there is no file. */
export async function readPolicy(home: Home): Promise<PolicyData> {
  const text = await readIfThere(home.policy).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError("unreadable", `Cannot read ${home.policy}: ${why}`, {
      hint: "Check that the file is yours to read",
      cause,
    });
  });
  const file = home.policy;
  const policy = parsePolicy(text ?? "", { file });
  if (!namesRules(policy)) return policy;
  return parsePolicy(text!, { file, ruleNames: await loadRuleNames() });
}

/** Whether the rules must be loaded to tell that their names are right. */
function namesRules({ off, actions, allow, rules }: PolicyData): boolean {
  return [off, Object.keys(actions), allow.rules, rules]
    .some(({ length }) => length > 0);
}
