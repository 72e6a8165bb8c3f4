import { timingSafeEqual } from "node:crypto";
import { ADMIN_HEADERS } from "./admin_headers.ts";

/** What a command answers: a status and a small JSON value. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** All that the admin server may touch. */
export interface AdminContext {
  /** Port it listens on. */
  readonly port: number;
  /** Bearer token that every mutation needs. */
  readonly token: string;
  /** What comes of reading a body, or `null` when that takes too long. */
  readonly inTime?: <T>(reading: Promise<T>) => Promise<T | null>;
  /** What `GET` answers, by path. */
  readonly views: Readonly<Record<string, () => Answer | Response>>;
  /** What `POST` does, by path, with the decoded JSON body. */
  readonly commands: Readonly<
    Record<string, (body: unknown) => Promise<Answer>>
  >;
}

/** Largest body of a command, in bytes. */
const MAX_COMMAND_BYTES = 65_536;

/**
 * Answers one request to the admin server.
 *
 * Reading needs no token, changing anything does. A page in a browser can do
 * neither: its requests carry an `Origin`, or, after DNS rebinding, a `Host`
 * that is not this machine's.
 */
export async function answerAdmin(
  request: Request,
  context: AdminContext,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const refusal = refuse(request, context);
  if (refusal) return json(refusal);
  const view = own(context.views, pathname);
  const command = own(context.commands, pathname);
  if (!view && !command) return json(fault(404, "There is nothing here"));
  if (view && (request.method === "GET" || request.method === "HEAD")) {
    const answer = view();
    const whole = answer instanceof Response ? answer : json(answer);
    return request.method === "HEAD" ? await headOf(whole) : whole;
  }
  if (!command || request.method !== "POST") {
    const allow = [...(view ? ["GET"] : []), ...(command ? ["POST"] : [])];
    const wrong = fault(405, `${pathname} takes ${allow.join(" and ")} only`);
    return json(wrong, { allow: allow.join(", ") });
  }
  return json(await run(request, { ...context, command }));
}

/** A stream that nobody is going to read must not wait for a reader. */
async function headOf(answer: Response): Promise<Response> {
  await answer.body?.cancel();
  return new Response(null, answer);
}

async function run(
  request: Request,
  { command, token, inTime = (reading) => reading }:
    & Pick<AdminContext, "token" | "inTime">
    & { readonly command: AdminContext["commands"][string] },
): Promise<Answer> {
  if (!hasToken(request, token)) {
    return fault(401, "This needs the bearer token that stands in admin.token");
  }
  const read = await inTime(readText(request));
  if (read === null) return fault(408, "The body took too long");
  const { text } = read;
  if (text === null) return fault(413, "The body is larger than 64 KiB");
  try {
    return await command(text === "" ? {} : JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return fault(400, "The body is not JSON");
    throw error;
  }
}

function refuse(request: Request, { port }: AdminContext): Answer | undefined {
  const host = request.headers.get("host") ?? "";
  const ours = ["127.0.0.1", "localhost", "[::1]"]
    .some((name) => host === `${name}:${port}`);
  if (!ours) return fault(403, "The Host field does not name this machine");
  if (request.headers.has("origin") && !isSameOrigin(request, host)) {
    return fault(403, "Requests from other pages are refused");
  }
  return undefined;
}

function isSameOrigin(request: Request, host: string): boolean {
  return request.method === "GET" &&
    request.headers.get("origin") === `http://${host}`;
}

function hasToken(request: Request, token: string): boolean {
  const given = new TextEncoder().encode(
    request.headers.get("authorization") ?? "",
  );
  const wanted = new TextEncoder().encode(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The body; its text is `null` when it is too large. */
async function readText(
  request: Request,
): Promise<{ readonly text: string | null }> {
  let length = 0;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_COMMAND_BYTES) return { text: null };
    chunks.push(chunk);
  }
  return { text: await new Blob(chunks).text() };
}

function fault(status: number, message: string): Answer {
  return { status, body: { error: message } };
}

function json(
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, {
    status,
    headers: { ...ADMIN_HEADERS, ...headers },
  });
}

function own<T>(
  table: Readonly<Record<string, T>>,
  key: string,
): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
