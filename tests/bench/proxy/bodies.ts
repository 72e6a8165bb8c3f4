/** How many characters of each body's secrets change from request to request. */
const FRESH = 8;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const encoder = new TextEncoder();

/** A body of Anthropic Messages whose secrets can be made new in place. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Gives every secret a value that no request had before. */
  renew(turn: number): void;
}

/** About `size` bytes of source code and prose, `secrets` AWS keys spread over them. */
export function makeBody(
  { size, secrets, streaming }: {
    readonly size: number;
    readonly secrets: number;
    readonly streaming: boolean;
  },
): Body {
  const lines = Math.max(secrets, Math.floor(size / FILLER.length));
  const every = secrets === 0 ? Infinity : Math.floor(lines / secrets);
  let placed = 0;
  const text = Array.from({ length: lines }, (_, line) => {
    if (line % every !== 0 || placed === secrets) return FILLER;
    return `export AWS_ACCESS_KEY_ID=${PREFIX}${digits(++placed, 8)}AAAAAAAA\n`;
  }).join("");
  const bytes = encoder.encode(JSON.stringify({
    model: "claude-bench",
    max_tokens: 1024,
    stream: streaming,
    messages: [{ role: "user", content: text }],
  }));
  const places = placesOf(PREFIX, bytes);
  return {
    bytes,
    renew(turn) {
      const fresh = encoder.encode(digits(turn, FRESH));
      for (const place of places) bytes.set(fresh, place + PREFIX.length + 8);
    },
  };
}

const FILLER =
  "  const total = items.reduce((sum, { price }) => sum + price, 0);\n";
const PREFIX = "AKIA";

function digits(number: number, count: number): string {
  let rest = number * 2_654_435_761 % 2 ** 40;
  let out = "";
  for (let i = 0; i < count; i++) {
    out += BASE32[rest % 32];
    rest = Math.floor(rest / 32);
  }
  return out;
}

function placesOf(word: string, bytes: Uint8Array): readonly number[] {
  const text = new TextDecoder("latin1").decode(bytes);
  return [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => index);
}
