/** An error as it stands in every answer that Waterwall itself gives. */
export interface Problem {
  /** `waterwall_…`, for programs. */
  readonly type: string;
  readonly message: string;
  /** What the person can do, as an imperative. */
  readonly hint: string;
  /** Lines for `config.toml` that would permit what was refused. */
  readonly config?: string;
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  408: "Request Timeout",
  502: "Bad Gateway",
  503: "Service Unavailable",
  508: "Loop Detected",
};

/** A whole HTTP/1.1 answer in one piece, after which the connection closes. */
export function rawAnswer(status: number, problem: Problem): Uint8Array {
  const encoder = new TextEncoder();
  const body = encoder.encode(JSON.stringify({ error: problem }) + "\n");
  const head = encoder.encode(
    `HTTP/1.1 ${status} ${REASONS[status] ?? "Error"}\r\n` +
      "content-type: application/json\r\n" +
      `content-length: ${body.length}\r\n` +
      "connection: close\r\n\r\n",
  );
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}
