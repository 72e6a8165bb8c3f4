import { CA_FAULTS } from "../ca/check_ca.ts";
import { type Check, judgeLook } from "./check.ts";
import type { Access } from "./survey.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A CA with less than this left is made anew at the next start. */
const EXPIRING_DAYS = 30;
const MIB = 2 ** 20;
/** Less room than this and the log may soon take no more records. */
const MIN_FREE_MIB = 256;
/** No clock that is right says less. */
const RELEASED_MS = Date.UTC(2026, 10, 1);
/** Clocks are set back by a moment now and then. */
const CLOCK_SLACK_MS = 60_000;

/** Every check, in the order in which a person would ask. */
export const CHECKS: readonly Check[] = [
  {
    id: "home",
    question: "Is the home folder there, and closed to others?",
    hint: "Run `waterwall start` once; it makes the folder and closes it.",
    judge: ({ folder }) =>
      judgeLook(folder, (access) => {
        const fault = faultOf(access);
        return fault === null
          ? { ok: true, answer: "it is there, and only its owner can enter" }
          : { ok: false, answer: `it ${fault}` };
      }),
  },
  {
    id: "config",
    question: "Can the configuration be used?",
    hint: "Mend config.toml; docs/configuration.md has every setting.",
    judge: ({ config }) =>
      judgeLook(config, ({ protectedHosts }) => ({
        ok: protectedHosts > 0,
        answer: `it protects ${protectedHosts} hosts`,
      })),
  },
  {
    id: "ports",
    question: "Are the ports free, or ours?",
    hint: "Stop the other program, or choose other ports in config.toml.",
    judge: ({ ports }) =>
      judgeLook(ports, (all) => ({
        ok: all.every(({ is }) => is !== "taken"),
        answer: all.map(({ of, port, is }) =>
          port === 0 ? `${of}: any` : `${of}: ${port} is ${is}`
        ).join(", "),
      })),
  },
  {
    id: "ca",
    question: "Is the CA valid, and limited to exactly the protected hosts?",
    hint: "Run `waterwall regen-ca`, then start your agents again.",
    judge: ({ ca }) =>
      judgeLook(ca, ({ fault }) => ({
        ok: fault === null,
        answer: fault === null
          ? "it is, and its limits are critical"
          : CA_FAULTS[fault],
      })),
  },
  {
    id: "ca-expiry",
    question: `Is the CA good for ${EXPIRING_DAYS} more days?`,
    hint: "Run `waterwall regen-ca`, then start your agents again.",
    judge: ({ ca, nowMs }) =>
      judgeLook(ca, ({ untilMs }) => {
        const days = Math.floor((untilMs - nowMs) / DAY_MS);
        const ok = days >= EXPIRING_DAYS;
        return { ok, answer: `${days} days are left` };
      }),
  },
  {
    id: "ca-bundle",
    question: "Does the bundle of roots hold the CA and the machine's roots?",
    hint: "Start Waterwall again; it writes ca-bundle.pem anew.",
    judge: ({ bundle }) =>
      judgeLook(bundle, ({ hasCa, roots }) => ({
        ok: hasCa && roots > 1,
        answer: hasCa
          ? `it holds the CA and ${roots - 1} roots`
          : "the CA is not in it",
      })),
  },
  {
    id: "key-modes",
    question: "Are the keys closed to everybody else?",
    hint:
      "Run: chmod 600 FILE, and ask who has read it: rotate it if in doubt.",
    judge: ({ secrets }) => {
      const faults = Object.entries(secrets).flatMap(([name, look]) => {
        const fault = "found" in look
          ? faultOf(look.found)
          : `cannot be looked at: ${look.failed}`;
        return fault === null ? [] : [`${name} ${fault}`];
      });
      const names = Object.keys(secrets).join(", ");
      return faults.length === 0
        ? { ok: true, answer: `only their owner can read ${names}` }
        : { ok: false, answer: faults.join("; ") };
    },
  },
  {
    id: "signing-key",
    question: "Does the signing key load, sign, and belong to the log?",
    hint: "Restore signing.key from its backup; see `waterwall key show`.",
    judge: ({ signingKey }) =>
      judgeLook(signingKey, ({ signs, isOfLog }) => {
        if (!signs) return { ok: false, answer: "what it signs is not valid" };
        if (isOfLog === null) return { ok: false, answer: "there is no log" };
        return isOfLog
          ? { ok: true, answer: "it signs, and the log is signed by it" }
          : { ok: false, answer: "the log is signed by another key" };
      }),
  },
  {
    id: "ledger-writable",
    question: "Can records be written?",
    hint: "Give this user the right to write the audit folder, and room.",
    judge: ({ writable }) =>
      judgeLook(writable, () => ({
        ok: true,
        answer: "a file was written beside the log, synced and removed",
      })),
  },
  {
    id: "ledger",
    question: "Is the audit log whole, unaltered and signed?",
    hint:
      "Run `waterwall verify-chain`; `waterwall recover` goes on after a loss.",
    judge: ({ log }) =>
      judgeLook(log, ({ isIntact, size, explanation }) => ({
        ok: isIntact && explanation === "",
        answer: explanation || `${size} records verify`,
      })),
  },
  {
    id: "patterns",
    question: "Are the patterns loaded, and is every required family found?",
    hint: "Look for rules that policy.toml turns off, or install again.",
    judge: ({ policy }) =>
      judgeLook(policy, ({ patterns, missed, sought }) => ({
        ok: patterns > 0 && missed.length === 0 && sought > 0,
        answer: missed.length > 0
          ? `not found: ${missed.join(", ")}`
          : `${patterns} patterns found each of ${sought} made-up secrets`,
      })),
  },
  {
    id: "policy-hash",
    question: "Is the policy in force the one that policy.toml says?",
    hint: "Mend policy.toml, then press r in the dashboard, or start again.",
    judge: ({ policy, running }) =>
      judgeLook(policy, ({ hash }) => {
        const short = hash.slice(0, 12);
        if (running === null) {
          return { ok: true, answer: `${short}…, at the next start` };
        }
        const ok = running.policyHash === hash;
        const other = running.policyHash.slice(0, 12);
        return {
          ok,
          answer: ok
            ? `${short}… is in force`
            : `${other}… is in force, the file says ${short}…`,
        };
      }),
  },
  {
    id: "clock",
    question: "Is the clock plausible?",
    hint: "Set the clock; records must not be older than those before them.",
    judge: ({ nowMs, log, ca }) => {
      const known = [
        RELEASED_MS,
        "found" in log ? log.found.newestMs ?? 0 : 0,
        "found" in ca ? ca.found.fromMs : 0,
      ];
      const behindMs = Math.max(...known) - nowMs;
      return behindMs <= CLOCK_SLACK_MS
        ? {
          ok: true,
          answer: "it is past this release and everything on record",
        }
        : {
          ok: false,
          answer:
            `it is ${Math.round(behindMs / 60_000)} minutes before a time ` +
            "that is known to have been",
        };
    },
  },
  {
    id: "disk",
    question: `Is there room for the log (${MIN_FREE_MIB} MiB)?`,
    hint: "Make room, or move the home folder to a larger disk.",
    judge: ({ freeBytes }) =>
      judgeLook(freeBytes, (bytes) => {
        const mib = Math.floor(bytes / MIB);
        return { ok: mib >= MIN_FREE_MIB, answer: `${mib} MiB are free` };
      }),
  },
  {
    id: "isolates",
    question: "May each worker do what it must, and nothing else?",
    hint: "Run the version of Deno that the README names; report it.",
    judge: ({ isolates }) =>
      judgeLook(isolates, (all) => {
        const faults = all.flatMap(({ name, tooMuch, tooLittle }) => [
          ...tooMuch.map((what) => `${name} can ${what}`),
          ...tooLittle.map((what) => `${name} cannot ${what}`),
        ]);
        const tried = all.reduce((sum, one) => sum + one.tried, 0);
        return faults.length === 0
          ? {
            ok: all.length > 0,
            answer: `tried from inside, ${tried} things: as specified`,
          }
          : { ok: false, answer: faults.join("; ") };
      }),
  },
  {
    id: "killswitch",
    question: "Is the kill switch clear?",
    hint: "Clear each source that is named, when the reason is gone.",
    judge: ({ armed }) =>
      judgeLook(
        armed,
        (sources) =>
          sources.length === 0
            ? { ok: true, answer: "it is clear" }
            : { ok: false, answer: `it is armed by ${sources.join(", ")}` },
      ),
  },
  {
    id: "running",
    question: "Does an instance run here, and does it protect?",
    hint: "Run `waterwall start`, and see what it says.",
    runtime: true,
    judge: ({ running }) => {
      if (running === null) return { ok: false, answer: "none answers" };
      const { healthy, status, patterns } = running;
      return healthy
        ? { ok: true, answer: `it does, with ${patterns} patterns` }
        : { ok: false, answer: `it refuses everything: ${status}` };
    },
  },
  {
    id: "canary",
    question:
      "Does a made-up secret stay here, come back, and stand on record?",
    hint: "Stop, and run `waterwall prove` to see where it fails.",
    judge: ({ canary }) =>
      judgeLook(canary, ({ way, isLeaked, isRestored, isRecorded }) => {
        const faults = [
          ...isLeaked ? ["it LEFT in clear"] : [],
          ...isRestored ? [] : ["it did not come back as it was"],
          ...isRecorded ? [] : ["the log does not speak of it"],
        ];
        return faults.length === 0
          ? { ok: true, answer: `it does, ${way}` }
          : { ok: false, answer: `${way}: ${faults.join("; ")}` };
      }),
  },
];

/** What is wrong with the rights to a file or folder, as the rest of a sentence. */
function faultOf({ mode, isOwn }: Access): string | null {
  if (isOwn === false) return "belongs to somebody else";
  if (mode === null || (mode & 0o077) === 0) return null;
  return `has mode 0${(mode & 0o777).toString(8)}`;
}
