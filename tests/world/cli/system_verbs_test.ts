import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createCa } from "../../../ops/ca/authority.ts";
import { denoDir } from "../support/deno_dir.ts";
import { has, inTempDir, run } from "../support/run.ts";
import { waterwall } from "./waterwall.ts";

interface Place {
  readonly dir: string;
  /** Runs a verb with stand-ins for the system's commands. */
  readonly verb: (
    ...args: string[]
  ) => Promise<{ code: number; stdout: string; stderr: string }>;
  /** What the stand-ins were told, one command a line. */
  readonly told: () => Promise<string[]>;
}

const STAND_INS = [
  "systemctl",
  "sudo",
  "install",
  "rm",
  "update-ca-certificates",
  "update-ca-trust",
];

/** Runs a test where the system's commands only write down what they are told. */
function aside(test: (place: Place) => Promise<void>): Promise<void> {
  return inTempDir(async (dir) => {
    await Deno.mkdir(`${dir}/bin`);
    const script = `#!/bin/sh\necho "$(basename "$0") $*" >> '${dir}/told'\n` +
      `test ! -e '${dir}/fail'\n`;
    for (const name of STAND_INS) {
      await Deno.writeTextFile(`${dir}/bin/${name}`, script, { mode: 0o755 });
    }
    const env = {
      HOME: dir,
      XDG_CONFIG_HOME: "",
      PATH: `${dir}/bin:${Deno.env.get("PATH")}`,
      DENO_DIR: await denoDir(),
    };
    await test({
      dir,
      verb: (...args) => waterwall([...args, "--home", `${dir}/w`], { env }),
      told: async () =>
        (await Deno.readTextFile(`${dir}/told`).catch(() => "")).split("\n")
          .filter(Boolean),
    });
  });
}

const isLinux = Deno.build.os === "linux";

Deno.test({
  name:
    "a dry run of the service shows the unit and the commands, and does nothing",
  ignore: !isLinux,
  fn: () =>
    aside(async ({ dir, verb, told }) => {
      const { code, stdout } = await verb("service", "install", "--dry-run");
      equal(code, 0);
      match(stdout, /^NoNewPrivileges=yes$/m);
      ok(stdout.includes(`ReadWritePaths=${dir}/w`));
      match(stdout, /^# systemctl --user enable --now waterwall\.service$/m);
      deepEqual(await told(), []);
      const names = (await Array.fromAsync(Deno.readDir(dir)))
        .map(({ name }) => name);
      ok(!names.includes(".config") && !names.includes("w"));
    }),
});

Deno.test({
  name: "systemd finds nothing wrong with the unit",
  ignore: !isLinux || !await has("systemd-analyze"),
  fn: () =>
    aside(async ({ dir, verb }) => {
      const { stdout } = await verb("service", "install", "--dry-run");
      const unit = `${dir}/waterwall.service`;
      await Deno.writeTextFile(unit, stdout);
      const { code, stderr } = await run("systemd-analyze", [
        "--user",
        "verify",
        "--man=no",
        unit,
      ], { env: { XDG_RUNTIME_DIR: dir } });
      equal(code, 0, stderr);
      equal(stderr.includes("waterwall.service:"), false, stderr);
    }),
});

Deno.test({
  name: "the service is installed, asked after, and taken away again",
  ignore: !isLinux,
  fn: () =>
    aside(async ({ dir, verb, told }) => {
      const unit = `${dir}/.config/systemd/user/waterwall.service`;
      equal((await verb("service", "status")).code, 1);
      const installed = await verb("service", "install");
      equal(installed.code, 0, installed.stderr);
      match(await Deno.readTextFile(unit), /^ExecStart=.* start --home /m);
      equal((await verb("service", "status")).stdout, `running: ${unit}\n`);
      equal((await verb("service", "uninstall")).code, 0);
      equal(await Deno.stat(unit).catch(() => null), null);
      equal((await verb("service", "uninstall")).code, 0);
      deepEqual(await told(), [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now waterwall.service",
        "systemctl --user is-active waterwall.service",
        "systemctl --user disable --now waterwall.service",
      ]);
    }),
});

Deno.test({
  name: "a system that refuses is told of, with what to do by hand",
  ignore: !isLinux,
  fn: () =>
    aside(async ({ dir, verb }) => {
      await Deno.writeTextFile(`${dir}/fail`, "");
      const { code, stderr } = await verb("service", "install");
      equal(code, 2);
      match(stderr, /Cannot run systemctl --user daemon-reload/);
      match(stderr, /--dry-run/);
    }),
});

/** A home with a CA, as after a first start. */
async function withCa(dir: string): Promise<void> {
  const nowMs = Date.now();
  const { certPem } = await createCa(["api.example.com"], { nowMs });
  await Deno.mkdir(`${dir}/w`);
  await Deno.writeTextFile(`${dir}/w/ca.pem`, certPem);
}

const knowsStore = isLinux &&
  (await has("update-ca-certificates") || await has("update-ca-trust"));

Deno.test({
  name: "trust is explained, and nothing is done without a yes",
  ignore: !knowsStore,
  fn: () =>
    aside(async ({ dir, verb, told }) => {
      await withCa(dir);
      const dry = await verb("trust", "install", "--dry-run");
      equal(dry.code, 0, dry.stderr);
      match(dry.stdout, /can vouch for the protected hosts only/);
      match(dry.stdout, /update-ca-/);
      const unasked = await verb("trust", "install");
      equal(unasked.code, 2);
      match(unasked.stderr, /nobody is at the terminal/);
      match(unasked.stderr, /--yes/);
      deepEqual(await told(), []);
      equal((await verb("trust", "status")).code, 1);
    }),
});

Deno.test({
  name: "with a yes, the certificate is handed to the system, and taken back",
  ignore: !knowsStore,
  fn: () =>
    aside(async ({ dir, verb, told }) => {
      await withCa(dir);
      equal((await verb("trust", "install", "--yes")).code, 0);
      equal((await verb("trust", "uninstall", "--yes")).code, 0);
      const lines = (await told()).map((line) => line.replace(/^sudo /, ""));
      equal(lines.length, 4);
      match(lines[0]!, /^install -D -m 0644 .*\/w\/ca\.pem \/.*waterwall/);
      match(lines[1]!, /^update-ca-/);
      match(lines[2]!, /^rm -f \/.*waterwall/);
    }),
});

Deno.test("a home without a CA has nothing to trust, and says so", () =>
  aside(async ({ verb }) => {
    const { code, stderr } = await verb("trust", "install", "--yes");
    equal(code, 2);
    match(stderr, /ca\.pem/);
  }));
