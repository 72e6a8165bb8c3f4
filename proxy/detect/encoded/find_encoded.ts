import type { Candidate } from "../merge.ts";
import type { Scene } from "../scene.ts";
import { escapeViews } from "./escape_views.ts";
import { jointViews } from "./joint_views.ts";
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
export function findEncoded(scene: Scene, scan: ScanView): void {
  const { text, depth, candidates } = scene;
  if (depth >= MOST_LAYERS) return;
  let budget = ALWAYS + MOST_PER_CHARACTER * text.length;
  for (const view of viewsOf(scene)) {
    budget -= view.text.length;
    if (budget < 0) return;
    for (const inner of scan(view.text, depth + 1)) {
      const start = view.startOf(inner.start);
      const end = view.endOf(inner.end);
      candidates.push({ ...inner, start, end });
    }
  }
}

function* viewsOf({ text, escapes, joints }: Scene): Generator<View> {
  yield* runViews(text);
  yield* escapeViews(text, inOrder(escapes));
  yield* jointViews(text, inOrder(joints));
}

function inOrder(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}
