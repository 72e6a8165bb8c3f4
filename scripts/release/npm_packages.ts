import { TARGETS } from "../compile/targets.ts";

/** A file of a package that is to be published. */
export interface PackageFile {
  /** From the folder of all packages. */
  readonly path: string;
  /** Its text, or the name of the binary that it is a copy of. */
  readonly content: { readonly text: string } | { readonly binary: string };
}

const OS = { linux: "linux", darwin: "darwin", windows: "win32" } as const;
const CPU = { x86_64: "x64", aarch64: "arm64" } as const;

/**
 * The packages behind `npx waterwall`: one that starts the binary, and one for
 * each machine that holds it. npm installs what fits; nothing is downloaded by
 * a script.
 *
 * @param start What the first one runs.
 */
export function npmPackages(
  version: string,
  start: string,
): readonly PackageFile[] {
  const common = { version, license: "MIT" };
  const names = TARGETS.map(({ os, arch }) => `${OS[os]}-${CPU[arch]}`);
  const main = {
    name: "waterwall",
    description: "Keeps secrets out of AI requests",
    ...common,
    bin: { waterwall: "start.cjs" },
    files: ["start.cjs"],
    optionalDependencies: Object.fromEntries(
      names.map((name) => [`@waterwall/${name}`, version]),
    ),
  };
  return [
    { path: "waterwall/package.json", content: { text: json(main) } },
    { path: "waterwall/start.cjs", content: { text: start } },
    ...TARGETS.flatMap(({ triple, os, arch }, at) => {
      const name = names[at]!;
      const suffix = os === "windows" ? ".exe" : "";
      const manifest = {
        name: `@waterwall/${name}`,
        ...common,
        os: [OS[os]],
        cpu: [CPU[arch]],
        ...os === "linux" && { libc: ["glibc"] },
        files: [`waterwall${suffix}`],
      };
      return [
        { path: `${name}/package.json`, content: { text: json(manifest) } },
        {
          path: `${name}/waterwall${suffix}`,
          content: { binary: `waterwall-${triple}${suffix}` },
        },
      ];
    }),
  ];
}

function json(value: object): string {
  return JSON.stringify(value, null, 2) + "\n";
}
