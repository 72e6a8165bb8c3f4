import type { Explained } from "../redact/redactor.ts";
import type { HeldSecret } from "../redact/vault.ts";

/** What a proxy worker knows that the one which relieves it has to know. */
export interface Knowledge {
  /** So that answers to what it sent can be restored. */
  readonly secrets: readonly HeldSecret[];
  /** So that its findings can be explained. */
  readonly findings: readonly Explained[];
}

/** What it leaves. It goes from one to the other, past main. */
export interface Legacy extends Knowledge {
  readonly tokenizationKey: Uint8Array<ArrayBuffer>;
}

/** What a relieved worker still learns from its last clients. */
export type Lesson =
  | { readonly learnt: HeldSecret }
  | { readonly found: Explained };

/** A successor's end of the line to the one before. */
export interface Inheritance {
  /** What was left; `null` when nothing was. */
  readonly legacy: Promise<Legacy | null>;
  /** Has all lessons heard, also those that have come already. */
  hear(learn: (lesson: Lesson) => void): void;
}

/** How long a successor waits: one that died leaves nothing. */
const WAIT_MS = 2_000;

/** Takes over what is left, and what is learnt after that. */
export function inherit(from: MessagePort): Inheritance {
  const left = Promise.withResolvers<Legacy | null>();
  const early: Lesson[] = [];
  let learn = (lesson: Lesson): void => void early.push(lesson);
  const timer = setTimeout(() => left.resolve(null), WAIT_MS);
  from.onmessage = ({ data }: MessageEvent<Legacy>) => {
    clearTimeout(timer);
    left.resolve(data);
    from.onmessage = ({ data }: MessageEvent<Lesson>) => learn(data);
  };
  return {
    legacy: left.promise,
    hear: (pupil) => {
      learn = pupil;
      early.splice(0).forEach(pupil);
    },
  };
}
