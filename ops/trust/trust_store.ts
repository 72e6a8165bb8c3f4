/** What a system's store of roots is found by. */
export interface TrustOptions {
  readonly os: "linux" | "darwin" | "windows";
  /** Path of our CA's certificate. */
  readonly caCert: string;
  /** Name in it, by which some systems find it again. */
  readonly commonName: string;
  /** The user's own folder. */
  readonly userHome: string;
  /** Whether a path is there. */
  readonly isThere: (path: string) => boolean;
  /** Whether this process may write the system's files. */
  readonly isRoot: boolean;
}

/** A store of roots, and the commands that change it. */
export interface TrustStore {
  /** How people call it. */
  readonly name: string;
  readonly install: readonly (readonly string[])[];
  readonly uninstall: readonly (readonly string[])[];
  /** Where our certificate stands while it is trusted; `null` if a command tells. */
  readonly file: string | null;
  /** Succeeds while it is trusted; `null` if the file tells. */
  readonly status: readonly string[] | null;
}

/** A family of Linux distributions: where roots are put, and what reads them. */
const FAMILIES = [
  {
    name: "the system's store (Debian, Ubuntu, Alpine)",
    folder: "/usr/local/share/ca-certificates",
    file: "waterwall.crt",
    update: ["update-ca-certificates"],
    tool: ["/usr/sbin/update-ca-certificates"],
  },
  {
    name: "the system's store (Fedora, RHEL)",
    folder: "/etc/pki/ca-trust/source/anchors",
    file: "waterwall.pem",
    update: ["update-ca-trust", "extract"],
    tool: ["/usr/bin/update-ca-trust", "/usr/sbin/update-ca-trust"],
  },
  {
    name: "the system's store (Arch)",
    folder: "/etc/ca-certificates/trust-source/anchors",
    file: "waterwall.crt",
    update: ["trust", "extract-compat"],
    tool: ["/usr/bin/trust"],
  },
] as const;

/** The system's store of roots here; `null` if none is known. */
export function trustStore(options: TrustOptions): TrustStore | null {
  switch (options.os) {
    case "linux":
      return onLinux(options);
    case "darwin":
      return onMac(options);
    case "windows":
      return onWindows(options);
  }
}

function onLinux(
  { caCert, isThere, isRoot }: TrustOptions,
): TrustStore | null {
  const family = FAMILIES.find(({ tool }) => tool.some(isThere));
  if (family === undefined) return null;
  const { name, folder, update } = family;
  const file = `${folder}/${family.file}`;
  const asRoot = (...words: string[]) => isRoot ? words : ["sudo", ...words];
  return {
    name,
    install: [
      asRoot("install", "-D", "-m", "0644", caCert, file),
      asRoot(...update),
    ],
    uninstall: [asRoot("rm", "-f", file), asRoot(...update)],
    file,
    status: null,
  };
}

function onMac({ caCert, commonName, userHome }: TrustOptions): TrustStore {
  const keychain = `${userHome}/Library/Keychains/login.keychain-db`;
  return {
    name: "your login keychain",
    install: [
      [
        "security",
        "add-trusted-cert",
        "-r",
        "trustRoot",
        "-p",
        "ssl",
        "-k",
        keychain,
        caCert,
      ],
    ],
    uninstall: [
      ["security", "remove-trusted-cert", caCert],
      ["security", "delete-certificate", "-c", commonName, keychain],
    ],
    file: null,
    status: ["security", "verify-cert", "-p", "ssl", "-c", caCert],
  };
}

function onWindows({ caCert, commonName }: TrustOptions): TrustStore {
  const certutil = (...words: string[]) => ["certutil", "-user", ...words];
  return {
    name: "your user's root store",
    install: [certutil("-addstore", "Root", caCert)],
    uninstall: [certutil("-delstore", "Root", commonName)],
    file: null,
    status: certutil("-verifystore", "Root", commonName),
  };
}
