#!/usr/bin/env node
// Starts the binary that npm installed for this machine.
const { spawn } = require("node:child_process");

const name = `@waterwall/${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "waterwall.exe" : "waterwall";

function binary() {
  try {
    return require.resolve(`${name}/${file}`);
  } catch {
    process.stderr.write(
      `error: Cannot run on this machine as there is no ${name}\n` +
        "hint: Install without --omit=optional, or run the sources.\n",
    );
    process.exit(2);
  }
}

const child = spawn(binary(), process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (status, signal) => {
  if (signal === null) process.exit(status);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
