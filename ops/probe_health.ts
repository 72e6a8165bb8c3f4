/** What an admin server said of an instance's health. */
export interface Probed {
  /** Whether requests are protected and passed on. */
  readonly healthy: boolean;
  /** Its own word for how it is, e.g. `ok`, `killswitch`, `audit_down`. */
  readonly status: string;
  /** The kill switches that are armed. */
  readonly armed: readonly string[];
}

const MAX_ANSWER_BYTES = 65_536;

/**
 * Asks an admin server for its health, with nothing but a socket: an HTTP
 * client takes longer to load than this takes to answer.
 *
 * @returns `undefined` when nothing answers within `limitMs`, or what answers
 * is no Waterwall.
 */
export async function probeHealth(
  port: number,
  limitMs: number,
): Promise<Probed | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), limitMs);
  });
  const connecting = Deno.connect({ hostname: "127.0.0.1", port });
  const asked = connecting.then((socket) => ask(socket, port)).then(judge);
  try {
    const said = await Promise.race([asked.catch(() => undefined), late]);
    return said === "late" ? undefined : said;
  } finally {
    clearTimeout(timer);
    void connecting.then(hangUp, () => {});
  }
}

function hangUp(socket: Deno.TcpConn): void {
  try {
    socket.close();
  } catch {
    // It was closed from the other side.
  }
}

async function ask(socket: Deno.TcpConn, port: number): Promise<string> {
  const request = `GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n` +
    "connection: close\r\n\r\n";
  await socket.write(new TextEncoder().encode(request));
  const decoder = new TextDecoder();
  const piece = new Uint8Array(4096);
  let text = "";
  while (text.length < MAX_ANSWER_BYTES && !isWhole(text)) {
    const length = await socket.read(piece);
    if (length === null) break;
    text += decoder.decode(piece.subarray(0, length), { stream: true });
  }
  return text;
}

/** The answer is JSON in ASCII: as many characters as bytes. */
function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  const length = /^content-length: (\d+)/im.exec(text)?.[1];
  return head >= 0 && length !== undefined &&
    text.length >= head + 4 + Number(length);
}

/** What an answer to `GET /healthz` means; `undefined` if it is none of ours. */
export function judge(answer: string): Probed | undefined {
  const [head, body = ""] = answer.split("\r\n\r\n", 2);
  const code = /^HTTP\/1\.1 (200|503) /.exec(head!)?.[1];
  const { status, killswitch_sources: armed } = parsed(body);
  if (code === undefined || typeof status !== "string") return undefined;
  if (!Array.isArray(armed)) return undefined;
  const healthy = code === "200" && status === "ok";
  return { healthy, status, armed: armed.map(String) };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
