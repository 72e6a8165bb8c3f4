import { HOSTS } from "../proxy/mod.ts";
import type { HostRule } from "./host_rule.ts";

/**
 * Regions of AWS, which stand inside the names of its hosts. They are written
 * out because neither a certificate's name constraints nor a worker's
 * permissions know a wildcard in the middle of a name.
 */
const AWS_REGIONS: readonly string[] = [
  ...["east-1", "east-2", "west-1", "west-2"].map((r) => `us-${r}`),
  ...["us-gov-east-1", "us-gov-west-1", "sa-east-1", "mx-central-1"],
  ...["ca-central-1", "ca-west-1", "af-south-1", "il-central-1"],
  ...["me-central-1", "me-south-1"],
  ...["central-1", "central-2", "north-1", "south-1", "south-2"].map((r) =>
    `eu-${r}`
  ),
  ...["eu-west-1", "eu-west-2", "eu-west-3", "ap-east-1", "ap-east-2"],
  ...["ap-south-1", "ap-south-2"],
  ...["1", "2", "3"].map((n) => `ap-northeast-${n}`),
  ...["1", "2", "3", "4", "5", "6", "7"].map((n) => `ap-southeast-${n}`),
];

/** The hosts that stand without being configured. Any other is denied. */
export const DEFAULT_HOSTS: readonly HostRule[] = HOSTS.flatMap((host) =>
  spelledOut(host.name).map((name) => ({
    name,
    policy: host.policy,
    provider: host.policy === "protect" ? host.provider ?? "generic" : null,
    upstream: null,
    upstreamCa: null,
  }))
);

/** Why a host is denied, by its name as the table has it. */
export const DENIED_BECAUSE: Readonly<Record<string, string>> = Object
  .fromEntries(HOSTS.flatMap(({ name, why }) => why ? [[name, why]] : []));

function spelledOut(name: string): readonly string[] {
  const [before, after] = name.split(".*.");
  if (after === undefined) return [name];
  return AWS_REGIONS.map((region) => `${before}.${region}.${after}`);
}
