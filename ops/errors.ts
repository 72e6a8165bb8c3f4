import { WaterwallError } from "../audit/mod.ts";

/** The configuration cannot be used. */
export class ConfigError
  extends WaterwallError<"unreadable" | "invalid" | "fixed"> {}

/** The folder that holds Waterwall's state cannot be used. */
export class HomeError
  extends WaterwallError<"unknown" | "unusable" | "running" | "not_running"> {
  /** Another instance has the folder's lock; `said` is what it says of itself. */
  static running(
    dir: string,
    said: { readonly pid: number; readonly proxyPort: number } | null,
  ): HomeError {
    const where = said === null
      ? ""
      : ` (process ${said.pid}, port ${said.proxyPort})`;
    return new HomeError(
      "running",
      `Cannot start as an instance runs already in ${dir}${where}`,
      { hint: "Use that one, stop it, or give another --home" },
    );
  }
}

/** The CA cannot be used, or not for this. */
export class CaError extends WaterwallError<"unusable" | "host_outside"> {
  static hostOutside(host: string): CaError {
    return new CaError(
      "host_outside",
      `Cannot vouch for ${host} as the CA is limited to the protected hosts`,
      { hint: "Run `waterwall regen-ca` after a change of the hosts" },
    );
  }
}

/** An instance cannot be started. */
export class ServiceError
  extends WaterwallError<"port_taken" | "worker_died" | "busy"> {
  static busy(): ServiceError {
    return new ServiceError(
      "busy",
      "Cannot change the configuration as a worker is being replaced",
      { hint: "Try again in a moment" },
    );
  }

  static notReplaced(cause: unknown): ServiceError {
    return new ServiceError(
      "worker_died",
      "Cannot change the configuration as no worker could be started for it",
      { hint: "See `waterwall logs`; the old one stays", cause },
    );
  }

  static portTaken(port: number, cause: unknown): ServiceError {
    return new ServiceError(
      "port_taken",
      `Cannot serve on 127.0.0.1:${port} as another program does`,
      { hint: "Stop that program, or choose a port; 0 takes any", cause },
    );
  }
}
