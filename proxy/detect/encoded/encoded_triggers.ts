import type { Trigger } from "../scene.ts";
import { ESCAPE_STARTS, mayBeEscape } from "./escape_views.ts";
import { LIST_STARTS, mayBeList } from "./list_views.ts";
import { JOINT_STARTS, mayBeJoint } from "./joint_views.ts";

/** Triggers that take note of where a text is escaped or taken apart. */
export const encodedTriggers: readonly Trigger[] = [
  ...ESCAPE_STARTS.map((literal): Trigger => ({
    literal,
    fire: ({ bytes, escapes }, start, end) => {
      if (mayBeEscape(bytes, start, end)) escapes.push(start);
    },
  })),
  ...JOINT_STARTS.map((literal): Trigger => ({
    literal,
    fire: ({ text, joints }, start) => {
      if (mayBeJoint(text, start)) joints.push(start);
    },
  })),
  ...LIST_STARTS.map((literal): Trigger => ({
    literal,
    fire: ({ text, lists }, start) => {
      if (mayBeList(text, start)) lists.push(start);
    },
  })),
];
