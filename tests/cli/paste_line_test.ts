import { deepEqual, equal } from "node:assert/strict";
import { commandLine, pasteLine, type Started } from "../../cli/paste_line.ts";

const FROM_SOURCE: Started = {
  execPath: "/home/a/.npm/_npx/1/node_modules/@deno/x/deno",
  checkout: "/home/a/waterwall",
  deno: "2.9.6",
  which: () => undefined,
};
const TASK = ["task", "--quiet", "--config", "/home/a/waterwall/deno.json"];

Deno.test("where a shell finds deno, deno runs the checkout's task from any folder", () => {
  const which = (name: string) => name === "deno" ? "/bin/deno" : undefined;
  deepEqual(
    commandLine({ ...FROM_SOURCE, which }),
    ["deno", ...TASK, "waterwall"],
  );
});

Deno.test("where only npx put deno on the path, npx is to do it again, with the same version", () => {
  deepEqual(
    commandLine(FROM_SOURCE),
    ["npx", "-y", "deno@2.9.6", ...TASK, "waterwall"],
  );
});

Deno.test("the program in one file calls itself, by name when the shell finds that very file", () => {
  const execPath = "/opt/waterwall";
  const alone = { ...FROM_SOURCE, execPath, checkout: undefined };
  const found = (path: string) => commandLine({ ...alone, which: () => path });
  deepEqual(found("/opt/waterwall"), ["waterwall"]);
  deepEqual(found("/usr/bin/waterwall"), ["/opt/waterwall"]);
});

Deno.test("each shell gets the line that it can evaluate", () => {
  const words = ["waterwall", "env"];
  equal(pasteLine("sh", words), 'eval "$(waterwall env)"');
  equal(pasteLine("fish", words), "waterwall env | source");
  equal(
    pasteLine("powershell", words),
    "& waterwall env | Out-String | Invoke-Expression",
  );
});

Deno.test("a word with spaces or quotes stays one word in each shell", () => {
  const words = ["/my dir/it's\\w", "env"];
  equal(pasteLine("sh", words), `eval "$('/my dir/it'\\''s\\w' env)"`);
  equal(pasteLine("fish", words), `'/my dir/it\\'s\\\\w' env | source`);
  equal(
    pasteLine("powershell", words),
    `& '/my dir/it''s\\w' env | Out-String | Invoke-Expression`,
  );
});
