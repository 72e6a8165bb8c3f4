import { launchAgent } from "./launch_agent.ts";
import { scheduledTask } from "./scheduled_task.ts";
import { systemdUnit } from "./systemd_unit.ts";

/** What an entry that starts an instance at login is made from. */
export interface AutostartOptions {
  readonly os: "linux" | "darwin" | "windows";
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Variables that it is to have, where the system can set them. */
  readonly variables: Readonly<Record<string, string>>;
  /** The home folder of the instance; absolute. */
  readonly home: string;
  /** An environment variable. */
  readonly env: (name: string) => string | undefined;
}

/** One entry of the system's, and the commands that it takes. */
export interface Autostart {
  /** How people call it. */
  readonly kind: string;
  readonly path: string;
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le";
  readonly install: readonly (readonly string[])[];
  readonly uninstall: readonly (readonly string[])[];
  /** Succeeds while it runs. */
  readonly status: readonly string[];
}

const UNIT = "waterwall.service";
const LABEL = "dev.waterwall.proxy";
const TASK = "Waterwall";

/** How an instance is started at login here. */
export function autostart(options: AutostartOptions): Autostart {
  switch (options.os) {
    case "linux":
      return withSystemd(options);
    case "darwin":
      return withLaunchd(options);
    case "windows":
      return withTask(options);
  }
}

function withSystemd(
  { words, variables, home, env }: AutostartOptions,
): Autostart {
  const config = env("XDG_CONFIG_HOME") || `${env("HOME") ?? ""}/.config`;
  const systemctl = ["systemctl", "--user"];
  return {
    kind: "systemd user unit",
    path: `${config}/systemd/user/${UNIT}`,
    text: systemdUnit({ words, variables, home }),
    encoding: "utf-8",
    install: [
      [...systemctl, "daemon-reload"],
      [...systemctl, "enable", "--now", UNIT],
    ],
    uninstall: [[...systemctl, "disable", "--now", UNIT]],
    status: [...systemctl, "is-active", UNIT],
  };
}

function withLaunchd(
  { words, variables, home, env }: AutostartOptions,
): Autostart {
  const path = `${env("HOME") ?? ""}/Library/LaunchAgents/${LABEL}.plist`;
  return {
    kind: "launchd agent",
    path,
    text: launchAgent({ words, variables, home, label: LABEL }),
    encoding: "utf-8",
    install: [["launchctl", "load", "-w", path]],
    uninstall: [["launchctl", "unload", "-w", path]],
    status: ["launchctl", "list", LABEL],
  };
}

function withTask({ words, home, env }: AutostartOptions): Autostart {
  const path = `${home}/waterwall-task.xml`;
  const user = [env("USERDOMAIN"), env("USERNAME")].filter(Boolean).join("\\");
  return {
    kind: "scheduled task",
    path,
    text: scheduledTask({ words, user }),
    encoding: "utf-16le",
    install: [
      ["schtasks", "/Create", "/TN", TASK, "/XML", path, "/F"],
      ["schtasks", "/Run", "/TN", TASK],
    ],
    uninstall: [
      ["schtasks", "/End", "/TN", TASK],
      ["schtasks", "/Delete", "/TN", TASK, "/F"],
    ],
    status: ["schtasks", "/Query", "/TN", TASK],
  };
}
