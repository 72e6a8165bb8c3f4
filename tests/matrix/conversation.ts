import type { Random } from "../../proxy/detect/rule.ts";
import type { Family, Fields, Json, Position } from "./position.ts";
import type { Shape } from "./shapes.ts";

/** When in a conversation a secret is said. */
export type Turn = "oldest" | "newest" | "repeated" | "every";

/** One secret, and where it alone stands. */
export interface Planted {
  readonly position: string;
  readonly turn: Turn;
  readonly secret: string;
}

/** A request's body, and the secrets in it. */
export interface Conversation {
  readonly body: Fields;
  readonly planted: readonly Planted[];
}

interface Speech {
  readonly shape: Shape;
  readonly random: Random;
}

type Once = Extract<Position, { readonly once: unknown }>;
type Turning = Extract<Position, { readonly turn: unknown }>;

/**
 * Conversations that plant a secret of this shape at every position of a wire
 * and in every turn that it has. No two positions or turns share a secret.
 */
export function conversations(
  { positions, smallTalk, body }: Family,
  speech: Speech,
): readonly Conversation[] {
  const once = positions.filter((one): one is Once => "once" in one);
  const turning = positions.filter((one): one is Turning => "turn" in one);
  const said = inTurns(turning, { ...speech, smallTalk });
  const silence = { turns: smallTalk, planted: [] };
  return rounds(once).map((round, nth) => {
    const { turns, planted } = nth === 0 ? said : silence;
    const beside = besideTurns(round, speech);
    return {
      body: body(turns, beside.fields),
      planted: [...planted, ...beside.planted],
    };
  });
}

function inTurns(
  positions: readonly Turning[],
  { smallTalk, shape, random }: Speech & {
    readonly smallTalk: readonly Json[];
  },
): { readonly turns: readonly Json[]; readonly planted: readonly Planted[] } {
  const planted: Planted[] = [];
  const say = (turn: Turn) => {
    const spoken = positions.map((one) => ({ ...one, ...shape.speak(random) }));
    for (const { name: position, secret } of spoken) {
      planted.push({ position, turn, secret });
    }
    return spoken.flatMap(({ turn, text }) => turn(text));
  };
  const oldest = say("oldest");
  const repeated = say("repeated");
  const newest = say("newest");
  const turns = [oldest, smallTalk, repeated, repeated, newest].flat();
  return { turns, planted };
}

function besideTurns(
  round: readonly Once[],
  { shape, random }: Speech,
): { readonly fields: Fields; readonly planted: readonly Planted[] } {
  const spoken = round.map((one) => ({ ...one, ...shape.speak(random) }));
  return {
    fields: Object.assign({}, ...spoken.map(({ once, text }) => once(text))),
    planted: spoken.map(({ name, secret }) => ({
      position: name,
      turn: "every",
      secret,
    })),
  };
}

/** Positions that can stand in one body: those of a round share no field. The first round may be empty. */
function rounds(positions: readonly Once[]): readonly (readonly Once[])[] {
  const made: Once[][] = [[]];
  for (const one of positions) {
    const free = made.find((round, nth) =>
      !round.some((other) => clash(one, other)) &&
      !(nth === 0 && replacesTurns(one))
    );
    if (free) free.push(one);
    else made.push([one]);
  }
  return made;
}

function clash(one: Once, other: Once): boolean {
  return fieldsOf(one).some((field) => fieldsOf(other).includes(field));
}

function fieldsOf({ once }: Once): readonly string[] {
  return Object.keys(once(""));
}

/** A conversation that is one string has no turns beside it. */
function replacesTurns(one: Once): boolean {
  return fieldsOf(one).includes("input");
}
