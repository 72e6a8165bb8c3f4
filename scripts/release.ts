import { formatVkey } from "../audit/mod.ts";
import { VERSION } from "../cli/version.ts";
import { sha256 } from "./compile/sha256.ts";
import { releaseSigner, signedSums, sumsOf } from "./compile/signed_sums.ts";
import { fileNameOf, TARGETS } from "./compile/targets.ts";
import { fill } from "./release/fill.ts";
import FORMULA from "./release/formula.rb" with { type: "text" };
import INSTALL_PS1 from "./release/install.ps1" with { type: "text" };
import INSTALL_SH from "./release/install.sh" with { type: "text" };
import { npmPackages } from "./release/npm_packages.ts";
import NPM_START from "./release/npm_start.cjs" with { type: "text" };

const USAGE =
  `deno task release --dir DIR --base-url URL [--key FILE] [--key-name NAME]

From the binaries in DIR, one for each target: SHA256SUMS, install.sh,
install.ps1, waterwall.rb for Homebrew, and npm/ with the packages to publish.
URL is where the files will be fetched from.`;

/** What a release is made from. */
interface ReleaseOptions {
  readonly dir: string;
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly keyName: string;
}

/** Writes what goes with the binaries of a release. */
async function release(
  { dir, baseUrl, key, keyName }: ReleaseOptions,
): Promise<void> {
  const names = TARGETS.map((target) => fileNameOf(target, true));
  const papers = ["waterwall.cdx.json", "THIRD-PARTY-LICENSES.txt"];
  const files = new Map<string, Uint8Array>();
  for (const name of [...names, ...papers]) {
    files.set(name, await Deno.readFile(`${dir}/${name}`));
  }
  const signer = key === undefined
    ? undefined
    : releaseSigner(await Deno.readTextFile(key), keyName);
  const values = {
    VERSION,
    BASE_URL: baseUrl,
    VKEY: signer ? formatVkey(signer.vkey) : "",
    ...Object.fromEntries(TARGETS.map((target) => {
      const bytes = files.get(fileNameOf(target, true))!;
      return [`SUM_${target.triple}`, sha256(bytes)];
    })),
  };
  const made = {
    "install.sh": fill(INSTALL_SH, values),
    "install.ps1": fill(INSTALL_PS1, values),
    "waterwall.rb": fill(FORMULA, values),
  };
  for (const [name, text] of Object.entries(made)) {
    files.set(name, new TextEncoder().encode(text));
    await Deno.writeTextFile(`${dir}/${name}`, text);
  }
  const sums = sumsOf(files);
  const note = signer ? signedSums(sums, signer) : sums;
  await Deno.writeTextFile(`${dir}/SHA256SUMS`, note);
  for (const { path, content } of npmPackages(VERSION, NPM_START)) {
    const to = `${dir}/npm/${path}`;
    await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
    if ("text" in content) await Deno.writeTextFile(to, content.text);
    else {
      await Deno.copyFile(`${dir}/${content.binary}`, to);
      await Deno.chmod(to, 0o755).catch(() => {});
    }
  }
}

function optionsOf(words: readonly string[]): ReleaseOptions | undefined {
  const value = (name: string) => {
    const at = words.indexOf(name);
    return at < 0 ? undefined : words[at + 1];
  };
  const dir = value("--dir");
  const baseUrl = value("--base-url");
  if (dir === undefined || baseUrl === undefined) return undefined;
  const keyName = value("--key-name") ?? "waterwall-release";
  return { dir, baseUrl, key: value("--key"), keyName };
}

if (import.meta.main) {
  const options = optionsOf(Deno.args);
  if (options) await release(options);
  else {
    Deno.stderr.writeSync(new TextEncoder().encode(`${USAGE}\n`));
    Deno.exit(2);
  }
}
