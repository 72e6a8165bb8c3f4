import type { Candidate } from "../merge.ts";
import type { Scene } from "../scene.ts";
import { escapeViews } from "./escape_views.ts";
import { jointViews } from "./joint_views.ts";
import { listViews } from "./list_views.ts";
import { spacedHexViews } from "./spaced_hex.ts";
import { runViews } from "./run_views.ts";
import type { View } from "./view.ts";

/** Layers of encoding that are taken off at most. */
const MOST_LAYERS = 3;
/** Characters of views that are scanned, per character of the text. */
const MOST_PER_CHARACTER = 2;
const ALWAYS = 65_536;
/** What stands between views that are scanned together: no value goes over it. */
const BETWEEN = "\u0000\n\u0000\n\u0000";
/** Shorter views cannot hold a secret. */
const LEAST = 8;

/** Scans the text of views, one layer further in. */
export type ScanView = (text: string, depth: number) => readonly Candidate[];

/** Adds what is found in the encoded parts of a text. */
export function findEncoded(scene: Scene, scan: ScanView): void {
  if (scene.depth >= MOST_LAYERS) return;
  const views = withinBudget(viewsOf(scene), scene.text.length);
  if (views.length === 0) return;
  const texts = views.map(({ text }) => text);
  let offset = 0;
  let i = 0;
  for (const found of scan(texts.join(BETWEEN), scene.depth + 1)) {
    while (found.start >= offset + texts[i]!.length) {
      offset += texts[i++]!.length + BETWEEN.length;
    }
    addFrom(scene, views[i]!, { found, offset });
  }
}

function addFrom(
  { candidates }: Scene,
  view: View,
  { found, offset }: { readonly found: Candidate; readonly offset: number },
): void {
  const start = Math.max(0, found.start - offset);
  const end = Math.min(view.text.length, found.end - offset);
  if (end <= start) return;
  candidates.push({
    ...found,
    start: view.startOf(start),
    end: view.endOf(end),
  });
}

/** As many views as may be scanned for a text of a length. */
function withinBudget(views: readonly View[], length: number): readonly View[] {
  let budget = ALWAYS + MOST_PER_CHARACTER * length;
  return views.filter(({ text }) => {
    if (text.length < LEAST) return false;
    budget -= text.length;
    return budget >= 0;
  });
}

function viewsOf(
  { text, bytes, longRuns: { base64 }, escapes, joints, lists }: Scene,
): readonly View[] {
  const views: View[] = [];
  const add = (more: Iterable<View>) => {
    for (const view of more) views.push(view);
  };
  if (base64.length > 0) add(runViews(text, base64));
  if (escapes.length > 0) add(escapeViews(text, inOrder(escapes)));
  if (joints.length > 0) add(jointViews(text, inOrder(joints)));
  add(spacedHexViews(text, bytes));
  if (lists.length > 0) add(listViews(text, inOrder(lists)));
  return views;
}

/** Places once each and in order: as they come, nearly always. */
function inOrder(places: readonly number[]): readonly number[] {
  for (let i = 1; i < places.length; i++) {
    if (places[i]! <= places[i - 1]!) {
      return [...new Set(places)].sort((a, b) => a - b);
    }
  }
  return places;
}
