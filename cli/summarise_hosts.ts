/** From so many hosts on that differ in one label, they are told as one. */
const MANY = 3;

/** Host names in few words: `bedrock-runtime.*.amazonaws.com (35)` for many that differ in one label. */
export function summariseHosts(hosts: readonly string[]): readonly string[] {
  const alike = new Map<string, number>();
  for (const pattern of hosts.flatMap(patternsOf)) {
    alike.set(pattern, (alike.get(pattern) ?? 0) + 1);
  }
  const told = hosts.map((host) => {
    const pattern = patternsOf(host)
      .find((pattern) => alike.get(pattern)! >= MANY);
    return pattern ? `${pattern} (${alike.get(pattern)})` : host;
  });
  return [...new Set(told)];
}

/** A name of four labels or more, each but the last two in turn left open. */
function patternsOf(host: string): readonly string[] {
  const labels = host.split(".");
  if (labels.length < 4) return [];
  return labels.slice(0, -2)
    .map((_, open) => labels.with(open, "*").join("."));
}
