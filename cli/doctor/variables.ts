/** How a variable stands in a shell. */
export interface VariableState {
  readonly name: string;
  readonly is: "right" | "missing" | "other" | "around";
  /** For `around`: a protected host that it keeps from the proxy. */
  readonly host?: string;
}

/** What the variables of a shell are held against. */
export interface Wanted {
  /** What `env` would set. */
  readonly values: Readonly<Record<string, string>>;
  readonly env: (name: string) => string | undefined;
  readonly protectedHosts: readonly string[];
}

/** How each of these stands; the lower-case name of a proxy variable counts too. */
export function statesOf(
  names: readonly string[],
  wanted: Wanted,
): readonly VariableState[] {
  return names.map((name) => stateOf(name, wanted));
}

function stateOf(
  name: string,
  { values, env, protectedHosts }: Wanted,
): VariableState {
  const held = env(name) || env(name.toLowerCase());
  if (name === "NO_PROXY") {
    const list = [env(name), env(name.toLowerCase())].join(",");
    const host = protectedHosts.find((host) => exempts(list, host));
    if (host !== undefined) return { name, is: "around", host };
  }
  if (!held) return { name, is: "missing" };
  return { name, is: held === values[name] ? "right" : "other" };
}

/** Whether a NO_PROXY list has a host reached directly, as most programs read it. */
export function exempts(list: string, host: string): boolean {
  return list.split(/[\s,]+/).some((entry) => {
    const name = entry.replace(/:\d+$/, "").replace(/^\*?\./, "").toLowerCase();
    if (name === "*") return true;
    return name !== "" && (host === name || host.endsWith(`.${name}`));
  });
}

/** The same for people; empty if it is right. */
export function complaintOf({ name, is, host }: VariableState): string {
  switch (is) {
    case "right":
      return "";
    case "missing":
      return `${name} is not set`;
    case "other":
      return `${name} has another value`;
    case "around":
      return `${name} keeps ${host} from the proxy`;
  }
}
