import { isBasicLogin } from "./basic_login.ts";
import { charset, has, WORD } from "./charset.ts";
import { isFiller, isGrouped, looksRandom } from "./plausible.ts";
import type { Scene, Trigger } from "./scene.ts";

const CREDENTIAL = charset("A-Za-z0-9+/=_.~:%!|*-");
const GAP = /(?:[ \t]{1,4}|%20|\+|["']?[,:][ \t]{0,2}["']?)\\{0,4}["'`]?/y;
const LEAST_BEARER = 16;

/** Finds what follows the name of an authentication scheme. */
export const schemeTriggers: readonly Trigger[] = [
  {
    literal: "bearer",
    fire: (scene, start, end) => fireBearer(scene, start, end),
  },
  {
    literal: "basic",
    fire: (scene, start, end) => fireBasic(scene, start, end),
  },
];

function afterGap(scene: Scene, start: number, end: number) {
  const { text, bytes, runs } = scene;
  if (has(WORD, bytes[start - 1]!)) return undefined;
  GAP.lastIndex = end;
  const gap = GAP.exec(text);
  if (gap === null) return undefined;
  const from = end + gap[0].length;
  if (!has(CREDENTIAL, text.charCodeAt(from))) return undefined;
  const to = Math.min(runs.endOf(CREDENTIAL, from), from + 8192);
  return { from, to };
}

function fireBearer(scene: Scene, start: number, end: number): void {
  const found = afterGap(scene, start, end);
  if (!found || found.to - found.from < LEAST_BEARER) return;
  const { from, to } = found;
  if (isFiller(scene.text, from, to)) return;
  if (!/\d/.test(scene.text.slice(from, Math.min(to, from + 64)))) return;
  const isDrawn = looksRandom(scene.text, from, to) ||
    isGrouped(scene.text.slice(from, to));
  if (!isDrawn) return;
  report(scene, { from, to, type: "BEARER_TOKEN" });
}

function fireBasic(scene: Scene, start: number, end: number): void {
  const found = afterGap(scene, start, end);
  if (!found || found.to - found.from > 512) return;
  const { from, to } = found;
  if (!isBasicLogin(scene.text.slice(from, to))) return;
  report(scene, { from, to, type: "BASIC_AUTH" });
}

function report(
  { candidates }: Scene,
  { from, to, type }: { from: number; to: number; type: string },
): void {
  candidates.push({
    start: from,
    end: to,
    type,
    rule: "authentication-scheme",
    weight: 2,
  });
}
