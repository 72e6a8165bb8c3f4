import { equal, match, ok } from "node:assert/strict";
import { type Ran, run } from "../support/run.ts";
import { builtIn } from "./built.ts";
import { isRoot } from "./empty_machine.ts";

const BUSYBOX = "/usr/bin/busybox";

/** All commands that the script of a portable binary calls. */
const COMMANDS = ["sh", "head", "tail", "gzip", "tar", "mktemp", "mkdir"]
  .concat("chmod", "mv", "rm", "ls", "id", "tr", "dd", "sha256sum");

/** Whether this machine lets a test make a machine of its own. */
async function canChroot(): Promise<boolean> {
  if (!isRoot() || Deno.build.os !== "linux") return false;
  const { code } = await run("sh", [
    "-c",
    `test -x ${BUSYBOX} && ! ldd ${BUSYBOX} && unshare -m true`,
  ]);
  return code === 0;
}

/**
 * A machine with BusyBox, the binary, and a home: all but the home can only be
 * read. Nobody is its user.
 */
async function onSmallMachine(
  libraries: readonly string[],
  test: (runs: (...words: readonly string[]) => Promise<Ran>) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "waterwall-root-" });
  try {
    for (const dir of ["bin", "home", "dev", "proc"]) {
      await Deno.mkdir(`${root}/${dir}`);
    }
    await Deno.chmod(root, 0o755);
    await Deno.copyFile(BUSYBOX, `${root}/bin/busybox`);
    for (const name of COMMANDS) {
      await Deno.symlink("busybox", `${root}/bin/${name}`);
    }
    await Deno.copyFile(`${await builtIn()}/waterwall`, `${root}/waterwall`);
    for (const path of libraries) {
      await Deno.mkdir(root + path.replace(/[^/]*$/, ""), { recursive: true });
      await Deno.copyFile(path, root + path);
    }
    const made = [
      `mount --bind ${root} ${root}`,
      `mount -o remount,bind,ro ${root}`,
      `mount -t tmpfs -o mode=777 none ${root}/home`,
      `mount --rbind /dev ${root}/dev`,
      `mount --rbind /proc ${root}/proc`,
      `exec chroot --userspec=65534:65534 ${root} /waterwall "$@"`,
    ].join(" && ");
    const variables = ["-i", "HOME=/home/me", "TMPDIR=/home", "PATH=/bin"];
    await test((...words) =>
      run("env", [
        ...variables,
        ...["/usr/bin/unshare", "-m", "/usr/bin/env", "PATH=/bin"],
        ...[
          "/bin/sh",
          "-c",
          `PATH=/usr/sbin:/usr/bin:/bin; export PATH; ${made}`,
        ],
        ...["sh", ...words],
      ])
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function librariesOf(program: string): Promise<readonly string[]> {
  const { stdout } = await run("ldd", [program]);
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path!);
}

Deno.test("BusyBox, glibc and a home are enough; the rest of the machine can only be read", async () => {
  if (!await canChroot()) return;
  const libraries = await librariesOf(Deno.execPath());
  ok(libraries.length > 3);
  await onSmallMachine(libraries, async (runs) => {
    const version = await runs("--version");
    equal(version.code, 0, version.stderr);
    const proved = await runs("prove");
    equal(proved.code, 0, proved.stdout + proved.stderr);
    match(proved.stdout, /nothing leaked/);
  });
});

Deno.test("without glibc it says what it needs", async () => {
  if (!await canChroot()) return;
  await onSmallMachine([], async (runs) => {
    const { code, stderr } = await runs("licenses");
    equal(code, 2);
    match(
      stderr,
      /^error: Cannot unpack into any of .*\nhint: .*glibc 2\.\d+ or newer/,
    );
  });
});
