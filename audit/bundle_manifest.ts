import type { Hash } from "./entry.ts";

/** What a bundle says of itself: the text of its signed `MANIFEST`. */
export interface Manifest {
  readonly origin: string;
  /** Time of the newest record inside, so that a range makes one manifest only. */
  readonly exported: string;
  /** First record inside, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** `all`: one receipt per redaction record inside. */
  readonly receipts: { readonly all: boolean; readonly count: number };
  /** One receipt per session record inside. */
  readonly sessions: number;
  readonly files: readonly ManifestFile[];
}

/** One file of a bundle, in the order of the archive. */
export interface ManifestFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: Hash;
}

/** The names of the two files that the manifest does not list. */
export const MANIFEST = "MANIFEST";
export const MANIFEST_SSHSIG = "MANIFEST.sshsig";

/** Largest manifest, in bytes: some 300,000 files. */
export const MAX_MANIFEST_BYTES = 2 ** 25;

/** The files that there can be. */
const PATHS = [
  /^(?:checkpoint|frontier|log\.jsonl|controls\.json)$/,
  /^(?:log\.vkey|pubkey\.pem|allowed_signers|verify\.md|verify\.py)$/,
  /^(?:receipts|sessions)\/(?:0|[1-9][0-9]{0,15})\.json$/,
  /^keys\/(?:0|[1-9][0-9]{0,15})\.json$/,
  /^anchors\/(?:0|[1-9][0-9]{0,15})\.(?:note|tsr)$/,
  /^policy\/[0-9a-f]{64}\.json$/,
];

/** Whether a file of this name has a place in a bundle. */
export function isBundlePath(path: string): boolean {
  return PATHS.some((pattern) => pattern.test(path));
}

/** The text to sign. As it is, `sha256sum -c` reads it too. */
export function formatManifest(manifest: Manifest): string {
  const { origin, exported, from, to, receipts, sessions, files } = manifest;
  const lines = [
    "# waterwall evidence v1",
    `# origin ${origin}`,
    `# exported ${exported}`,
    `# records ${from} ${to}`,
    `# receipts ${receipts.all ? "all" : "none"} ${receipts.count}`,
    `# sessions ${sessions}`,
    `# bytes ${files.map(({ size }) => size).join(" ")}`,
    ...files.map(({ sha256, path }) => `${sha256}  ${path}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const HEADER = new RegExp(
  [
    "^# waterwall evidence v1",
    "# origin (\\S+)",
    "# exported (\\S+)",
    "# records (\\d+) (\\d+)",
    "# receipts (all|none) (\\d+)",
    "# sessions (\\d+)",
    "# bytes ([0-9 ]+)\n",
  ].join("\n"),
);
const FILE = /^([0-9a-f]{64}) {2}(\S{1,99})$/;

/** Reads a text that is, to the byte, what `formatManifest` writes; else `undefined`. */
export function parseManifest(text: string): Manifest | undefined {
  const head = HEADER.exec(text);
  if (!head) return undefined;
  const [, origin = "", exported = "", from, to, all, receipts, sessions] =
    head;
  const sizes = head[8]!.split(" ").map(Number);
  const lines = text.slice(head[0].length, -1).split("\n");
  const files = lines.map((line, i): ManifestFile => {
    const [, sha256 = "", path = ""] = FILE.exec(line) ?? [];
    return { path, size: sizes[i] ?? 0, sha256 };
  });
  const manifest = {
    origin,
    exported,
    from: Number(from),
    to: Number(to),
    receipts: { all: all === "all", count: Number(receipts) },
    sessions: Number(sessions),
    files,
  };
  return formatManifest(manifest) === text ? manifest : undefined;
}
