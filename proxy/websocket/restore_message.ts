import { utf8Text } from "../coded_text.ts";
import type { StreamRules } from "../providers/provider.ts";
import { EventRestorer, type Sent } from "../redact/event_restorer.ts";
import type { RestoreOptions } from "../redact/restore.ts";
import { encodeUtf8 } from "../utf8.ts";
import { looksLikeJson } from "./redact_message.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a provider says in one message, its frames joined. */
export interface Said {
  readonly kind: "text" | "binary";
  readonly bytes: Bytes;
}

type Event = Said & { readonly data: string };

/** Puts secrets back into a provider's messages; untouched ones stay as they are. */
export class MessageRestorer {
  readonly #restorer: EventRestorer<Event>;

  constructor(rules: StreamRules, options: Omit<RestoreOptions, "dialect">) {
    this.#restorer = new EventRestorer(rules, options);
  }

  /** Takes the next message; gives all that can now be said, in order. */
  push(said: Said): readonly Said[] {
    const data = utf8Text(said.bytes);
    const isText = data !== undefined &&
      (said.kind === "text" || looksLikeJson(data));
    return isText
      ? this.#restorer.push({ ...said, data }).map(written)
      : [said];
  }

  /** What is left of texts that never ended. */
  flush(): readonly Said[] {
    return this.#restorer.flush().map(written);
  }
}

function written({ event: { kind, bytes, data: own }, data }: Sent<Event>) {
  return { kind, bytes: data === own ? bytes : encodeUtf8(data) };
}
