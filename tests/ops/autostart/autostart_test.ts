import { deepEqual, equal, match, ok } from "node:assert/strict";
import { autostart } from "../../../ops/autostart/autostart.ts";

const words = ["/usr/bin/deno", "run", "/src/my app/main.ts", "start"];
const vars: Readonly<Record<string, string>> = {
  HOME: "/home/me",
  USERDOMAIN: "DESK",
  USERNAME: "me",
};
const of = (os: "linux" | "darwin" | "windows", more = vars) =>
  autostart({
    os,
    words,
    variables: { MALLOC_ARENA_MAX: "2" },
    home: "/w/my home",
    env: (name) => more[name],
  });

Deno.test("on Linux it is a systemd user unit where systemd looks for it", () => {
  const { path, install, uninstall, status } = of("linux");
  equal(path, "/home/me/.config/systemd/user/waterwall.service");
  equal(
    of("linux", { ...vars, XDG_CONFIG_HOME: "/c" }).path,
    "/c/systemd/user/waterwall.service",
  );
  deepEqual(install.at(-1), [
    "systemctl",
    "--user",
    "enable",
    "--now",
    "waterwall.service",
  ]);
  ok(uninstall[0]!.includes("disable"));
  deepEqual(status, ["systemctl", "--user", "is-active", "waterwall.service"]);
});

for (
  const line of [
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=read-only",
    'ReadWritePaths="/w/my home"',
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    "MemoryMax=2G",
    'ExecStart=/usr/bin/deno run "/src/my app/main.ts" start',
    "ExecReload=/bin/kill -HUP $MAINPID",
    "UMask=0077",
    "Environment=MALLOC_ARENA_MAX=2",
  ]
) {
  Deno.test(`the unit says ${line}`, () => {
    ok(of("linux").text.split("\n").includes(line));
  });
}

Deno.test("a word of the command can hold what systemd would read as its own", () => {
  const { text } = autostart({
    os: "linux",
    variables: {},
    words: ["/bin/x", '50% of $HOME "quoted" \\'],
    home: "/w/100%",
    env: () => undefined,
  });
  match(text, /^ExecStart=\/bin\/x "50%% of \$\$HOME \\"quoted\\" \\\\"$/m);
  match(text, /^ReadWritePaths=\/w\/100%%$/m);
});

Deno.test("on macOS it is a launchd agent that is started again when it fails", () => {
  const { path, text, install } = of("darwin");
  equal(path, "/home/me/Library/LaunchAgents/dev.waterwall.proxy.plist");
  match(text, /<string>\/src\/my app\/main\.ts<\/string>/);
  match(text, /<key>SuccessfulExit<\/key>\s*<false\/>/);
  match(text, /<key>RunAtLoad<\/key>\s*<true\/>/);
  deepEqual(install[0]!.slice(0, 2), ["launchctl", "load"]);
});

Deno.test("on Windows it is a task at logon, with the user's own rights", () => {
  const { text, install, encoding } = of("windows");
  equal(encoding, "utf-16le");
  match(text, /<UserId>DESK\\me<\/UserId>/);
  match(text, /<RunLevel>LeastPrivilege<\/RunLevel>/);
  match(text, /<Arguments>run &quot;\/src\/my app\/main\.ts&quot; start</);
  deepEqual(install[0]!.slice(0, 4), [
    "schtasks",
    "/Create",
    "/TN",
    "Waterwall",
  ]);
});

for (const os of ["darwin", "windows"] as const) {
  Deno.test(`the XML for ${os} holds whatever stands in a path`, () => {
    const { text } = autostart({
      os,
      variables: { A: "<&>" },
      words: ["/a<b>&c", 'say "no"'],
      home: "/w",
      env: () => "<&>",
    });
    ok(text.includes("/a&lt;b&gt;&amp;c"));
    const tags = [...text.matchAll(/<(\/?)([A-Za-z]+)(?:\s[^<>]*[^/])?>/g)];
    const open: string[] = [];
    for (const [, end, name] of tags) {
      if (end) equal(open.pop(), name);
      else open.push(name!);
    }
    deepEqual(open, []);
  });
}
