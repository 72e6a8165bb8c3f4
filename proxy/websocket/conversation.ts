import type { Circumstances } from "../context.ts";
import { RefusalError } from "../errors.ts";
import { reportFailure } from "../failure.ts";
import type { Endpoint } from "../providers/provider.ts";
import { redactionEntries } from "../redaction_entries.ts";
import { restoreRules } from "../guard/restore_rules.ts";
import type { Guard } from "../guard/tool_call.ts";
import type { Lookup, Tag } from "../redact/placeholder.ts";
import type { Policy } from "../redact/policy.ts";
import type { Redactor } from "../redact/redactor.ts";
import type { Tally } from "../redact/restore.ts";
import { redactorFor } from "../redactor_for.ts";
import { refusalEvent } from "../refusal.ts";
import { Restoration } from "../restoration.ts";
import { type Message, MessageReader } from "./message_reader.ts";
import type { Talk } from "./open_conversation.ts";
import { Outlet } from "./outlet.ts";
import { redactMessage, redactReason } from "./redact_message.ts";
import { MessageRestorer } from "./restore_message.ts";
import { type CloseCode, WebSocketFault } from "./websocket_fault.ts";
import type { Wire } from "./wire.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Said = Exclude<Message, { kind: "close" }>;

/** So many messages with secrets are remembered with a connection. */
const MAX_LOOKUPS = 64;

export interface ConversationParts {
  readonly client: Wire;
  readonly provider: Wire;
  readonly context: Circumstances;
  /** Of the URL, without its query. */
  readonly pathname: string;
  readonly endpoint: Endpoint;
  /** Four bytes that nobody can foresee. */
  readonly mask: () => Bytes;
}

/**
 * A WebSocket between a client and its provider, message by message.
 *
 * For each message the order is that of a request (proxy/SPEC.md §2): ask the
 * kill switches, redact, record, send; restore, record, deliver. Each message
 * that leaves secrets behind counts as a request of its own.
 */
export class Conversation implements Talk {
  readonly isBlind = false;
  readonly #parts: ConversationParts;
  readonly #client: Outlet;
  readonly #provider: Outlet;
  readonly #restorer: MessageRestorer;
  readonly #tally: Tally = { restored: 0, unknown: 0 };
  #restoration: Restoration;
  /** Of the messages that left secrets behind, the newest first. */
  #lookups: readonly Lookup[];
  /** Rules on tool calls, as the newest of these messages has them. */
  #guard: Guard;
  #requests = 0;
  #isOver = false;

  constructor(parts: ConversationParts) {
    const { context, endpoint } = parts;
    this.#parts = parts;
    this.#client = new Outlet(parts.client);
    this.#provider = new Outlet(parts.provider, parts.mask);
    const inForce = context.policy();
    const redactor = redactorFor(parts.pathname, { ...context, inForce });
    const { lookup, guard } = restoreRules(context, { inForce, redactor });
    this.#restoration = new Restoration(context, inForce.hash);
    this.#lookups = [lookup];
    this.#guard = guard;
    this.#restorer = new MessageRestorer(endpoint.stream, {
      lookup: (tag) => this.#find(tag),
      tally: this.#tally,
      guard: {
        watches: (name) => this.#guard.watches(name),
        judge: (call) => this.#guard.judge(call),
      },
    });
  }

  /** Resolves when both sides have ended. Never fails. */
  async run(): Promise<void> {
    await Promise.all([this.#carry(), this.#bring()]);
    this.#restoration.end();
  }

  /** Tells both sides that Waterwall stops here. */
  async leave(): Promise<void> {
    await this.#stop(1001, "Waterwall is stopping");
  }

  /** From the client to the provider. */
  async #carry(): Promise<void> {
    const { client, context } = this.#parts;
    const { maxBodyBytes: maxBytes } = context.limits;
    const reader = new MessageReader({ masked: true, maxBytes });
    try {
      for await (const chunk of client.received) {
        for (const message of reader.push(chunk)) {
          if (this.#isOver) return;
          await this.#send(message);
        }
      }
    } catch (error) {
      await this.#refuse(error);
    }
    const said = this.#provider.close(1001);
    this.#provider.end();
    await said;
  }

  async #send(message: Message): Promise<void> {
    const { context, pathname, endpoint } = this.#parts;
    const inForce = context.policy();
    const redactor = redactorFor(pathname, { ...context, inForce });
    if (message.kind === "close") {
      const reason = redactReason(message.reason, redactor);
      return await this.#provider.close(message.code, reason);
    }
    const switches = context.activeSwitches();
    if (switches.length > 0) throw RefusalError.killswitch(switches);
    const { limits } = context;
    const redacted = redactMessage(message, {
      redactor,
      endpoint,
      inForce,
      limits,
    });
    await this.#record(redactor, { inForce, bytes: message.bytes.length });
    // Somebody may have ended it while the record was written.
    if (!this.#isOver) await this.#provider.send(message.kind, redacted);
  }

  /** Puts what leaves on record, and announces that it may come back. */
  async #record(
    redactor: Redactor,
    { inForce, bytes }: { inForce: Policy; bytes: number },
  ): Promise<void> {
    const { items } = redactor;
    if (items.length === 0) return;
    const { hash } = inForce;
    const context = this.#turn();
    const { id: request, observe } = context;
    observe?.({ fact: "redacted", request, bytes, secrets: items.length });
    const before = this.#restoration;
    const restoration = new Restoration(context, hash);
    const entries = redactionEntries(items, { ...context, hash });
    await restoration.announce((...own) => context.record(...entries, ...own));
    before.end();
    this.#restoration = restoration;
    const { lookup, guard } = restoreRules(context, { inForce, redactor });
    this.#lookups = [lookup, ...this.#lookups].slice(0, MAX_LOOKUPS);
    this.#guard = guard;
  }

  /** A response may continue what was said over this connection before. */
  #find(tag: Tag): string | undefined {
    for (const lookup of this.#lookups) {
      const secret = lookup(tag);
      if (secret !== undefined) return secret;
    }
    return undefined;
  }

  /** The context of the next request of this connection. */
  #turn(): Circumstances {
    const { context } = this.#parts;
    return { ...context, id: `${context.id}.${++this.#requests}` };
  }

  /** From the provider to the client. */
  async #bring(): Promise<void> {
    const { provider, context } = this.#parts;
    const { maxBodyBytes: maxBytes } = context.limits;
    const reader = new MessageReader({ masked: false, maxBytes });
    try {
      for await (const chunk of provider.received) {
        for (const message of reader.push(chunk)) {
          await this.#deliver(message);
        }
      }
      await this.#say(this.#restorer.flush());
    } catch {
      // A provider that breaks the protocol, or a log that fails: either way
      // nothing more may be delivered.
      await this.#stop(1011, "Waterwall cannot restore the answer");
    }
    this.#client.end();
  }

  async #deliver(message: Message): Promise<void> {
    switch (message.kind) {
      case "text":
      case "binary":
        return await this.#say(
          this.#restorer.push({ ...message, kind: message.kind }),
        );
      case "ping":
      case "pong":
        return await this.#client.send(message.kind, message.bytes);
      case "close":
        await this.#say(this.#restorer.flush());
        return await this.#client.close(message.code, message.reason);
    }
  }

  async #say(messages: readonly Said[]): Promise<void> {
    const { tally } = this.#restoration;
    tally.restored += this.#tally.restored;
    tally.unknown += this.#tally.unknown;
    this.#tally.restored = this.#tally.unknown = 0;
    await this.#restoration.begin();
    for (const { kind, bytes } of messages) {
      await this.#client.send(kind, bytes);
    }
  }

  /** Tells the client why nothing more goes on, and the provider nothing. */
  async #refuse(error: unknown): Promise<void> {
    const { context } = this.#parts;
    const problem = await reportFailure(error, this.#turn());
    const event = refusalEvent(problem, context.provider.errors);
    const told = this.#client.send("text", event);
    const code = error instanceof WebSocketFault ? error.closeCode : 1008;
    await Promise.all([told, this.#stop(code, problem.type)]);
  }

  /** Ends both sides, whether or not anybody still reads. */
  async #stop(code: CloseCode, reason: string): Promise<void> {
    this.#isOver = true;
    const said = [this.#client.close(code, reason), this.#provider.close(1001)];
    this.#client.end();
    this.#provider.end();
    await Promise.all(said);
  }
}
