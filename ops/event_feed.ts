import { ADMIN_HEADERS } from "./admin_headers.ts";
import type { Snapshot } from "./snapshot.ts";
import { BUCKET_MS } from "./window.ts";

/** What a feed needs of the world. */
export interface EventFeedOptions {
  readonly snapshot: () => Snapshot;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  /** Calls back once, so many milliseconds later; what it returns calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A state is sent at most so often, in milliseconds. */
export const STATE_MS = 250;
/** Silence longer than this means that nobody is there, in milliseconds. */
export const BEAT_MS = 2_000;
const MAX_LISTENERS = 32;
/** How many events may wait for one who reads slowly. */
const MAX_WAITING = 2;

type Listener = {
  readonly controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  /** Whether it has missed a state because others still wait. */
  isBehind: boolean;
};

/**
 * The answer of `GET /admin/events`: server-sent events (WHATWG HTML §9.2).
 *
 * `state` carries a whole {@link Snapshot}, soon after something changed;
 * `beat` says `{uptime, nowMs}` so that silence can be told from calm. Each
 * state replaces the one before, so who reads slowly misses some and loses
 * nothing.
 */
export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #listeners = new Set<Listener>();
  #isClosed = false;
  #sentMs = -Infinity;
  #sentSlot = NaN;
  #cancelState: (() => void) | null = null;
  #cancelBeat: (() => void) | null = null;

  constructor(options: EventFeedOptions) {
    this.#options = options;
  }

  /** Who listens now. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** Something is different from what was sent. */
  changed(): void {
    if (this.#listeners.size === 0 || this.#cancelState) return;
    const { now, after } = this.#options;
    const wait = Math.max(0, this.#sentMs + STATE_MS - now());
    this.#cancelState = after(wait, () => {
      this.#cancelState = null;
      this.#sendState();
    });
  }

  /** A new listener's answer, its first event already in it. */
  open(): Response {
    if (this.#isClosed || this.#listeners.size >= MAX_LISTENERS) {
      const error = this.#isClosed ? "It ends" : "Too many listen already";
      return Response.json({ error }, { status: 503, headers: ADMIN_HEADERS });
    }
    let listener: Listener;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        listener = { controller, isBehind: false };
        this.#listeners.add(listener);
        controller.enqueue(encode("state", this.#options.snapshot()));
        this.#beatLater();
      },
      pull: () => {
        if (listener.isBehind) this.#catchUp(listener);
      },
      cancel: () => this.#leave(listener),
    }, { highWaterMark: MAX_WAITING });
    return new Response(body, {
      headers: { ...ADMIN_HEADERS, "content-type": "text/event-stream" },
    });
  }

  /** Ends every answer, and gives no more. */
  close(): void {
    this.#isClosed = true;
    for (const { controller } of this.#listeners) controller.close();
    this.#listeners.clear();
    this.#rest();
  }

  #sendState(): void {
    const snapshot = this.#options.snapshot();
    this.#sentMs = this.#options.now();
    this.#sentSlot = slotOf(snapshot);
    this.#send(encode("state", snapshot));
  }

  #beatLater(): void {
    this.#cancelBeat ??= this.#options.after(BEAT_MS, () => {
      this.#cancelBeat = null;
      this.#beat();
      this.#beatLater();
    });
  }

  /** Five minutes move on even when nothing happens. */
  #beat(): void {
    const snapshot = this.#options.snapshot();
    if (slotOf(snapshot) !== this.#sentSlot) return this.#sendState();
    const { uptime, nowMs } = snapshot;
    this.#send(encode("beat", { uptime, nowMs }));
  }

  #send(event: Uint8Array<ArrayBuffer>): void {
    for (const listener of this.#listeners) {
      const { controller } = listener;
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(event);
      else listener.isBehind = true;
    }
  }

  #catchUp(listener: Listener): void {
    listener.isBehind = false;
    listener.controller.enqueue(encode("state", this.#options.snapshot()));
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#rest();
  }

  #rest(): void {
    this.#cancelState?.();
    this.#cancelBeat?.();
    this.#cancelState = null;
    this.#cancelBeat = null;
  }
}

function slotOf({ nowMs }: Snapshot): number {
  return Math.floor(nowMs / BUCKET_MS);
}

const encoder = new TextEncoder();

function encode(event: string, data: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
