import type { Authority, Identity } from "./ca/authority.ts";
import { createCa } from "./ca/authority.ts";
import { CA_FAULTS, type CaFault, checkCa } from "./ca/check_ca.ts";
import { CaError } from "./errors.ts";
import { type Home, homeAt } from "./home.ts";
import { readIfThere, replaceFile } from "./text_file.ts";

/** What a CA is to be. */
export interface CaOptions {
  /** The protected hosts, `*.` for all below. */
  readonly hosts: readonly string[];
  /** Roots in PEM that clients shall keep trusting beside it. */
  readonly roots: readonly string[];
  readonly nowMs: number;
}

/** A CA in use, and why it had to be made, if it had to. */
export interface KeptCa {
  readonly authority: Authority;
  readonly made: "new" | CaFault | null;
}

/** Less than this before its end, a CA is replaced. */
const RENEW_MS = 30 * 24 * 60 * 60 * 1000;

/** Faults that a change of hosts or time brings about; a new CA mends them. */
const OUTDATED: ReadonlySet<CaFault> = new Set([
  "expired",
  "host-outside",
  "host-too-many",
]);

/**
 * The CA of a home: made when there is none, and made anew when it ran out or
 * does not fit the hosts any more.
 *
 * @throws {CaError} `unusable`: for every other fault, since a CA that was
 * tampered with is not for a program to pass over.
 */
export async function keepCa(home: Home, options: CaOptions): Promise<KeptCa> {
  const [certPem, keyPem] = await Promise.all([
    readIfThere(home.caCert),
    readIfThere(home.caKey),
  ]);
  if (certPem === null && keyPem === null) return await make("new");
  const held = { certPem: certPem ?? "", keyPem: keyPem ?? "" };
  const verdict = await checkCa(held, {
    ...options,
    nowMs: options.nowMs,
  });
  if (!verdict.ok) {
    if (OUTDATED.has(verdict.fault)) return await make(verdict.fault);
    throw unusable(home, verdict.fault);
  }
  const { authority } = verdict;
  if (authority.certificate.untilMs - options.nowMs < RENEW_MS) {
    return await make("expired");
  }
  await keepBundle(home, bundleOf(held, options));
  return { authority, made: null };

  async function make(made: "new" | CaFault): Promise<KeptCa> {
    return { authority: await replaceCa(home, options), made };
  }
}

/**
 * Makes a new CA for these hosts, in a folder of its own, and puts it in place
 * only when it is whole and passes every check.
 */
export async function replaceCa(
  home: Home,
  options: CaOptions,
): Promise<Authority> {
  const draft = homeAt(`${home.dir}/ca.${crypto.randomUUID()}.tmp`);
  const identity = await createCa(options.hosts, options);
  const verdict = await checkCa(identity, options);
  if (!verdict.ok) throw unusable(home, verdict.fault);
  try {
    await Deno.mkdir(draft.dir, { mode: 0o700 });
    await replaceFile(draft.caKey, identity.keyPem);
    await replaceFile(draft.caCert, identity.certPem);
    await replaceFile(draft.caBundle, bundleOf(identity, options));
    await swap(draft, home);
  } finally {
    await Deno.remove(draft.dir, { recursive: true }).catch(() => {});
  }
  return verdict.authority;
}

const FILES = ["caKey", "caCert", "caBundle"] as const;

/** Puts all files of a CA in place, or none. */
async function swap(draft: Home, home: Home): Promise<void> {
  const before = await Promise.all(
    FILES.map((file) => readIfThere(home[file]).catch(() => null)),
  );
  try {
    for (const file of FILES) await Deno.rename(draft[file], home[file]);
  } catch (error) {
    for (const [i, file] of FILES.entries()) {
      const text = before[i]!;
      if (text !== null) await replaceFile(home[file], text);
    }
    throw error;
  }
}

async function keepBundle(home: Home, bundle: string): Promise<void> {
  if (await readIfThere(home.caBundle) !== bundle) {
    await replaceFile(home.caBundle, bundle);
  }
}

function bundleOf({ certPem }: Identity, { roots }: CaOptions): string {
  return [certPem, ...roots.filter((root) => root !== certPem)].join("");
}

function unusable(home: Home, fault: CaFault): CaError {
  return new CaError(
    "unusable",
    `Cannot use the CA as ${CA_FAULTS[fault]}: ${home.caCert}`,
    { hint: "Run `waterwall regen-ca`, then start your agents again" },
  );
}
