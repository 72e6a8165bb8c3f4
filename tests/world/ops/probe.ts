/** Tries things from inside a worker and says how each ended. */

const TRIES: Readonly<Record<string, (what: string) => unknown>> = {
  read: (path) => Deno.readTextFile(path),
  list: (path) => Array.fromAsync(Deno.readDir(path)),
  write: (path) => Deno.writeTextFile(path, ""),
  remove: (path) => Deno.remove(path),
  link: (path) => Deno.symlink("/etc", path),
  variable: (name) => Deno.env.get(name),
  process: (command) => new Deno.Command(command).output(),
  system: () => Deno.hostname(),
  library: (path) => Deno.dlopen(path, {}),
  module: (url) => import(url),
  connect: (place) => Deno.connect(placeOf(place)).then((c) => c.close()),
  /** Whether it could connect, for places that no test should reach. */
  mayConnect: (place) => {
    const { state } = Deno.permissions.querySync({ name: "net", host: place });
    if (state !== "granted") throw new Deno.errors.NotCapable(state);
  },
  listen: (place) => Deno.listen(placeOf(place)).close(),
  resolve: (name) => Deno.resolveDns(name, "A"),
  fetch: (url) => fetch(url).then((answer) => answer.body?.cancel()),
  more: () =>
    new Worker("data:application/javascript,", {
      type: "module",
      deno: { permissions: { read: true } },
    } as WorkerOptions),
};

function placeOf(place: string) {
  const colon = place.lastIndexOf(":");
  return {
    hostname: place.slice(0, colon),
    port: Number(place.slice(colon + 1)),
  };
}

/** A module that must not be read is refused as a module that is not there. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /^Requires \w+ access/.test(error.message) ? "NotCapable" : error.name;
}

const scope = globalThis as unknown as Pick<
  Worker,
  "onmessage" | "postMessage"
>;

scope.onmessage = async (
  { data }: MessageEvent<readonly [string, string][]>,
) => {
  const ended: string[] = [];
  for (const [kind, what] of data) {
    try {
      await TRIES[kind]!(what);
      ended.push("allowed");
    } catch (error) {
      ended.push(nameOf(error));
    }
  }
  scope.postMessage(ended);
};
