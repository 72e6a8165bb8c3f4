import { type HostRule, placeOf } from "./host_rule.ts";

/** Where a host's traffic really goes. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** `false` only for a loopback upstream written as `http:`. */
  readonly secure: boolean;
  /** The `Host` field's value: the port is left out when it is the default. */
  readonly authority: string;
}

/** The host itself, or the upstream that its rule sends it to. */
export function targetOf(rule: HostRule, host: string): Target {
  const { protocol, hostname, port } = new URL(
    rule.upstream ?? `https://${host}:${placeOf(rule.name).port}`,
  );
  const secure = protocol === "https:";
  const bare = hostname.replace(/^\[|\]$/g, "");
  const usual = secure ? 443 : 80;
  const authority = port === "" ? hostname : `${hostname}:${port}`;
  return {
    host: bare,
    port: port === "" ? usual : Number(port),
    secure,
    authority,
  };
}
