import { statfs } from "node:fs/promises";
import {
  checkEd25519,
  loadPublicKey,
  loadSigningKey,
  verifyLogAt,
} from "../../audit/mod.ts";
import { loadPolicy, type PolicySource } from "../../proxy/mod.ts";
import { armedAtStart } from "../armed_at_start.ts";
import { checkCa } from "../ca/check_ca.ts";
import { fromPem } from "../ca/pem.ts";
import { readCertificate } from "../ca/read_certificate.ts";
import { type Home, homeAt } from "../home.ts";
import { readPolicy } from "../policy/policy_keeper.ts";
import { reachOf } from "../relief.ts";
import { readRunning } from "../running.ts";
import { readSituation, type Situation } from "../situation.ts";
import { readIfThere } from "../text_file.ts";
import { trialsOf } from "./attempt.ts";
import type {
  Access,
  CanaryState,
  CaState,
  LogState,
  Look,
  PolicyState,
  PortState,
  RunningState,
  Survey,
} from "./survey.ts";
import { tryIsolates } from "./try_isolates.ts";

/** A made-up secret in a text of which a policy should find it. */
export interface Sample {
  readonly kind: string;
  readonly text: string;
}

export interface SurveyOptions {
  readonly env: (name: string) => string | undefined;
  /** One of each family that must be found. */
  readonly samples: readonly Sample[];
  /** What `GET /healthz` of a running instance answered; `undefined` if none runs. */
  readonly health: unknown;
  /** Sends a made-up secret and sees what becomes of it. */
  readonly canary: () => Promise<CanaryState>;
}

/**
 * Looks at everything that the checks judge. What cannot be looked at is part
 * of the answer; nothing is thrown, and nothing is changed.
 */
export async function takeSurvey(
  dir: string,
  options: SurveyOptions,
): Promise<Survey> {
  const home = homeAt(dir);
  const { env, samples, health } = options;
  const running = runningOf(health);
  const situation = await look(() => readSituation(home, env));
  const canary = await look(options.canary);
  return {
    nowMs: Date.now(),
    folder: await look(() => accessOf(dir)),
    secrets: await secretsOf(home),
    config: given(situation, ({ protectedHosts }) => ({
      protectedHosts: protectedHosts.length,
    })),
    ports: await after(situation, (it) => portsOf(home, it, running !== null)),
    ca: await after(situation, (it) => caOf(home, it)),
    bundle: await look(() => bundleOf(home)),
    signingKey: await look(() => signingKeyOf(home)),
    writable: await look(() => writeBeside(home)),
    log: await look(() => logOf(home)),
    policy: await look(() => policyOf(home, samples)),
    freeBytes: await look(() => roomIn(dir)),
    isolates: await after(situation, (it) => isolatesOf(home, it)),
    armed: armedIn(health) ??
      given(situation, ({ config }) => armedAtStart(home, config)),
    running,
    canary,
  };
}

async function look<T>(at: () => Promise<T>): Promise<Look<T>> {
  try {
    return { found: await at() };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { failed: "it is not there" };
    }
    const { message, name } = error as Error;
    return { failed: message || name };
  }
}

async function after<T, U>(
  first: Look<T>,
  then: (found: T) => Promise<U>,
): Promise<Look<U>> {
  return "found" in first ? await look(() => then(first.found)) : first;
}

function given<T, U>(first: Look<T>, then: (found: T) => U): Look<U> {
  return "found" in first ? { found: then(first.found) } : first;
}

async function accessOf(path: string): Promise<Access> {
  const { mode, uid } = await Deno.stat(path);
  const isWindows = Deno.build.os === "windows";
  return {
    mode: isWindows || mode === null ? null : mode & 0o777,
    isOwn: isWindows ? null : uid === Deno.uid(),
  };
}

async function secretsOf(home: Home): Promise<Survey["secrets"]> {
  const files = {
    "signing.key": home.signingKey,
    "ca.key": home.caKey,
    "tokenization.key": home.tokenizationKey,
    "admin.token": home.adminToken,
  };
  const looked = Object.entries(files).map(async ([name, path]) =>
    [name, await look(() => accessOf(path))] as const
  );
  return Object.fromEntries(await Promise.all(looked));
}

async function portsOf(
  home: Home,
  { config }: Situation,
  isRunning: boolean,
): Promise<readonly PortState[]> {
  const running = isRunning ? await readRunning(home) : null;
  const ours = [running?.proxyPort, running?.adminPort];
  const states = Object.entries({
    proxy: config.proxy_port,
    admin: config.admin_port,
  });
  return states.map(([of, port]) => ({
    of,
    port,
    is: ours.includes(port) ? "ours" : isFree(port) ? "free" : "taken",
  }));
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch {
    return false;
  }
}

async function caOf(
  home: Home,
  { protectedHosts: hosts }: Situation,
): Promise<CaState> {
  const [certPem, keyPem] = await Promise.all([
    Deno.readTextFile(home.caCert),
    Deno.readTextFile(home.caKey),
  ]);
  const verdict = await checkCa({ certPem, keyPem }, {
    hosts,
    nowMs: Date.now(),
  });
  const der = fromPem("CERTIFICATE", certPem);
  const { fromMs = 0, untilMs = 0 } = (der && readCertificate(der)) || {};
  return { fault: verdict.ok ? null : verdict.fault, fromMs, untilMs };
}

async function bundleOf(home: Home) {
  const [own, bundle] = await Promise.all([
    Deno.readTextFile(home.caCert),
    Deno.readTextFile(home.caBundle),
  ]);
  const roots = bundle.split("-----BEGIN CERTIFICATE-----").length - 1;
  return { hasCa: bundle.includes(own.trim()), roots };
}

async function signingKeyOf(home: Home) {
  const key = loadSigningKey(home.signingKey);
  const { publicKey } = key;
  const message = crypto.getRandomValues(new Uint8Array(32));
  const signature = key.sign(message);
  const answer = checkEd25519({ publicKey, message, signature });
  const vkey = await readIfThere(`${home.audit}/log.vkey`);
  const ofLog = vkey === null ? null : loadPublicKey(vkey.trim()).publicKey;
  return {
    signs: answer === "good",
    isOfLog: ofLog && ofLog.every((byte, at) => byte === publicKey[at]),
  };
}

async function writeBeside({ audit }: Home): Promise<true> {
  const path = `${audit}/.probe-${crypto.randomUUID()}`;
  try {
    using file = await Deno.open(path, { write: true, createNew: true });
    await file.write(new Uint8Array(4096));
    await file.sync();
    return true;
  } finally {
    await Deno.remove(path).catch(() => {});
  }
}

async function logOf({ audit }: Home): Promise<LogState> {
  const pinned = loadPublicKey(`${audit}/log.vkey`);
  const verdict = await verifyLogAt(audit, { pinned });
  if (!verdict.ok) {
    const explanation = `record ${verdict.seq}: ${verdict.explanation}`;
    return { isIntact: false, explanation, size: 0, newestMs: null };
  }
  const { size, until } = verdict.log;
  return {
    isIntact: true,
    explanation: verdict.weaker.map((one) => one.explanation).join("; "),
    size,
    newestMs: until === "" ? null : Date.parse(until),
  };
}

async function policyOf(
  home: Home,
  samples: readonly Sample[],
): Promise<PolicyState> {
  const source: PolicySource = { data: await readPolicy(home), known: [] };
  const { hash, patterns, scan } = await loadPolicy(source);
  const missed = samples.filter(({ text }) =>
    scan(text).every(({ action = "redact" }) => action === "warn")
  );
  return {
    hash,
    patterns,
    missed: missed.map(({ kind }) => kind),
    sought: samples.length,
  };
}

async function roomIn(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

async function isolatesOf(home: Home, situation: Situation) {
  const real = homeAt(await Deno.realPath(home.dir));
  return await tryIsolates(trialsOf(real, reachOf(situation)));
}

function armedIn(health: unknown): Look<readonly string[]> | undefined {
  const { killswitch_sources: armed } = Object(health);
  return Array.isArray(armed) ? { found: armed.map(String) } : undefined;
}

function runningOf(health: unknown): RunningState | null {
  const { status, policy_hash, patterns_loaded } = Object(health);
  if (typeof status !== "string") return null;
  return {
    healthy: status === "ok",
    status,
    policyHash: String(policy_hash),
    patterns: Number(patterns_loaded),
  };
}
