import type { Charset } from "./charset.ts";
import { charset, has } from "./charset.ts";
import type { Scene, Trigger } from "./scene.ts";

const BASE64: Charset = charset("A-Za-z0-9+/=");
/** A stretch of body: shorter ones are taken for what stands around it. */
const LEAST_RUN = 12;
/** Most that may stand between two lines: quotes, escapes, times, colours. */
const MOST_NOISE = 120;
/** Least length of a body: an Ed25519 key has 64. */
const LEAST_BODY = 40;
const MOST_LABEL = 80;

/** Kinds of armour, by a word of the label. */
const KINDS = [
  { label: /PGP[ +_%20]{1,3}PRIVATE/i, type: "PGP_PRIVATE_KEY" },
  { label: /OPENSSH|SSH2/i, type: "SSH_PRIVATE_KEY" },
  { label: /PRIVATE/i, type: "PRIVATE_KEY" },
  { label: /Static key/i, type: "PRIVATE_KEY" },
] as const;

/**
 * Finds private keys in armour, of any length, also when their lines are
 * escaped, quoted one by one, or prefixed; and such whose end is missing.
 */
export const armourTriggers: readonly Trigger[] = [
  { literal: "-----begin", fire: fireArmour },
  { literal: "---- begin", fire: fireArmour },
  { literal: "private-lines:", fire: firePutty },
];

function fireArmour(scene: Scene, start: number, end: number): void {
  const label = /^[A-Za-z0-9 +%_.]{4,80}?-{4,5}/.exec(
    scene.text.slice(end, end + MOST_LABEL),
  )?.[0] ?? /^ [A-Z0-9 ]{4,60} ----/.exec(scene.text.slice(end, end + 80))?.[0];
  const kind = label && KINDS.find((kind) => kind.label.test(label));
  if (!label || !kind) return;
  const body = walkBody(scene.text, end + label.length);
  if (body === undefined) return;
  report(scene, { start, end: body, type: kind.type });
}

/** PuTTY's format has a line that counts the private lines, and a MAC. */
function firePutty(scene: Scene, _start: number, end: number): void {
  const body = walkBody(scene.text, end);
  if (body === undefined) return;
  report(scene, { start: end, end: body, type: "SSH_PRIVATE_KEY" });
}

function report(
  scene: Scene,
  found: { start: number; end: number; type: string },
): void {
  scene.candidates.push({ ...found, rule: "armoured-private-key", weight: 5 });
}

/**
 * Walks over the lines of a body, whatever stands between them.
 *
 * @returns the end of the closing line, or of the last line of the body;
 * `undefined` if no body is there.
 */
function walkBody(text: string, at: number): number | undefined {
  let taken = 0;
  let end = at;
  while (true) {
    const next = nextRun(text, end);
    if (next.closing !== undefined) {
      return taken >= LEAST_BODY ? next.closing : undefined;
    }
    if (next.start === undefined) break;
    taken += next.end - next.start;
    end = next.end;
  }
  return taken >= LEAST_BODY ? end : undefined;
}

interface NextRun {
  readonly start?: number;
  readonly end: number;
  /** End of the closing line, when that comes first. */
  readonly closing?: number;
}

function nextRun(text: string, from: number): NextRun {
  const limit = Math.min(from + MOST_NOISE, text.length);
  let at = from;
  while (at < limit) {
    if (text.startsWith("----", at)) return readClosing(text, at);
    const start = at;
    while (at < text.length && has(BASE64, text.charCodeAt(at))) at++;
    if (isBodyRun(text, start, at)) return { start, end: at };
    if (at === start) at++;
  }
  return { end: from };
}

/** Long enough, or a short last line right before the closing line. */
function isBodyRun(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length >= LEAST_RUN) return true;
  return length >= 2 && /^[\\nr\s"'+>#*/,]{0,24}-----END/.test(
    text.slice(end, end + 40),
  );
}

function readClosing(text: string, at: number): NextRun {
  const line = /^-{4,5} ?END[A-Za-z0-9 +%_.]{4,80}?-{4,5}/.exec(
    text.slice(at, at + MOST_LABEL + 10),
  );
  if (line !== null) return { end: at, closing: at + line[0].length };
  return { end: at };
}
