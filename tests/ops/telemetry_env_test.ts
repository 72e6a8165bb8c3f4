import { deepEqual, equal } from "node:assert/strict";
import { telemetryEnv } from "../../ops/telemetry_env.ts";

const of = (vars: Readonly<Record<string, string>>) =>
  telemetryEnv((name) => vars[name]);

const SAFE = { OTEL_DENO_TRACING: "false", OTEL_DENO_CONSOLE: "ignore" };

Deno.test("telemetry that is off needs nothing", () => {
  equal(of({}), null);
  equal(of({ OTEL_DENO: "false", OTEL_DENO_TRACING: "true" }), null);
});

Deno.test("telemetry that is on exports no addresses and no errors", () => {
  deepEqual(of({ OTEL_DENO: "true" }), SAFE);
  deepEqual(of({ OTEL_DENO: "1", OTEL_DENO_TRACING: "true" }), SAFE);
  deepEqual(
    of({ OTEL_DENO: "TRUE", ...SAFE, OTEL_DENO_CONSOLE: "capture" }),
    SAFE,
  );
});

Deno.test("what is set already needs no second process", () => {
  equal(of({ OTEL_DENO: "true", ...SAFE }), null);
});
