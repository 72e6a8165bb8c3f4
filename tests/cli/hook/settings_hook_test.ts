import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { withHook, withoutHook } from "../../../cli/hook/settings_hook.ts";

const COMMAND = "/bin/waterwall pre-launch-hook --format claude-code";
const OURS = { hooks: [{ type: "command", command: COMMAND }] };
const THEIRS = {
  matcher: "startup",
  hooks: [{ type: "command", command: "x" }],
};

const LAID_OUT = [undefined, 2, "\t"];

Deno.test("a first file holds the hook and nothing else", () => {
  for (const empty of ["", "\n"]) {
    deepEqual(JSON.parse(withHook(empty, COMMAND)), {
      hooks: { SessionStart: [OURS] },
    });
  }
});

Deno.test("whatever stands in the settings stays, and taking the hook out gives them back byte for byte", () => {
  const kept = [
    { model: "opus", env: { A: "1" } },
    { hooks: { Stop: [THEIRS] }, permissions: { allow: ["Bash(ls:*)"] } },
    { hooks: { SessionStart: [THEIRS], Stop: [] }, model: "opus" },
  ];
  for (const settings of kept) {
    for (const space of LAID_OUT) {
      const before = JSON.stringify(settings, null, space) + "\n";
      const after = withHook(before, COMMAND);
      const { hooks, ...rest } = JSON.parse(after);
      const { hooks: had, ...others } = settings as Record<string, unknown>;
      deepEqual(rest, others);
      deepEqual(hooks, {
        ...had as object,
        SessionStart: [
          ...(had as { SessionStart?: unknown[] })?.SessionStart ?? [],
          OURS,
        ],
      });
      equal(withoutHook(after), before);
    }
  }
});

Deno.test("any settings that hold something come back byte for byte", () => {
  const settings = fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) =>
      key !== "hooks" && key !== "__proto__"
    ),
    fc.jsonValue(),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(settings, fc.constantFrom(...LAID_OUT), (value, space) => {
      const before = JSON.stringify(value, null, space);
      const after = withHook(before, COMMAND);
      deepEqual(JSON.parse(after).hooks, { SessionStart: [OURS] });
      equal(withoutHook(after), before);
    }),
  );
});

Deno.test("it is there once, however often it is added, and an older one is replaced", () => {
  const once = withHook("{}", COMMAND);
  equal(withHook(once, COMMAND), once);
  const moved = withHook(once, `/else${COMMAND}`);
  deepEqual(JSON.parse(moved).hooks.SessionStart[0].hooks, [
    { type: "command", command: `/else${COMMAND}` },
  ]);
});

Deno.test("a hook of ours beside one of theirs is taken out alone", () => {
  const shared = { matcher: "x", hooks: [OURS.hooks[0], THEIRS.hooks[0]] };
  const text = JSON.stringify({ hooks: { SessionStart: [shared] } });
  deepEqual(JSON.parse(withoutHook(text)), {
    hooks: { SessionStart: [{ matcher: "x", hooks: THEIRS.hooks }] },
  });
});

Deno.test("settings that are no JSON, or have another shape, are refused with what to do", () => {
  const unfit = ["{", "// a\n{}", "[]", '{"hooks":[]}']
    .concat('{"hooks":{"SessionStart":{}}}', "null");
  for (const settings of unfit) {
    throws(() => withHook(settings, COMMAND), {
      code: "unreadable",
      hint: "Mend the file by hand; nothing in it was changed.",
    });
  }
});
