import { HomeError } from "./errors.ts";

/** Where everything that Waterwall keeps has its place. Absolute paths. */
export interface Home {
  readonly dir: string;
  readonly config: string;
  readonly policy: string;
  /** The certificate that clients trust in addition to their roots. */
  readonly caCert: string;
  readonly caKey: string;
  /** System roots and ours, for clients whose setting replaces the roots. */
  readonly caBundle: string;
  readonly signingKey: string;
  readonly tokenizationKey: string;
  readonly adminToken: string;
  /** Its existence arms the kill switch. */
  readonly killswitch: string;
  readonly audit: string;
  /** Folder of what instances say, for people; no evidence. */
  readonly logs: string;
  /** What they say now; older ones beside it end in `.1`, `.2`, … */
  readonly log: string;
  /** Process id and ports of the instance that runs, if one does. */
  readonly running: string;
}

/** The places in a home folder. */
export function homeAt(dir: string): Home {
  const at = (name: string) => `${dir.replace(/[/\\]+$/, "")}/${name}`;
  return {
    dir,
    config: at("config.toml"),
    policy: at("policy.toml"),
    caCert: at("ca.pem"),
    caKey: at("ca.key"),
    caBundle: at("ca-bundle.pem"),
    signingKey: at("signing.key"),
    tokenizationKey: at("tokenization.key"),
    adminToken: at("admin.token"),
    killswitch: at("killswitch"),
    audit: at("audit"),
    logs: at("logs"),
    log: at("logs/waterwall.log"),
    running: at("running.json"),
  };
}

/** What is asked of the surroundings to find the home folder. */
export interface Surroundings {
  readonly os: "linux" | "darwin" | "windows";
  /** An environment variable; `undefined` if unset. */
  readonly env: (name: string) => string | undefined;
}

/**
 * The home folder: `WATERWALL_HOME`, else `waterwall` in the platform's place
 * for state (XDG Base Directory 0.8 on Linux).
 *
 * @throws {HomeError} `unknown` when nothing says where.
 */
export function resolveHome({ os, env }: Surroundings): string {
  const own = env("WATERWALL_HOME");
  if (own) return own;
  const place = PLACES[os].map((read) => read(env)).find(Boolean);
  if (place) return `${place}/waterwall`;
  throw new HomeError(
    "unknown",
    "Cannot find the home folder as neither WATERWALL_HOME nor HOME is set",
    { hint: "Set WATERWALL_HOME to a folder, or pass --home" },
  );
}

type Place = (env: Surroundings["env"]) => string | undefined;

const under = (name: string, folder: string): Place => (env) =>
  env(name) && env(name) + folder;

const PLACES: Readonly<Record<Surroundings["os"], readonly Place[]>> = {
  linux: [
    // A relative path there is to be ignored, says the specification.
    (env) =>
      env("XDG_STATE_HOME")?.startsWith("/") ? env("XDG_STATE_HOME") : "",
    under("HOME", "/.local/state"),
  ],
  darwin: [under("HOME", "/Library/Application Support")],
  windows: [under("LOCALAPPDATA", ""), under("USERPROFILE", "/AppData/Local")],
};
