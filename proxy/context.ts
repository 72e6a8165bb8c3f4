import type { Entry, Switch } from "../audit/mod.ts";
import type { Forward, Prepare } from "./exchange.ts";
import type { Provider } from "./providers/provider.ts";
import type { Policy } from "./redact/policy.ts";
import type { Explained } from "./redact/redactor.ts";
import type { Vault } from "./redact/vault.ts";
import type { AwsCredentials } from "./signing/sigv4.ts";
import type { Telemetry } from "./telemetry.ts";

/** All that one request may touch outside itself; in a test, a few lambdas. */
export interface Context {
  /** Id of the request, made by Waterwall. */
  readonly id: string;
  readonly session: string;
  /** The protected host, known from the door, never from the request. */
  readonly host: string;
  /** Taken off the front of the URL's path, e.g. `/anthropic` in base-URL mode. */
  readonly prefix?: string;
  readonly provider: Provider;
  readonly vault: Vault;
  /** Asked once per request, so that one request sees one policy. */
  readonly policy: () => Policy;
  readonly activeSwitches: () => readonly Switch[];
  /** Resolves once all these entries are durable, by one sync of the disk. */
  readonly record: (...entries: readonly Entry[]) => Promise<unknown>;
  /** Records without anyone waiting: with the next entries, or in a moment. */
  readonly note: (entry: Entry) => void;
  readonly forward: Forward;
  /** Saves `forward` time, if what is to be sent is known early. */
  readonly prepare?: Prepare;
  readonly limits: {
    /** Of a body, before and after its content-encoding is taken off. */
    readonly maxBodyBytes: number;
  };
  /** The value of the `Host` field that the provider gets; `host` if not said. */
  readonly authority?: string;
  /** Signs for AWS when a signed body had to change; `null` if nobody may. */
  readonly aws?: () => AwsCredentials | null;
  /** Unix milliseconds, for signatures. */
  readonly wallClock?: () => number;
  readonly observe?: (fact: Telemetry) => void;
  /** Told of each secret that the policy judged; never the secret. */
  readonly explain?: (found: Explained) => void;
}

/** All of that but the way to the provider. */
export type Circumstances = Omit<Context, "forward" | "prepare">;
