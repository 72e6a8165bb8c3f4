import type { Finding } from "../redact/finding.ts";
import { LongRuns } from "./long_runs.ts";
import { RunEnds } from "./match.ts";
import type { Candidate } from "./merge.ts";

/** One text being scanned, and what was seen in it so far. */
export interface Scene {
  readonly text: string;
  /** The text as `TextBytes` reads it. */
  readonly bytes: Uint8Array;
  readonly longRuns: LongRuns;
  readonly runs: RunEnds;
  readonly candidates: Candidate[];
  /** Placeholders of our own that stand in the text. */
  readonly placeholders: Finding[];
  /** Where a word was seen after which some rule's token may stand. */
  readonly sightings: Sighting[];
  /** Where an escape may begin. */
  readonly escapes: number[];
  /** Where a string may have been taken apart. */
  readonly joints: number[];
  /** Where a list of codes or pieces, or a turned string, may be. */
  readonly lists: number[];
  /** Layers of encoding that were taken off to get this text. */
  readonly depth: number;
  /** End of the name judged last, so that none is judged twice. */
  lastNameEnd: number;
  /** End of the value judged last, and how many more had that end. */
  lastValueEnd: number;
  alikeValues: number;
  /** End of the line of names read last. */
  lastHeadEnd: number;
  /** End of the command line read last. */
  lastCommandEnd: number;
}

/** A word that ended at `end`, and which of the rules with words it is of. */
export interface Sighting {
  readonly rule: number;
  readonly end: number;
}

/** A literal to look for, lower case, and what to do where it stands. */
export interface Trigger {
  readonly literal: string;
  /** The byte that must be its last, if it fires in one case only. */
  readonly last?: number | undefined;
  readonly fire: (scene: Scene, start: number, end: number) => void;
}

/** What a scene is opened with. */
export interface Opening {
  readonly bytes: Uint8Array;
  /** Layers of encoding that were taken off. */
  readonly depth: number;
}

/** A text with nothing seen in it yet. */
export function openScene(text: string, { bytes, depth }: Opening): Scene {
  return {
    text,
    bytes,
    longRuns: new LongRuns(bytes, text.length),
    runs: new RunEnds(text, bytes),
    candidates: [],
    placeholders: [],
    sightings: [],
    escapes: [],
    joints: [],
    lists: [],
    depth,
    lastNameEnd: -1,
    lastValueEnd: -1,
    alikeValues: 0,
    lastHeadEnd: -1,
    lastCommandEnd: -1,
  };
}
