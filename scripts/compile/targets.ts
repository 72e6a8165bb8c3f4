/** A machine that a binary is made for. */
export interface Target {
  /** As Rust, and so the runtime, names it. */
  readonly triple: string;
  readonly os: "linux" | "darwin" | "windows";
  readonly arch: "x86_64" | "aarch64";
}

/** Every machine that a release has a binary for. */
export const TARGETS: readonly Target[] = [
  { triple: "x86_64-unknown-linux-gnu", os: "linux", arch: "x86_64" },
  { triple: "aarch64-unknown-linux-gnu", os: "linux", arch: "aarch64" },
  { triple: "x86_64-apple-darwin", os: "darwin", arch: "x86_64" },
  { triple: "aarch64-apple-darwin", os: "darwin", arch: "aarch64" },
  { triple: "x86_64-pc-windows-msvc", os: "windows", arch: "x86_64" },
];

/** The file of a binary: with its target's name where one was asked for. */
export function fileNameOf({ triple, os }: Target, named: boolean): string {
  const base = named ? `waterwall-${triple}` : "waterwall";
  return os === "windows" ? `${base}.exe` : base;
}
