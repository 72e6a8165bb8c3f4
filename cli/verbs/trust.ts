import { X509Certificate } from "node:crypto";
import { homeAt, type TrustStore, trustStore } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { beginning } from "../evidence/evidence_file.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { perform } from "../perform.ts";
import { performAll, shown } from "../perform_all.ts";

interface Asked {
  readonly what: string;
  readonly home: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

const MAX_PEM_BYTES = 65_536;

const EXPLAINED =
  "Every program of this system that uses {store} will trust certificates by " +
  "Waterwall's own CA. It can vouch for the protected hosts only, which is " +
  "written into it, and its key never leaves this machine. Agents that are " +
  "started with `waterwall env` or `waterwall run` do not need this.";

/** Has the whole system trust the CA, or no longer. */
export default async function trust(asked: Asked, io: Io): Promise<Exit> {
  const { store, pem } = await storeFor(asked, io);
  switch (asked.what) {
    case "install":
      return await change(store, { ...asked, commands: store.install }, io);
    case "uninstall":
      return await change(store, { ...asked, commands: store.uninstall }, io);
    case "status": {
      const trusted = await isTrusted(store, pem, io);
      io.print(`${trusted ? "trusted" : "not trusted"} by ${store.name}`);
      return trusted ? Exit.ok : Exit.refuted;
    }
    default:
      throw new CliError("usage", `Cannot do that with trust: ${asked.what}`, {
        hint: "Use install, uninstall or status.",
      });
  }
}

async function storeFor(
  { home }: Asked,
  io: Io,
): Promise<{ readonly store: TrustStore; readonly pem: string }> {
  const { caCert } = homeAt(homeDir(home, io));
  const bytes = await beginning(caCert, { io, max: MAX_PEM_BYTES });
  const pem = new TextDecoder().decode(bytes);
  const store = trustStore({
    os: io.os,
    caCert,
    commonName: commonNameOf(pem),
    userHome: io.env("HOME") ?? "",
    isThere: perform.isThere,
    isRoot: perform.isRoot(),
  });
  if (store !== null) return { store, pem };
  throw new CliError("unreadable", "Cannot find this system's store of roots", {
    hint:
      `Give it ${caCert} by hand, or use \`waterwall env\`, which needs none.`,
  });
}

function commonNameOf(pem: string): string {
  const { subject } = new X509Certificate(pem);
  return /CN=([^\n]+)/.exec(subject)?.[1] ?? "";
}

async function change(
  store: TrustStore,
  { what, dryRun, yes, commands }: Asked & {
    readonly commands: readonly (readonly string[])[];
  },
  io: Io,
): Promise<Exit> {
  if (what === "install") {
    io.print(EXPLAINED.replace("{store}", store.name));
  }
  for (const words of commands) io.print(`  ${shown(words)}`);
  if (dryRun) return Exit.ok;
  const agreed = yes || perform.ask("Run these commands?");
  if (agreed === null) {
    throw new CliError("usage", "Cannot ask as nobody is at the terminal", {
      hint: "Add --yes to agree, or --dry-run to look only.",
    });
  }
  if (!agreed) {
    io.print("Nothing was changed.");
    return Exit.refuted;
  }
  await performAll(commands);
  io.print(
    what === "install" ? "It is trusted." : "It is not trusted any more.",
  );
  return Exit.ok;
}

/** Whether the certificate that is trusted is the one that is in use. */
async function isTrusted(
  { file, status }: TrustStore,
  pem: string,
  io: Io,
): Promise<boolean> {
  if (status !== null) return (await perform.run(status)).code === 0;
  const bytes = await beginning(file!, { io, max: MAX_PEM_BYTES })
    .catch(() => null);
  return bytes !== null && new TextDecoder().decode(bytes) === pem;
}
