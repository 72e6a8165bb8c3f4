import { deepEqual, equal, match, ok } from "node:assert/strict";
import { parse } from "smol-toml";
import type { Switch } from "../../../audit/mod.ts";
import type { HostRule } from "../../../proxy/transport/host_rule.ts";
import { judgeConnect } from "../../../proxy/transport/judge_connect.ts";

const rule = (name: string, policy: HostRule["policy"], why?: string) => ({
  name,
  policy,
  provider: policy === "protect" ? "generic" : null,
  upstream: null,
  upstreamCa: null,
  ...why === undefined ? {} : { why },
});

const given = {
  armed: [] as readonly Switch[],
  rules: [
    rule("api.example.com", "protect"),
    rule("login.example.com", "tunnel"),
    rule("*.cursor.example", "deny", "it is seen, NOT protected"),
  ],
  mark: "waterwall-77",
  configFile: "/home/w/config.toml",
};

const judge = (
  host: string,
  { port = 443, via = null as string | null } = {},
) => judgeConnect({ host, port, via }, given);

function problemOf(verdict: ReturnType<typeof judge>) {
  if (verdict.verdict !== "refuse") throw new Error("It was not refused");
  return verdict.problem;
}

Deno.test("a protected host is protected and a tunnelled one tunnelled", () => {
  equal(judge("api.example.com").verdict, "protect");
  equal(judge("login.example.com").verdict, "tunnel");
});

Deno.test("a host that nothing is said of is denied, with the lines that would permit it", () => {
  const verdict = judge("other.example.com");
  const problem = problemOf(verdict);
  ok(verdict.verdict === "refuse");
  deepEqual([verdict.status, verdict.reason], [403, "host"]);
  equal(problem.type, "waterwall_host_denied");
  match(problem.message, /other\.example\.com/);
  match(problem.hint, /\/home\/w\/config\.toml/);
  deepEqual(parse(problem.config!), {
    host: [{ name: "other.example.com", policy: "tunnel" }],
  });
});

Deno.test("the lines that would permit another port name the port", () => {
  const { config } = problemOf(judge("api.example.com", { port: 8443 }));
  deepEqual(parse(config!), {
    host: [{ name: "api.example.com:8443", policy: "tunnel" }],
  });
});

Deno.test("an agent that cannot be protected is told why", () => {
  const { message } = problemOf(judge("api2.cursor.example"));
  match(message, /it is seen, NOT protected/);
});

Deno.test("an armed kill switch comes before every rule, and is named", () => {
  const armed = ["sentinel", "http"] as const;
  for (const host of ["api.example.com", "login.example.com", "x.example"]) {
    const verdict = judgeConnect({ host, port: 443, via: null }, {
      ...given,
      armed,
    });
    ok(verdict.verdict === "refuse");
    deepEqual([verdict.status, verdict.reason], [502, "killswitch"]);
    match(verdict.problem.message, /sentinel, http/);
  }
});

Deno.test("a tunnel that leads back into this proxy is refused", () => {
  const verdict = judge("api.example.com", {
    via: "1.1 corp, 1.1 waterwall-77",
  });
  ok(verdict.verdict === "refuse");
  equal(verdict.status, 508);
  equal(
    judge("api.example.com", { via: "1.1 waterwall-78" }).verdict,
    "protect",
  );
});
