import { JsonError } from "../json/json_error.ts";
import { type Edit, rewriteStrings } from "../json/rewrite_strings.ts";
import type { Keys } from "../json/walk_strings.ts";
import { CallRestorer } from "../guard/call_restorer.ts";
import { WholeCalls } from "../guard/whole_calls.ts";
import type { Delta, StreamRules } from "../providers/provider.ts";
import { type Handling, responseTree } from "../providers/trees.ts";
import { restoreFile } from "../restore_file.ts";
import { NO_RULES, restoreText } from "../restore_text.ts";
import { carry } from "./carrier.ts";
import { channelOf, endedChannels } from "./channels.ts";
import { readPlaceholders } from "./read_placeholders.ts";
import { restorations, restore, type RestoreOptions } from "./restore.ts";
import { type PieceRestorer, Restorer } from "./restorer.ts";

/** An event of a stream, as far as restoring is concerned. */
export interface Dated {
  /** JSON, or the stream's sentinel. */
  readonly data: string;
}

/** What is to be sent: `event` with other data, or, if the data is its own, as it came. */
export interface Sent<E> {
  readonly event: E;
  readonly data: string;
}

/** A text in flight. */
interface Channel<E> {
  readonly restorer: PieceRestorer;
  /** The last event that carried a piece of it, and where. */
  event: E;
  keys: Keys;
}

/**
 * Puts secrets back into a stream of JSON events, whatever frames them.
 *
 * Of a changed event only the restored strings change. Text still held back
 * when its channel ends leaves in a copy of the last event that carried it,
 * cut down to that text, so no provider needs code to make one up.
 */
export class EventRestorer<E extends Dated> {
  readonly #rules: StreamRules;
  readonly #options: Omit<RestoreOptions, "dialect">;
  readonly #channels = new Map<string, Channel<E>>();
  /** Of tools, by channel. */
  readonly #names = new Map<string, string>();

  constructor(rules: StreamRules, options: Omit<RestoreOptions, "dialect">) {
    this.#rules = rules;
    this.#options = options;
  }

  /** Takes the next event; returns all that can now be sent, in order. */
  push(event: E): readonly Sent<E>[] {
    const { data } = event;
    if (data === this.#rules.sentinel) {
      return [...this.flush(), { event, data }];
    }
    const facts = new Facts(this.#rules, data);
    const restored = this.#restore(event, facts);
    const ended = this.#isHolding() ? facts.ended : [];
    return [
      ...ended.flatMap((prefix) => this.#end(prefix)),
      { event, data: restored },
    ];
  }

  /** Ends the stream; returns what is left of texts that never ended. */
  flush(): readonly Sent<E>[] {
    return this.#end("");
  }

  #restore(event: E, facts: Facts): string {
    const calls = this.#calls(facts);
    try {
      return rewriteStrings<Handling>(event.data, {
        root: responseTree(this.#rules),
        rewrite: (token, keys) => {
          const { text: value, value: handling } = token;
          switch (handling?.kind) {
            case "opaque":
              return [];
            case "delta":
              return this.#piece(value, { event, facts, keys, ...handling });
            case "tool":
              return calls.edits({ token, keys: keys(), ...handling });
            case "name":
              this.#names.set(this.#channel(facts, keys()), value);
              return [];
            case "file":
              return restoreFile(
                value,
                (text) =>
                  restoreText(text, { ...this.#options, rules: NO_RULES }),
              );
            case "json":
              return this.#whole(value, "json");
            case undefined:
              return this.#whole(value, "plain");
          }
        },
      });
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      return restore(event.data, { ...this.#options, dialect: "plain" });
    }
  }

  #whole(value: string, dialect: RestoreOptions["dialect"]): readonly Edit[] {
    if (!value.includes("pl")) return [];
    return restorations(readPlaceholders(value, { isWhole: true }), {
      ...this.#options,
      dialect,
    });
  }

  #piece(
    value: string,
    { event, facts, keys, ...delta }: {
      event: E;
      facts: Facts;
      keys: () => Keys;
    } & Delta,
  ): readonly Edit[] {
    const at = keys();
    const of = this.#channel(facts, at);
    const id = of + delta.path;
    const channel = this.#channels.get(id) ?? this.#open(id, {
      restorer: this.#restorerOf(delta, of),
      event,
      keys: at,
    });
    let text = channel.restorer.push(value);
    if (channel.restorer.isHolding) {
      if (facts.ended.some((prefix) => id.startsWith(prefix))) {
        text += channel.restorer.flush();
      }
      channel.event = event;
      channel.keys = at;
    }
    return text === value ? [] : [{ start: 0, end: value.length, text }];
  }

  #open(id: string, channel: Channel<E>): Channel<E> {
    this.#channels.set(id, channel);
    return channel;
  }

  #restorerOf({ dialect, isTool }: Delta, channel: string): PieceRestorer {
    const { guard, ...options } = this.#options;
    const name = () => this.#names.get(channel) ?? "";
    return isTool && guard?.watches(name())
      ? new CallRestorer({ ...options, dialect, guard, name })
      : new Restorer({ ...options, dialect });
  }

  #calls(facts: Facts): WholeCalls {
    return new WholeCalls({
      ...this.#options,
      json: () => facts.json,
      nameAt: (keys) => this.#names.get(this.#channel(facts, keys)) ?? "",
    });
  }

  #channel(facts: Facts, keys: Keys): string {
    return channelOf(facts.json, keys, this.#rules.channel);
  }

  #isHolding(): boolean {
    for (const { restorer } of this.#channels.values()) {
      if (restorer.isHolding) return true;
    }
    return false;
  }

  #end(prefix: string): Sent<E>[] {
    return [...this.#channels]
      .filter(([id]) => id.startsWith(prefix))
      .flatMap(([id, { restorer, event, keys }]) => {
        this.#channels.delete(id);
        const text = restorer.flush();
        if (text === "") return [];
        return [{
          event,
          data: carry(event.data, { keys, text, ...this.#rules }),
        }];
      });
  }
}

/** What an event says about channels; looked up only when it is asked for. */
class Facts {
  readonly #rules: StreamRules;
  readonly #data: string;
  #json: unknown;
  #ended: readonly string[] | undefined;

  constructor(rules: StreamRules, data: string) {
    this.#rules = rules;
    this.#data = data;
  }

  get json(): unknown {
    return this.#json ??= parse(this.#data);
  }

  /** Prefixes of the channels that end with this event. */
  get ended(): readonly string[] {
    return this.#ended ??= endedChannels(this.json, this.#rules);
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
