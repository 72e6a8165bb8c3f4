/** Where requests go: a provider's port, directly or through a proxy. */
export interface Target {
  /** Name in the certificate and in the Host header. */
  readonly host: string;
  /** PEM of the root to trust. */
  readonly ca: string;
  /** The provider's port, when there is no proxy. */
  readonly port: number;
  /** Through this CONNECT proxy on the loopback interface. */
  readonly proxyPort?: number;
  /** @default /v1/messages */
  readonly path?: string;
}

/** An answer, as far as a load generator looks at it. */
export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** From the first byte sent to the first byte of the body, in ms. */
  readonly firstByteMs: number;
  /** From the first byte sent to the last received, in ms. */
  readonly totalMs: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("latin1");

/** One kept-alive HTTP/1.1 connection over TLS: cheap, so that the load generator is not what is measured. */
export class Connection {
  readonly #tls: Deno.TlsConn;
  readonly #head: string;
  readonly #buffer = new Uint8Array(256 * 1024);

  private constructor(tls: Deno.TlsConn, { host, path }: Target) {
    this.#tls = tls;
    this.#head =
      `POST ${path ?? "/v1/messages"} HTTP/1.1\r\nhost: ${host}\r\n` +
      "content-type: application/json\r\nx-api-key: bench\r\n";
  }

  static async open(target: Target): Promise<Connection> {
    const { host, ca, port, proxyPort } = target;
    const tcp = await Deno.connect({
      hostname: "127.0.0.1",
      port: proxyPort ?? port,
    });
    tcp.setNoDelay(true);
    if (proxyPort !== undefined) await tunnel(tcp, host);
    const tls = await Deno.startTls(tcp, {
      hostname: host,
      caCerts: [ca],
      alpnProtocols: ["http/1.1"],
    });
    return new Connection(tls, target);
  }

  /** Sends a body and reads the whole answer; `each` sees every piece of it. */
  async send(
    body: Uint8Array<ArrayBuffer>,
    each: (piece: string) => void = () => {},
  ): Promise<Answer> {
    const head = encoder.encode(
      `${this.#head}content-length: ${body.length}\r\n\r\n`,
    );
    const whole = new Uint8Array(head.length + body.length);
    whole.set(head);
    whole.set(body, head.length);
    const begun = performance.now();
    await writeAll(this.#tls, whole);
    return await this.#read(begun, each);
  }

  close() {
    this.#tls.close();
  }

  async #read(begun: number, each: (piece: string) => void): Promise<Answer> {
    let text = "";
    while (!text.includes("\r\n\r\n")) text += await this.#piece();
    const at = text.indexOf("\r\n\r\n") + 4;
    const head = text.slice(0, at).toLowerCase();
    let body = text.slice(at);
    while (body === "") body = await this.#piece();
    const firstByteMs = performance.now() - begun;
    each(body);
    let bytes = body.length;
    let tail = body;
    const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? NaN);
    const ended = () =>
      Number.isNaN(length) ? tail.endsWith("0\r\n\r\n") : bytes >= length;
    while (!ended()) {
      const piece = await this.#piece();
      each(piece);
      bytes += piece.length;
      tail = (tail + piece).slice(-8);
    }
    const totalMs = performance.now() - begun;
    return { status: Number(head.slice(9, 12)), bytes, firstByteMs, totalMs };
  }

  async #piece(): Promise<string> {
    const count = await this.#tls.read(this.#buffer);
    if (count === null) throw new Error("The connection ended in an answer");
    return decoder.decode(this.#buffer.subarray(0, count));
  }
}

async function tunnel(tcp: Deno.TcpConn, host: string) {
  await writeAll(
    tcp,
    encoder.encode(`CONNECT ${host}:443 HTTP/1.1\r\nhost: ${host}:443\r\n\r\n`),
  );
  const answer = new Uint8Array(1024);
  const count = await tcp.read(answer) ?? 0;
  const line = decoder.decode(answer.subarray(0, count)).split("\r\n")[0]!;
  if (!line.includes(" 200 ")) throw new Error(`The proxy said: ${line}`);
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array) {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(await to.write(rest));
}
