import { type Body, makeBody } from "./bodies.ts";
import { type Answer, Connection, type Target } from "./connection.ts";
import type { Found, Plan } from "./plan.ts";

/** Every request has secrets of its own, and runs hardly ever share any. */
let turn = Date.now() % 1_000_000;

async function work(plan: Plan): Promise<readonly Found[]> {
  switch (plan.kind) {
    case "latency": {
      const body = makeBody({ ...plan, streaming: false });
      const answers = await byTurns(plan.targets, body, plan);
      return answers.map((some) => foundIn(some));
    }
    case "throughput":
      return await inOrder(plan.targets, (target) => flood(target, plan));
    case "stream":
      return await inOrder(plan.targets, (target) => listen(target, plan));
    case "crowd":
      return await inOrder(plan.targets, (target) => crowd(target, plan));
    case "mixed":
      return await inOrder(plan.targets, (target) => mix(target, plan));
  }
}

async function inOrder<T>(
  targets: readonly Target[],
  measure: (target: Target) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const target of targets) found.push(await measure(target));
  return found;
}

/** By turns, so that whatever else the machine does falls on all alike. */
async function byTurns(
  targets: readonly Target[],
  body: Body,
  { requests, warmUp }: { readonly requests: number; readonly warmUp: number },
): Promise<readonly (readonly Answer[])[]> {
  const open = await inOrder(targets, (target) => Connection.open(target));
  const answers = targets.map((): Answer[] => []);
  for (let nth = 0; nth < warmUp + requests; nth++) {
    for (const [at, connection] of open.entries()) {
      const answer = await ask(connection, body);
      if (nth >= warmUp) answers[at]!.push(answer);
    }
  }
  for (const connection of open) connection.close();
  return answers;
}

async function ask(
  connection: Connection,
  body: Body,
  each?: (piece: string) => void,
): Promise<Answer> {
  body.renew(turn++);
  let begins = "";
  const answer = await connection.send(body.bytes, (piece) => {
    begins ||= piece;
    each?.(piece);
  });
  if (answer.status === 200) return answer;
  throw new Error(`Answered ${answer.status}: ${begins}`);
}

async function flood(
  target: Target,
  { size, secrets, clients, forMs }: Plan & { readonly kind: "throughput" },
): Promise<Found> {
  let answered = 0;
  const until = performance.now() + forMs;
  await Promise.all(Array.from({ length: clients }, async () => {
    const connection = await Connection.open(target);
    const body = makeBody({ size, secrets, streaming: false });
    while (performance.now() < until) {
      await ask(connection, body);
      answered++;
    }
    connection.close();
  }));
  return { ...foundIn([]), perSecond: answered / (forMs / 1000) };
}

async function listen(
  target: Target,
  { requests }: Plan & { readonly kind: "stream" },
): Promise<Found> {
  const connection = await Connection.open(target);
  const body = makeBody({ size: 2000, secrets: 2, streaming: true });
  const answers: Answer[] = [];
  const lagMs: number[] = [];
  for (let nth = 0; nth < requests; nth++) {
    answers.push(
      await ask(connection, body, (piece) => {
        lagMs.push(...lagsIn(piece));
      }),
    );
  }
  connection.close();
  return { ...foundIn(answers), lagMs };
}

/** How long the events in a piece were on their way, also those within base64. */
function lagsIn(piece: string): readonly number[] {
  const now = performance.timeOrigin + performance.now();
  const unpacked = piece.replaceAll(
    /"bytes":"([A-Za-z0-9+/=]+)"/g,
    (_, base64: string) => atob(base64),
  );
  return [...unpacked.matchAll(/sent at (\d+\.\d+)/g)]
    .map(([, sent]) => now - Number(sent));
}

/** All connections are open before the first stream begins. */
async function crowd(
  target: Target,
  { clients }: Plan & { readonly kind: "crowd" },
): Promise<Found> {
  const open = await Promise.all(
    Array.from({ length: clients }, () => Connection.open(target)),
  );
  const lagMs: number[] = [];
  const answers = await Promise.all(open.map((connection) => {
    const body = makeBody({ size: 2000, secrets: 2, streaming: true });
    return ask(connection, body, (piece) => lagMs.push(...lagsIn(piece)));
  }));
  for (const connection of open) connection.close();
  return { ...foundIn(answers), lagMs };
}

async function mix(
  target: Target,
  { requests, first }: Plan & { readonly kind: "mixed" },
): Promise<Found> {
  const bodies = [
    { size: 2000, secrets: 2, streaming: false },
    { size: 2000, secrets: 0, streaming: false },
    { size: 20_000, secrets: 5, streaming: false },
    { size: 100_000, secrets: 1, streaming: false },
  ].map(makeBody);
  const connection = await Connection.open(target);
  for (let nth = first; nth < first + requests; nth++) {
    await ask(connection, bodies[nth % bodies.length]!);
  }
  connection.close();
  return foundIn([]);
}

function foundIn(answers: readonly Answer[]): Found {
  return {
    totalMs: answers.map(({ totalMs }) => totalMs),
    firstByteMs: answers.map(({ firstByteMs }) => firstByteMs),
    lagMs: [],
    perSecond: 0,
  };
}

/** The load generator: a process of its own, so that it shares no event loop with what it measures. */
if (import.meta.main) {
  const plan = JSON.parse(Deno.args[0]!) as Plan;
  const found = JSON.stringify(await work(plan));
  await Deno.stdout.write(new TextEncoder().encode(found));
  Deno.exit(0);
}
