import {
  loadRuleNames,
  type PolicyData,
  type PolicySource,
} from "../../proxy/mod.ts";
import { WaterwallError } from "../../audit/mod.ts";
import { ConfigError } from "../errors.ts";
import type { Home } from "../home.ts";
import type { Log } from "../log.ts";
import { mustBeWritten } from "../must_be_written.ts";
import { readIfThere } from "../open_home.ts";
import type { LoadedPolicy } from "../proxy_isolate.ts";
import { parsePolicy } from "./parse_policy.ts";
import { type Known, readKnown } from "./read_known.ts";
import { realSurroundings } from "./surroundings.ts";

/** What is in force after a reload. */
export interface Reloaded extends Omit<LoadedPolicy, "text"> {
  /** Whether the policy is another one. */
  readonly changed: boolean;
  /** Whether the configuration is. */
  readonly reconfigured: boolean;
  /** Number of protected hosts. */
  readonly hosts: number;
  /** Why the CA was made anew, so that clients must read it; else `null`. */
  readonly caMade: string | null;
}

/** Keeps what is in force what policy.toml and config.toml say. */
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

  /** The files that it was read from. */
  get files(): readonly string[] {
    return [this.#home.policy, ...this.#known.files];
  }

  /**
   * Reads the file and all sources of known values.
   *
   * @throws {ConfigError} with file, line and reason
   */
  async read(
    options: { readonly again?: boolean } = {},
  ): Promise<PolicySource> {
    const data = await readPolicy(this.#home, options);
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
    const reloaded = this.#running.then(async () => {
      return await adopt(await this.read({ again: true }));
    });
    this.#running = reloaded.then((done) => {
      this.#tell(null);
      this.#sayDone(done);
    }, (error) => {
      this.#tell(reasonOf(error));
      this.#sayRefused(error);
    });
    return reloaded;
  }

  /** Who is told, from now on, of each reload: why it was refused, or `null`. */
  tell(told: (why: string | null) => void): void {
    this.#tell = told;
  }

  #sayDone(
    { changed, reconfigured, patterns, policy, hosts, caMade }: Reloaded,
  ) {
    if (changed) {
      const text = `A new policy is in force: ${patterns} rules, ${policy}`;
      this.#log({ level: "info", text });
    }
    if (reconfigured) {
      const text = `A new configuration is in force: ${hosts} protected hosts`;
      this.#log({ level: "info", text });
    }
    if (caMade !== null) {
      const text = `Made a new CA (${caMade}): start your agents again, ` +
        "so that they read it";
      this.#log({ level: "warning", text });
    }
  }

  #sayRefused(error: unknown) {
    const text = `The old configuration stays: ${reasonOf(error)}`;
    this.#log({ level: "warning", text });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof WaterwallError
    ? `${error.message}. ${error.hint ?? ""}`.trim()
    : "it failed";
}

/**
 * The policy of a home; the default where there is no file.
 *
 * @param again Whether an instance runs by what was read before.
 */
export async function readPolicy(
  home: Home,
  { again = false }: { readonly again?: boolean } = {},
): Promise<PolicyData> {
  const text = await readIfThere(home.policy).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError("unreadable", `Cannot read ${home.policy}: ${why}`, {
      hint: "Check that the file is yours to read",
      cause,
    });
  });
  if (again) mustBeWritten(home.policy, text);
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
