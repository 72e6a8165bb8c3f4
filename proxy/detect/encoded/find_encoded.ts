import type { Candidate } from "../merge.ts";
import type { Scene } from "../scene.ts";
import { escapeViews } from "./escape_views.ts";
import { jointViews } from "./joint_views.ts";
import type { Run } from "./runs.ts";
import { listViews } from "./list_views.ts";
import { runViews } from "./run_views.ts";
import type { View } from "./view.ts";

/** Layers of encoding that are taken off at most. */
const MOST_LAYERS = 3;
/** Characters of views that are scanned, per character of the text. */
const MOST_PER_CHARACTER = 2;
const ALWAYS = 65_536;

/** Scans the text of a view, one layer further in. */
export type ScanView = (text: string, depth: number) => readonly Candidate[];

/** Adds what is found in the encoded parts of a text. */
export function findEncoded(
  scene: Scene,
  { runs, scan }: { readonly runs: readonly Run[]; readonly scan: ScanView },
): void {
  const { text, depth, candidates } = scene;
  if (depth >= MOST_LAYERS) return;
  let budget = ALWAYS + MOST_PER_CHARACTER * text.length;
  for (const view of viewsOf(scene, runs)) {
    budget -= view.text.length;
    if (budget < 0) return;
    for (const inner of scan(view.text, depth + 1)) {
      const start = view.startOf(inner.start);
      const end = view.endOf(inner.end);
      candidates.push({ ...inner, start, end });
    }
  }
}

function* viewsOf(
  { text, escapes, joints, lists }: Scene,
  runs: readonly Run[],
): Generator<View> {
  if (runs.length > 0) yield* runViews(text, runs);
  if (escapes.length > 0) yield* escapeViews(text, inOrder(escapes));
  if (joints.length > 0) yield* jointViews(text, inOrder(joints));
  if (lists.length > 0) yield* listViews(text, inOrder(lists));
}

function inOrder(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}
