import { isFiller, looksRandom } from "./plausible.ts";
import type { Scene, Trigger } from "./scene.ts";

const HEADER = /^["']?[ \t]*[:=,][ \t]*(?:\\?["'])?/;
const PAIR =
  /([A-Za-z0-9_.~!$-]{1,64})=([A-Za-z0-9+/=_.~%|!*:-]{1,2048})(?:;[ \t]{0,2}|$)?/y;
const MOST_PAIRS = 24;
/** Cookies that count visits, or keep a choice. */
const HARMLESS =
  /^(?:_ga|_gid|_gat|_fbp|_gcl|__utm|_hj|amp_|optimizely|ajs_|intercom-id|lang|locale|theme|consent|expires|path|domain|max-age|samesite|version|i18n|country|currency|tz)/i;
const LEAST = 16;

/** Finds machine-made values in cookie headers, whatever their names. */
export const cookieTrigger: Trigger = {
  literal: "cookie",
  fire: (scene, _start, end) => {
    const head = HEADER.exec(scene.text.slice(end, end + 12));
    if (head === null) return;
    let at = end + head[0].length;
    for (let i = 0; i < MOST_PAIRS; i++) {
      PAIR.lastIndex = at;
      const pair = PAIR.exec(scene.text);
      if (pair === null) return;
      judge(scene, at + pair[1]!.length + 1, pair);
      at += pair[0].length;
      if (!pair[0].includes(";")) return;
    }
  },
};

function judge(scene: Scene, start: number, pair: RegExpExecArray): void {
  const [, name, value] = pair;
  const length = value!.length;
  if (HARMLESS.test(name!) || length < LEAST || !/\d/.test(value!)) return;
  if (isFiller(value!, 0, length) || !looksRandom(value!, 0, length)) return;
  scene.candidates.push({
    start,
    end: start + length,
    type: "COOKIE",
    rule: "cookie",
    weight: 1,
  });
}
