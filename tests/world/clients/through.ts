import { deepEqual, equal, ok } from "node:assert/strict";
import { type Canary, makeCanaries } from "../../../cli/prove/canaries.ts";
import { STUB_HOSTS } from "../../../cli/prove/stub_home.ts";
import {
  startStubProvider,
  type StubOptions,
  type StubProvider,
} from "../../../cli/prove/stub_provider.ts";
import {
  type RunningWaterwall,
  startWaterwall,
} from "../cli/running_waterwall.ts";
import { WATERWALL } from "../cli/waterwall.ts";
import { run } from "../support/run.ts";
import type { Errand, Told } from "./scripts/conversation.ts";

/** A stub provider, and the whole product in front of it. */
export interface Between {
  readonly stub: StubProvider;
  readonly waterwall: RunningWaterwall;
  readonly prompt: Spoken;
  readonly output: Spoken;
}

/** A text and the secrets in it. */
export interface Spoken {
  readonly text: string;
  readonly canaries: readonly Canary[];
}

/** Whom a stub plays besides Anthropic and OpenAI, and how. */
export interface Stage extends Pick<StubOptions, "otherwise"> {
  readonly hosts?: Readonly<Record<string, string>>;
}

/** Runs a test between a stub and its clients, and checks at the end that no secret reached the stub. */
export async function through(
  test: (between: Between) => Promise<void>,
  { otherwise, hosts = STUB_HOSTS }: Stage = {},
) {
  const stub = await startStubProvider(otherwise ? { otherwise } : {});
  try {
    const waterwall = await startWaterwall({ ...stub, hosts });
    const between = { stub, waterwall, prompt: speak(), output: speak() };
    try {
      await test(between);
      keptSecret(between);
    } finally {
      equal(await waterwall.stop(), 0);
    }
  } finally {
    await stub.close();
  }
}

function speak(): Spoken {
  const canaries = makeCanaries((bytes) => crypto.getRandomValues(bytes));
  return { canaries, text: canaries.map(({ text }) => text).join("\n") };
}

function keptSecret({ stub, prompt, output }: Between) {
  const bodies = stub.received.map(({ body }) =>
    new TextDecoder().decode(body)
  );
  ok(bodies.some((body) => body.includes("<pl:")));
  for (const { kind, secret } of [...prompt.canaries, ...output.canaries]) {
    deepEqual(stub.tracesOf(secret), [], kind);
  }
  ok(
    stub.tracesOf("<pl:PRIVATE_KEY").length + stub.tracesOf("<pl:").length > 0,
  );
}

/** Runs the SDKs' program and checks that it was told what it had said, every time. */
export async function runErrand(
  command: readonly string[],
  { between, origins }: {
    readonly between: Between;
    readonly origins: Pick<Errand, "anthropic" | "openai">;
  },
) {
  const { prompt, output, stub } = between;
  const errand: Errand = {
    ...origins,
    prompt: prompt.text,
    output: output.text,
  };
  const told: readonly Told[] = JSON.parse(
    await textOf([...command, JSON.stringify(errand)]),
  );
  equal(told.length, 12);
  for (const { turn, text, argument } of told) {
    const expected = turn.endsWith("1") ? prompt.text : output.text;
    equal(text, expected, turn);
    equal(argument, expected, turn);
  }
  equal(stub.received.length, 12);
}

/** What a command prints; fails with what it complains of. */
export async function textOf(
  [program, ...args]: readonly string[],
  stdin: string | Uint8Array = "",
): Promise<string> {
  const { code, stdout, stderr } = await run(program!, args, { stdin });
  equal(code, 0, stderr);
  return stdout;
}

/** A command in a shell that has evaluated `waterwall env`, as a person's has. */
export function inPreparedShell(
  { home }: Pick<RunningWaterwall, "home">,
  command: readonly string[],
): readonly string[] {
  const env = [...WATERWALL, "env", "--shell", "sh", "--home", home]
    .map((word) => `'${word}'`).join(" ");
  return ["sh", "-c", `eval "$(${env})" && exec "$@"`, "sh", ...command];
}
