import { deepEqual, match } from "node:assert/strict";
import { Alerts } from "../../ops/alerts.ts";
import type { LogEvent } from "../../ops/log.ts";

/** Alerts, and what they said. */
function heard(): { alerts: Alerts; said: LogEvent[] } {
  const said: LogEvent[] = [];
  const alerts = new Alerts((event) => said.push(event), "/home/w/config.toml");
  return { alerts, said };
}

Deno.test("a denied host is told now and then, with the lines that would permit it", () => {
  const { alerts, said } = heard();
  const denied = { fact: "denied", host: "a.example.com" } as const;
  alerts.see([denied, denied], 0);
  alerts.see([denied], 1_000);
  deepEqual(said.map(({ level }) => level), ["warning"]);
  match(said[0]!.text, /name = "a\.example\.com" policy = "tunnel"/);
  match(said[0]!.text, /\/home\/w\/config\.toml/);
  alerts.see([denied], 600_000);
  deepEqual(said.length, 2);
});

Deno.test("a failure outside every request is an alarm", () => {
  const { alerts, said } = heard();
  alerts.see([{ fact: "fault", why: "TypeError" }], 0);
  deepEqual(said.map(({ level }) => level), ["alarm"]);
});

Deno.test("facts that nobody has to act on are not told", () => {
  const { alerts, said } = heard();
  alerts.see([{ fact: "upstream", host: "a", reachable: true }], 0);
  deepEqual(said, []);
});

Deno.test("a request that was passed on is a line for who debugs, without its content", () => {
  const { alerts, said } = heard();
  const at = { request: "r", session: "s", host: "api.example.com" };
  alerts.see(
    [{ fact: "passed", ...at, agent: "agent/1", addedMs: 1.23456 }],
    0,
  );
  deepEqual(said, [{
    level: "debug",
    text: "Passed a request on",
    about: { request: "r", host: "api.example.com", added_ms: 1.23 },
  }]);
});
