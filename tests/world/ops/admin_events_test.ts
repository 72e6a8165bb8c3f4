import { deepEqual, equal, ok } from "node:assert/strict";
import { anthropicSpeaker } from "../../../cli/prove/speakers/anthropic.ts";
import { type Between, through } from "../clients/through.ts";

type Sent = {
  readonly event: string;
  // deno-lint-ignore no-explicit-any
  readonly data: any;
};

async function* eventsOf(port: number): AsyncGenerator<Sent> {
  const answer = await fetch(`http://127.0.0.1:${port}/admin/events`);
  equal(answer.headers.get("content-type"), "text/event-stream");
  let text = "";
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (let end; (end = text.indexOf("\n\n")) >= 0;) {
      const [event, data] = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      yield {
        event: event!.replace("event: ", ""),
        data: JSON.parse(data!.replace("data: ", "")),
      };
    }
  }
}

const MEASURES = ["added", "firstByte", "append"] as const;

/**
 * The first state that tells all of a request: the log's word, the proxy's
 * counts and its times come from different threads, in any order.
 */
async function wholeState(events: AsyncGenerator<Sent>): Promise<Sent["data"]> {
  const endMs = performance.now() + 120_000;
  for await (const { event, data } of events) {
    if (event === "state") {
      const isTold = data.vault?.secrets > 0 && data.sessions.length > 0 &&
        MEASURES.every((measure) => data.fiveMinutes[measure] !== null) &&
        data.activity.some(({ what }: { what: string }) =>
          what === "restoration"
        );
      if (isTold) return data;
    }
    // There is a beat every two seconds, if nothing else.
    ok(performance.now() < endMs, JSON.stringify(data));
  }
}

async function say({ waterwall, prompt }: Between): Promise<void> {
  const { wire, headers, ask } = anthropicSpeaker;
  const answer = await fetch(
    `http://127.0.0.1:${waterwall.proxyPort}/anthropic${wire.path}`,
    {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        "user-agent": "claude-cli/2.1.0 (external, cli)",
      },
      body: JSON.stringify(ask(prompt.text, false)),
    },
  );
  equal(answer.status, 200);
  ok((await answer.text()).length > 0);
}

Deno.test("what a request went through is told to who listens, and no secret of it", () =>
  through(async (between) => {
    const { waterwall: { adminPort }, prompt } = between;
    const events = eventsOf(adminPort);
    const { value: first } = await events.next();
    equal(first.event, "state");
    equal(first.data.instance.proxyPort, between.waterwall.proxyPort);
    deepEqual(first.data.parts, { proxy: true, keys: true });
    deepEqual(first.data.activity, []);
    await say(between);
    const data = await wholeState(events);
    const [session] = data.sessions;
    deepEqual([session.agent, session.requests], ["Claude Code", 1]);
    equal(data.redactions, prompt.canaries.length);
    equal(data.vault.secrets, prompt.canaries.length);
    equal(data.log.records > first.data.log.records, true);
    for (const measure of MEASURES) {
      ok(data.fiveMinutes[measure].p50 > 0, measure);
    }
    const text = JSON.stringify(data);
    for (const { secret } of prompt.canaries) {
      equal(text.includes(secret), false);
    }
    await events.return(undefined);
  }));

Deno.test("listeners learn of a kill switch, and hear when the instance ends", () =>
  through(async (between) => {
    const { adminPort, home, end } = between.waterwall;
    await say(between);
    const token = (await Deno.readTextFile(`${home}/admin.token`)).trim();
    const events = eventsOf(adminPort);
    await events.next();
    const moved = await fetch(
      `http://127.0.0.1:${adminPort}/admin/killswitch`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: '{"state":"armed"}',
      },
    );
    equal(moved.status, 200);
    await moved.body?.cancel();
    for await (const { data } of events) {
      if (data.killswitch?.includes("http") && data.movedMs.http) {
        equal(data.health.overall.status, "ACTIVE");
        break;
      }
    }
    const others = eventsOf(adminPort);
    await others.next();
    const ended = end();
    for await (const _ of others);
    equal(await ended, 0);
  }));

Deno.test("listeners learn of each reload, and why one was refused", () =>
  through(async (between) => {
    const { adminPort, home } = between.waterwall;
    await say(between);
    const token = (await Deno.readTextFile(`${home}/admin.token`)).trim();
    const reload = async () => {
      const answer = await fetch(`http://127.0.0.1:${adminPort}/admin/reload`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
      await answer.body?.cancel();
      return answer.ok;
    };
    const stateNow = async () =>
      await (await fetch(`http://127.0.0.1:${adminPort}/admin/state`)).json();
    equal((await stateNow()).reload, null);
    equal(await reload(), true);
    equal((await stateNow()).reload.why, null);
    await Deno.writeTextFile(`${home}/policy.toml`, "nonsense = 1\n");
    equal(await reload(), false);
    const { reload: refused, health } = await stateNow();
    ok(refused.why.includes("policy.toml:1"), refused.why);
    deepEqual([health.map.status, health.overall.status], ["FAIL", "UP"]);
  }));
