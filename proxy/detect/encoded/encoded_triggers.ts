import type { Trigger } from "../scene.ts";
import { ESCAPE_STARTS } from "./escape_views.ts";
import { LIST_STARTS, mayBeList } from "./list_views.ts";
import { JOINT_STARTS, mayBeJoint } from "./joint_views.ts";

const BLANK = 32;

/** Triggers that take note of where a text is escaped or taken apart. */
export const encodedTriggers: readonly Trigger[] = [
  ...ESCAPE_STARTS.map((literal): Trigger => ({
    literal,
    fire: literal.endsWith("\n")
      // A soft break is followed by the rest of its line.
      ? ({ escapes, bytes }, start, end) => {
        if (bytes[end]! > BLANK) escapes.push(start);
      }
      : ({ escapes }, start) => void escapes.push(start),
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
