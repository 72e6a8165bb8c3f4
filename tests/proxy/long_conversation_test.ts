import { deepEqual, equal, ok } from "node:assert/strict";
import { handle, PROVIDERS } from "../../proxy/mod.ts";
import { anthropicTalk } from "./talks/anthropic_talk.ts";
import { converseTalk } from "./talks/converse_talk.ts";
import { geminiTalk } from "./talks/gemini_talk.ts";
import { responsesTalk } from "./talks/responses_talk.ts";
import type { Any, Talk } from "./talks/talk.ts";
import { ask, textOf, transcript } from "./transcript.ts";

const TURNS = 50;
const RESTART = 25;
const TALKS = [anthropicTalk, responsesTalk, geminiTalk, converseTalk];

interface Held {
  /** Bodies as the provider received them. */
  readonly received: readonly string[];
  /** The client's history at the end. */
  readonly turns: readonly Any[];
}

/** Has the conversation, with a new proxy in the middle of it. */
async function hold(talk: Talk): Promise<Held> {
  const received: string[] = [];
  const turns: Any[] = [];
  const start = () =>
    transcript({
      provider: PROVIDERS[talk.provider]!,
      forward: ({ body }) => {
        const sent = textOf(body);
        received.push(sent);
        return Promise.resolve(
          talk.answer(JSON.parse(sent), received.length - 1),
        );
      },
    });
  let own = start();
  for (let n = 0; n < TURNS; n++) {
    if (n === RESTART) own = start();
    turns.push(...talk.say(n, secretOf(n)));
    const body = JSON.stringify(talk.ask(turns));
    const answer = await handle(ask(body, { path: talk.path }), own.context);
    turns.push(...talk.keep(await answer.text()));
  }
  return { received, turns };
}

/** Some are said again and again, others once. */
function secretOf(n: number): string {
  return "SECRET-" + "abcdefg"[n % 7]!.repeat(1 + n % 11);
}

/** What stands in a body up to the end of its turns. */
function withoutEnd(body: string): string {
  return body.replace(/\]\}*$/, "");
}

/** A body but for these blocks. */
function without(blocks: readonly Any[], body: string): string {
  return blocks.reduce<string>(
    (rest, block) => rest.replace(JSON.stringify(block), ""),
    body,
  );
}

for (const talk of TALKS) {
  Deno.test(`${talk.name}: over 50 turns and a restart, each request begins with the whole one before`, async () => {
    const { received } = await hold(talk);
    equal(received.length, TURNS);
    for (const [n, body] of received.entries()) {
      if (n > 0) ok(body.startsWith(withoutEnd(received[n - 1]!)), `turn ${n}`);
    }
  });

  Deno.test(`${talk.name}: what the client keeps is what it said and what it was told, secrets and all`, async () => {
    const { turns, received } = await hold(talk);
    const last = JSON.parse(received.at(-1)!);
    const again = JSON.stringify(talk.sealed(talk.ask(turns)));
    ok(again.startsWith(JSON.stringify(talk.sealed(last)).slice(0, -1)));
    const kept = JSON.stringify(turns);
    for (let n = 0; n < TURNS; n++) {
      ok(kept.includes(`turn ${n}: ${secretOf(n)}`));
    }
    equal(without(talk.sealed(talk.ask(turns)), kept).match(/<pl:TEST/g), null);
  });

  Deno.test(`${talk.name}: but for what is signed, no secret is in what the provider received`, async () => {
    const { received } = await hold(talk);
    for (const body of received) {
      const signed = talk.sealed(JSON.parse(body));
      const rest = without(signed, body.replace("SECRET-billed", ""));
      deepEqual(rest.match(/SECRET-[a-z]+/g), null);
      const files = rest.match(
        /(?<=["',])(?:[A-Za-z0-9+/]{4}){4,}[A-Za-z0-9+/=]{4}(?=")/g,
      ) ??
        [];
      deepEqual(files.map(atob).join().match(/SECRET-[a-z]+/g), null);
      ok(files.some((file) => atob(file).includes("KEY=<pl:TEST:")));
    }
  });
}
