import { equal, match } from "node:assert/strict";
import { judge as judgeCondition } from "../../../cli/hook/condition.ts";
import {
  sessionStartAnswer,
  warningOf,
} from "../../../cli/hook/session_start.ts";

const probed = { healthy: true, status: "ok", armed: [] };
const healthy = judgeCondition("/home", 8888, probed);
const offline = judgeCondition("/home", 8888, undefined);

Deno.test("only an instance that answers and protects is healthy", () => {
  equal(healthy.is, "healthy");
  equal(offline.is, "offline");
  const armed = { healthy: false, status: "killswitch", armed: ["sentinel"] };
  equal(judgeCondition("/home", 1, armed).is, "armed");
  const down = { healthy: false, status: "audit_down", armed: [] };
  equal(judgeCondition("/home", 1, down).is, "unhealthy");
});

Deno.test("every other condition says why, and what helps", () => {
  const armed = { healthy: false, status: "killswitch", armed: ["http"] };
  const told = warningOf({
    condition: judgeCondition("/home", 1, armed),
    isRouted: true,
  });
  match(told!, /kill switch is armed \(http\)\. .*killswitch clear/);
  match(
    warningOf({ condition: offline, isRouted: false })!,
    /no proxy answers for \/home\. Run `waterwall start`/,
  );
});

Deno.test("a protected session learns what placeholders are, and no warning", () => {
  const answer = JSON.parse(
    sessionStartAnswer({ condition: healthy, isRouted: true }),
  );
  equal(answer.systemMessage, undefined);
  equal(answer.hookSpecificOutput.hookEventName, "SessionStart");
  match(answer.hookSpecificOutput.additionalContext, /<pl:TYPE:/);
});

Deno.test("a session that does not go through the proxy is told so, though that is healthy", () => {
  const answer = JSON.parse(
    sessionStartAnswer({ condition: healthy, isRouted: false }),
  );
  match(answer.systemMessage, /does not go through it/);
  match(
    answer.hookSpecificOutput.additionalContext,
    /^Waterwall does not protect this session/,
  );
});
