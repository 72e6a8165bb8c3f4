import { deepEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Trace, tracesOf } from "../../cli/prove/traces.ts";
import {
  type Context,
  DEFAULT_POLICY,
  HOSTS,
  loadPolicy,
  type Outgoing,
  type Provider,
  PROVIDERS,
  Vault,
} from "../../proxy/mod.ts";
import { seeded } from "../corpus/seeded.ts";
import { encode } from "./answers/answer.ts";
import { JSON_BODY } from "./body_format.ts";
import {
  type Conversation,
  conversations,
  type Planted,
} from "./conversation.ts";
import type { Json } from "./position.ts";
import { type Parcel, type Passage, send, toldIn } from "./send.ts";
import { SHAPES } from "./shapes.ts";
import { ENCODINGS, FRAMINGS, TRANSFERS } from "./transport.ts";
import type { Wire } from "./wires.ts";

/** One cell: a secret on its way, and what went wrong with it. */
export interface Cell extends Omit<Planted, "secret"> {
  readonly wire: Wire;
  readonly shape: string;
  readonly encoding: string;
  readonly transfer: string;
  /** `undefined` if the provider got nothing of it and the client got it back. */
  readonly fault: string | undefined;
}

type Surroundings = Omit<Context, "forward" | "record">;

/** What was found on one wire. */
export interface Found {
  readonly wire: Wire;
  /** Cells by position. */
  readonly cells: ReadonlyMap<string, number>;
  /** Those with a fault. */
  readonly holes: readonly Cell[];
}

/** Fills all cells of one wire. */
export async function fill(wire: Wire): Promise<Found> {
  const context = surroundings(wire.host);
  const random = seeded(wire.path.length);
  const cells = new Map<string, number>();
  const holes: Cell[] = [];
  for (const shape of SHAPES) {
    for (const said of conversations(wire.family, { shape, random })) {
      for (const cell of await carry(said, { wire, context })) {
        cells.set(cell.position, 1 + (cells.get(cell.position) ?? 0));
        if (cell.fault) holes.push({ ...cell, shape: shape.name });
      }
    }
  }
  return { wire, cells, holes };
}

/** Sends a body of about `size` bytes, secrets in the middle of it, in these encodings and every transfer. */
export async function fillSize(
  wire: Wire,
  { size, encodings }: {
    readonly size: number;
    readonly encodings: readonly string[];
  },
): Promise<readonly Omit<Cell, "shape">[]> {
  const context = surroundings(wire.host);
  const random = seeded(size);
  const [shape] = SHAPES;
  const [said] = conversations(wire.family, { shape: shape!, random });
  const padding = "x = f(y);\n".repeat(size / 20);
  const body = wire.family.body(
    [
      ...wire.family.smallTalk,
      { role: "user", content: padding },
      ...(said!.body.messages as readonly Json[]),
      { role: "user", content: padding },
    ],
    said!.body.system ? { system: said!.body.system } : {},
  );
  // Looking for one takes as long as the body: of large ones, for a few.
  const every = Math.ceil(size / 200_000);
  const planted = said!.planted.filter(({ secret }, at) =>
    at % every === 0 && JSON.stringify(body).includes(secret)
  );
  return await carry({ body, planted }, { wire, context, encodings });
}

/**
 * Sends a conversation in every encoding and transfer.
 *
 * The first passage is searched and read in full; each other one must be the
 * same byte for byte, there and back, or it is searched and read too.
 */
async function carry(
  conversation: Conversation,
  { wire, context, encodings = Object.keys(ENCODINGS) }: {
    readonly wire: Wire;
    readonly context: Surroundings;
    readonly encodings?: readonly string[];
  },
): Promise<readonly Omit<Cell, "shape">[]> {
  const { format = JSON_BODY, around = (body) => body } = wire;
  const plain = format.write(around(conversation.body));
  const texts = format.read(plain);
  const bytes = encode(plain);
  const cells: Omit<Cell, "shape">[] = [];
  let judged: Judged | undefined;
  for (const encoding of wire.isSocket ? ["identity"] : encodings) {
    const body = ENCODINGS[encoding]!(bytes);
    const transfers = wire.isSocket ? FRAMINGS : TRANSFERS;
    for (const [transfer, transferred] of Object.entries(transfers)) {
      const sending = transferred(body);
      const parcel = { wire, format, texts, encoding, sending };
      judged = await passed(parcel, { conversation, context, judged });
      cells.push(...judged.faults.map(([{ position, turn }, fault]) => ({
        wire,
        position,
        turn,
        encoding,
        transfer,
        fault,
      })));
    }
  }
  return cells;
}

interface Judged {
  readonly passage?: Passage;
  readonly faults: readonly (readonly [Planted, string | undefined])[];
}

async function passed(
  parcel: Parcel,
  { conversation: { planted }, context, judged }: {
    readonly conversation: Conversation;
    readonly context: Surroundings;
    readonly judged: Judged | undefined;
  },
): Promise<Judged> {
  try {
    const passage = await send(parcel, context);
    if (judged?.passage && isSame(passage, judged.passage)) return judged;
    const { received, answered } = passage;
    const told = toldIn(received, parcel);
    const said = parcel.wire.answer.hear(answered);
    deepEqual(said, { text: told, argument: told });
    const faults = planted.map((one) =>
      [one, shown(traces(one.secret, received))] as const
    );
    return { passage, faults };
  } catch (error) {
    return { faults: planted.map((one) => [one, String(error)]) };
  }
}

function isSame(one: Passage, other: Passage): boolean {
  return Buffer.compare(one.received.body!, other.received.body!) === 0 &&
    Buffer.compare(one.answered, other.answered) === 0 &&
    headOf(one.received) === headOf(other.received);
}

function headOf({ path, headers }: Outgoing): string {
  return [path, ...[...headers].flat()].join("\n");
}

function traces(secret: string, received: Outgoing): readonly Trace[] {
  return [
    ...tracesOf(secret, received.body!),
    ...tracesOf(secret, headOf(received)),
  ];
}

function shown(traces: readonly Trace[]): string | undefined {
  if (traces.length === 0) return undefined;
  return `the provider got it: ${traces.join(", ")}`;
}

/** The usual one without its second look, so that what the first look misses shows. */
const { witness: _, ...policy } = await loadPolicy({
  data: DEFAULT_POLICY,
  known: [],
});

/** All that a request may touch. */
function surroundings(host: string): Surroundings {
  return {
    id: "r1",
    session: "s1",
    host,
    provider: providerOf(host),
    vault: new Vault({ key: new Uint8Array(32).fill(7), now: () => 0 }),
    policy: () => policy,
    activeSwitches: () => [],
    note: () => {},
    limits: { maxBodyBytes: 32 << 20 },
  };
}

function providerOf(host: string): Provider {
  const known = HOSTS.find(({ name }) =>
    new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", ".+")}$`)
      .test(host)
  );
  return PROVIDERS[known?.provider ?? "generic"]!;
}
