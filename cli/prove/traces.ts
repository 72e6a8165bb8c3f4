const TRACES = [
  "plain",
  "fragment",
  "json",
  "base64",
  "base64url",
  "hex",
  "percent",
] as const;

/** The ways in which a secret can stand in bytes that left. */
export type Trace = typeof TRACES[number];

/** Length of the shortest piece of a secret that counts as a leak, in UTF-16 units. */
const FRAGMENT = 12;

/** In which forms a secret, or a piece of it, stands in what was sent. */
export function tracesOf(
  secret: string,
  sent: Uint8Array | string,
): readonly Trace[] {
  const text = typeof sent === "string" ? asText(sent) : bytesAsText(sent);
  const plain = asText(secret);
  const stands: Record<Trace, boolean> = {
    plain: text.includes(plain),
    fragment: fragments(plain).some((piece) => text.includes(piece)),
    json: hidden(plain, text, unescaped),
    base64: base64Forms(secret).some((form) => text.includes(form)),
    base64url: base64Forms(secret).map(urlSafe)
      .some((form) => text.includes(form)),
    hex: text.toLowerCase().includes(hexOf(secret)),
    percent: hidden(plain, text, unquoted),
  };
  return TRACES.filter((trace) => stands[trace]);
}

const encoder = new TextEncoder();

/** One UTF-16 unit per byte, so that any bytes can be searched as text. */
function bytesAsText(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function asText(secret: string): string {
  return bytesAsText(encoder.encode(secret));
}

function fragments(secret: string): string[] {
  const count = Math.max(0, secret.length - FRAGMENT + 1);
  return Array.from(
    { length: count },
    (_, at) => secret.slice(at, at + FRAGMENT),
  );
}

/** Whether a text shows up once or twice decoded that was not there before. */
function hidden(
  plain: string,
  text: string,
  decode: (text: string) => string,
): boolean {
  if (text.includes(plain)) return false;
  const once = decode(text);
  return once.includes(plain) || decode(once).includes(plain);
}

const CONTROL: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Without JSON's escapes, wherever they stand. */
function unescaped(text: string): string {
  return text.replaceAll(
    /(?:\\u[0-9a-f]{4})+|\\(.)/gi,
    (run, one?: string) =>
      one === undefined
        ? asText(String.fromCharCode(...run.match(/[0-9a-f]{4}/gi)!
          .map((hex) => parseInt(hex, 16))))
        : CONTROL[one] ?? one,
  );
}

/** Without percent escapes. */
function unquoted(text: string): string {
  return text.replaceAll(
    /%([0-9a-f]{2})/gi,
    (_, hex: string) => String.fromCharCode(parseInt(hex, 16)),
  );
}

/** The characters of base64 that depend on the secret alone, for each of the three ways it can be aligned. */
function base64Forms(secret: string): string[] {
  const bytes = encoder.encode(secret);
  return [0, 1, 2].map((lead) => {
    const padded = new Uint8Array(lead + bytes.length);
    padded.set(bytes, lead);
    const first = Math.ceil(lead * 8 / 6);
    const last = Math.floor(padded.length * 8 / 6);
    return padded.toBase64().slice(first, last);
  }).filter((form) => form.length >= FRAGMENT);
}

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}

function hexOf(secret: string): string {
  return encoder.encode(secret).toHex();
}
