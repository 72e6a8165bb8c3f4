import { deepEqual, equal, ok } from "node:assert/strict";
import {
  complaintOf,
  exempts,
  statesOf,
} from "../../../cli/doctor/variables.ts";

const values = {
  HTTPS_PROXY: "http://127.0.0.1:8888",
  NO_PROXY: "localhost,127.0.0.1,::1",
  NODE_EXTRA_CA_CERTS: "/home/ca.pem",
};
const protectedHosts = ["api.anthropic.com", "any.openai.azure.com"];

const judged = (env: Readonly<Record<string, string>>) =>
  statesOf(Object.keys(values), {
    values,
    protectedHosts,
    env: (name) => env[name],
  });

Deno.test("what env would set is right, also under its lower-case name", () => {
  const lower = { ...values, HTTPS_PROXY: "", https_proxy: values.HTTPS_PROXY };
  for (const env of [values, lower]) {
    ok(judged(env).every(({ is }) => is === "right"));
  }
});

Deno.test("what is missing and what is another's is told apart", () => {
  const env = { ...values, NODE_EXTRA_CA_CERTS: "/other.pem", HTTPS_PROXY: "" };
  deepEqual(judged(env).map(complaintOf).filter(Boolean), [
    "HTTPS_PROXY is not set",
    "NODE_EXTRA_CA_CERTS has another value",
  ]);
});

Deno.test("a NO_PROXY that leads around the proxy is named with the host, in either spelling", () => {
  for (const name of ["NO_PROXY", "no_proxy"]) {
    const env = { ...values, [name]: "anthropic.com" };
    const [, state] = judged(env);
    equal(
      complaintOf(state!),
      "NO_PROXY keeps api.anthropic.com from the proxy",
    );
  }
});

Deno.test("a list exempts a host by its name, by what is above it, and by *", () => {
  const host = "api.anthropic.com";
  const lists = [host, "x, .anthropic.com", "*.anthropic.com", "*"]
    .concat("anthropic.com:443", "API.ANTHROPIC.COM");
  for (const list of lists) ok(exempts(list, host), list);
  for (
    const list of ["", "localhost,127.0.0.1", "pic.com", "x.api.anthropic.com"]
  ) {
    ok(!exempts(list, host), list);
  }
});
