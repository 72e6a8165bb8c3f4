type Env = (name: string) => string | undefined;

const ON = ["1", "true"];

/**
 * The variables with which the runtime's OpenTelemetry tells no secret; `null`
 * when they are set so already, or it is off.
 *
 * Deno's spans hold addresses with their queries, in which keys travel, and its
 * log records hold whatever an error quotes. Its metrics hold neither.
 */
export function telemetryEnv(
  env: Env,
): Readonly<Record<string, string>> | null {
  const on = ON.includes((env("OTEL_DENO") ?? "").toLowerCase());
  const safe = Object.entries(SAFE);
  if (!on || safe.every(([name, value]) => env(name) === value)) return null;
  return SAFE;
}

const SAFE = { OTEL_DENO_TRACING: "false", OTEL_DENO_CONSOLE: "ignore" };
