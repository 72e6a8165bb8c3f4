/**
 * Tries things from inside a worker and says how each ended. It tries for
 * real only what the runtime does not claim to permit: nothing reaches a
 * provider, and nothing outside the home is written where all is well.
 *
 * @module
 */
import type { Attempt } from "./attempt.ts";

type Scope = Pick<Worker, "onmessage" | "postMessage">;

const scope = globalThis as unknown as Scope;

scope.onmessage = async ({ data }: MessageEvent<readonly Attempt[]>) => {
  scope.postMessage(await Promise.all(data.map(isPossible)));
};

async function isPossible(attempt: Attempt): Promise<boolean> {
  try {
    await make(attempt);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotCapable) &&
      !/^Requires \w+ access/.test((error as Error).message);
  }
}

async function make(attempt: Attempt): Promise<unknown> {
  switch (attempt.kind) {
    case "read":
      return await Deno.stat(attempt.what);
    case "write":
      return await write(attempt.what);
    case "connect":
      return await connect(attempt.what);
    case "listen":
      return Deno.listen(placeOf(attempt.what)).close();
    case "variable":
      return Deno.env.get(attempt.what);
    case "run":
      return await new Deno.Command(attempt.what).output();
    case "system":
      return Deno.hostname();
    case "library":
      return Deno.dlopen(attempt.what, {});
    case "module":
      return await import(attempt.what);
  }
}

async function write(path: string): Promise<void> {
  await Deno.writeTextFile(path, "");
  await Deno.remove(path);
}

/** A permitted connection is not made: its other end may be a provider. */
async function connect(place: string): Promise<void> {
  const { state } = await Deno.permissions.query({ name: "net", host: place });
  if (state === "granted") return;
  (await Deno.connect(placeOf(place))).close();
}

function placeOf(place: string) {
  const colon = place.lastIndexOf(":");
  const port = Number(place.slice(colon + 1));
  return { hostname: place.slice(0, colon), port };
}
