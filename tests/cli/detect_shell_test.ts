import { equal } from "node:assert/strict";
import { detectShell } from "../../cli/detect_shell.ts";
import type { Io } from "../../cli/io.ts";

const shell = (
  env: Readonly<Record<string, string>>,
  os: Io["os"] = "linux",
) => detectShell({ env: (name) => env[name], os });

Deno.test("SHELL tells which shell is meant", () => {
  equal(shell({ SHELL: "/bin/bash" }), "sh");
  equal(shell({ SHELL: "/bin/zsh" }), "sh");
  equal(shell({ SHELL: "/usr/local/bin/fish" }), "fish");
  equal(shell({ SHELL: "/usr/bin/pwsh" }), "powershell");
});

Deno.test("PowerShell on Unix is known by what it exports", () => {
  equal(shell({ SHELL: "/bin/bash", PSModulePath: "/x" }), "powershell");
});

Deno.test("Windows means PowerShell, unless a Unix shell runs there", () => {
  equal(shell({ PSModulePath: "C:\\x" }, "windows"), "powershell");
  const bash = { PSModulePath: "C:\\x", SHELL: "/usr/bin/bash" };
  equal(shell(bash, "windows"), "sh");
});

Deno.test("without a word from the environment it is sh", () => {
  equal(shell({}), "sh");
});
