import { equal } from "node:assert/strict";
import spec from "../../proxy/SPEC.md" with { type: "text" };
import { redactBody } from "../../proxy/body.ts";
import { PROVIDERS, refusal, Vault } from "../../proxy/mod.ts";
import type { ErrorShape } from "../../proxy/mod.ts";
import { endpointFor } from "../../proxy/providers/route.ts";
import { Redactor } from "../../proxy/redact/redactor.ts";
import { restoreJson } from "../../proxy/restore_json.ts";
import { scan, textOf } from "./transcript.ts";

const field = (block: string, name: string) =>
  new RegExp(`^${name} +(.*)$`, "m").exec(block)?.[1];

const key = Uint8Array.from(
  field(spec, "key")!.match(/../g)!,
  (hex) => parseInt(hex, 16),
);
const { request: rules, response } = endpointFor(
  PROVIDERS["anthropic"]!,
  "/v1/messages",
);

const examples = spec.split("```example\n").slice(1)
  .map((rest) => rest.split("```")[0]!);

for (const example of examples) {
  const sent = field(example, "sent")!;
  Deno.test(`SPEC.md: ${sent}`, () => {
    const redactor = new Redactor({
      scan,
      vault: new Vault({ key, now: () => 0 }),
    });
    const out = redactBody(new TextEncoder().encode(sent), {
      contentType: "application/json",
      contentEncoding: null,
      rules,
      redactor,
      maxBytes: 1000,
    });
    equal(textOf(out), field(example, "leaves"));
    const tally = { restored: 0, unknown: 0 };
    const back = restoreJson(out, {
      rules: response,
      lookup: redactor.lookup,
      tally,
    });
    equal(textOf(back), sent);
  });
}

for (const shape of ["anthropic", "openai", "google"] as const) {
  Deno.test(`SPEC.md: the shape of a refusal that ${shape} agents show`, async () => {
    const said = { type: "waterwall_body", message: "…", hint: "…" } as const;
    const answer = refusal(said, shape satisfies ErrorShape);
    equal(answer.status, 502);
    const body = await answer.text();
    equal(body, field(spec, shape));
    const length = new TextEncoder().encode(body).length;
    equal(answer.headers.get("content-length"), String(length));
  });
}

Deno.test("an agent is told not to send a refused request again, but to try an unreachable provider", () => {
  const retry = (type: `waterwall_${string}`) =>
    refusal({ type, message: "", hint: undefined }, "openai").headers
      .get("x-should-retry");
  equal(retry("waterwall_body"), "false");
  equal(retry("waterwall_upstream"), "true");
});
