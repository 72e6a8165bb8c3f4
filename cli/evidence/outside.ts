import { CliError } from "../errors.ts";

/** What a server answered, as text. */
export interface Posted {
  readonly status: number;
  /** Its media type. */
  readonly type: string;
  readonly body: string;
}

/** What verbs about evidence do to the world, beside reading it. */
export interface Outside {
  /** Writes a file as a whole: it is there complete, or not at all. */
  readonly save: (
    path: string,
    chunks: AsyncIterable<Uint8Array>,
  ) => Promise<void>;
  /** Sends a body. Throws `CliError` when nothing answers. */
  readonly post: (
    url: string,
    body: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Posted>;
  /** Gives a text to a shell command; its output, once it succeeded. */
  readonly pipe: (command: string, text: string) => Promise<Uint8Array>;
  readonly nowMs: () => number;
  /** Resolves after a while, or as soon as the process is asked to end. */
  readonly pause: (ms: number) => Promise<void>;
}

/** How long a server may take to answer. */
const ANSWER_WITHIN_MS = 30_000;

/** Longest answer that is read, in characters. */
const MAX_ANSWER = 1 << 20;

/** The real world. */
export const outside: Outside = {
  save,
  post,
  pipe,
  nowMs: () => Date.now(),
  pause: (ms) => new Promise((done) => setTimeout(done, ms)),
};

async function save(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}.new`;
  try {
    using file = await Deno.open(draft, { write: true, createNew: true });
    for await (const chunk of chunks) await writeAll(file, chunk);
    await file.sync();
    await Deno.rename(draft, path);
  } catch (cause) {
    await Deno.remove(draft).catch(() => {});
    if (!(cause instanceof Deno.errors.NotFound) && !isIo(cause)) throw cause;
    throw new CliError("unreadable", `Cannot write as a file: ${path}`, {
      hint: "Check that its folder is there, is yours and has room.",
      cause,
    });
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) {
    rest = rest.subarray(await file.write(rest));
  }
}

function isIo(cause: unknown): boolean {
  return cause instanceof Deno.errors.PermissionDenied ||
    cause instanceof Deno.errors.AlreadyExists ||
    cause instanceof Deno.errors.NotADirectory ||
    cause instanceof Deno.errors.IsADirectory ||
    (cause instanceof Error && "code" in cause);
}

/** Not by `fetch`: it would ask the proxy that the environment names. */
async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Posted> {
  const isTls = url.startsWith("https:");
  const { request } = isTls
    ? await import("node:https")
    : await import("node:http");
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    return await new Promise<Posted>((resolve, reject) => {
      const asked = request(
        url,
        { method: "POST", headers, signal },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (piece: string) => {
            text += piece;
            if (text.length > MAX_ANSWER) answer.destroy(new Error("too long"));
          });
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              type: answer.headers["content-type"] ?? "",
              body: text,
            }));
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  } catch (cause) {
    throw new CliError("not_running", `Cannot reach ${new URL(url).origin}`, {
      hint: "Check the address, and that something listens there.",
      cause,
    });
  }
}

async function pipe(command: string, text: string): Promise<Uint8Array> {
  const [shell, flag] = Deno.build.os === "windows"
    ? ["cmd", "/c"]
    : ["sh", "-c"];
  const child = new Deno.Command(shell, {
    args: [flag, command],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = ReadableStream.from([new TextEncoder().encode(text)]);
  const fed = input.pipeTo(child.stdin).catch(() => {});
  const { success, code, stdout } = await child.output();
  await fed;
  if (success) return stdout;
  throw new CliError(
    "unreadable",
    `Cannot anchor as the command failed: ${code}`,
    {
      hint: "See what it said, and run it by hand.",
    },
  );
}
