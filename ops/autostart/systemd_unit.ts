/**
 * A systemd user unit that runs an instance and little else: it may write its
 * home folder, gain no privilege, and speak IP and local sockets only.
 *
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html
 *
 * MemoryDenyWriteExecute is left out: the engine compiles as it runs.
 */
export function systemdUnit(
  { words, variables, home }: {
    readonly words: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly home: string;
  },
): string {
  const set = Object.entries(variables)
    .map(([name, value]) => `Environment=${quotedPath(`${name}=${value}`)}\n`);
  return `[Unit]
Description=Waterwall: keeps secrets out of AI requests
StartLimitIntervalSec=60
StartLimitBurst=5

[Service]
Type=exec
${set.join("")}ExecStart=${words.map(quoted).join(" ")}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=2
TimeoutStopSec=60
UMask=0077
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths=${quotedPath(home)}
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
MemoryMax=2G
TasksMax=256

[Install]
WantedBy=default.target
`;
}

/** A word of a command line: no specifier, no variable, no space ends it. */
function quoted(word: string): string {
  const escaped = word.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
    .replaceAll("%", "%%").replaceAll("$", "$$$$").replaceAll("\n", "\\n");
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped}"`;
}

/** A path in a list of paths; variables mean nothing there. */
function quotedPath(path: string): string {
  const escaped = path.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
    .replaceAll("%", "%%").replaceAll("\n", "\\n");
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped}"`;
}
