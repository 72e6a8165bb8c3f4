/** A made-up secret of a real shape: worthless, and it must not get out. */
export interface Canary {
  readonly kind: string;
  readonly secret: string;
  /** The text in which it stands. */
  readonly text: string;
}

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type Fill = (bytes: Uint8Array<ArrayBuffer>) => void;

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const ALNUM = LOWER + LOWER.toUpperCase() + DIGITS;
const BASE32 = LOWER.toUpperCase() + "234567";
const BASE64 = ALNUM + "+/";

type Draw = (alphabet: string, length: number) => string;

interface Shape {
  readonly kind: string;
  readonly secret: (draw: Draw) => string;
  readonly around: (secret: string) => string;
}

/** Where secrets stand in what people paste: variables, JSON, headers, URLs, prose, key files. */
const SHAPES: readonly Shape[] = [
  {
    kind: "AWS access key",
    secret: (draw) => "AKIA" + draw(BASE32, 16),
    around: (secret) => `export AWS_ACCESS_KEY_ID=${secret}`,
  },
  {
    kind: "GitHub token",
    secret: (draw) => "github_pat_" + draw(ALNUM, 22) + "_" + draw(ALNUM, 59),
    around: (secret) => `{"name": "ci", "token": "${secret}"}`,
  },
  {
    kind: "Anthropic key",
    secret: (draw) => "sk-ant-api03-" + draw(ALNUM + "_-", 93) + "AA",
    around: (secret) => `curl -H 'x-api-key: ${secret}'`,
  },
  {
    kind: "OpenAI project key",
    secret: (draw) =>
      "sk-proj-" + draw(ALNUM, 74) + "T3BlbkFJ" + draw(ALNUM, 74),
    around: (secret) => `Schlüssel für Köln 🔑${secret}🔑`,
  },
  {
    kind: "Stripe live key",
    secret: (draw) => "sk_live_" + draw(ALNUM, 24),
    around: (secret) => `stripe:\n  key: "${secret}" # <prod>`,
  },
  {
    kind: "Slack bot token",
    secret: (draw) =>
      ["xoxb", draw("123456789", 12), draw("123456789", 12), draw(ALNUM, 24)]
        .join("-"),
    around: (secret) => `the bot's token is ${secret}.`,
  },
  {
    kind: "SendGrid key",
    secret: (draw) => `SG.${draw(ALNUM, 22)}.${draw(ALNUM, 43)}`,
    around: (secret) => `-  old\n+  SENDGRID=${secret}`,
  },
  {
    kind: "private key (PEM)",
    secret: (draw) => {
      const label = ["PRIVATE", "KEY"].join(" ");
      const lines = Array.from({ length: 25 }, () => draw(BASE64, 64));
      return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`]
        .join("\n");
    },
    around: (secret) => `cat server.key\n${secret}`,
  },
];

/** One canary of each shape, never the same twice. */
export function makeCanaries(fill: Fill): readonly Canary[] {
  const draw: Draw = (alphabet, length) => {
    const bytes = new Uint8Array(length);
    fill(bytes);
    return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
  };
  return SHAPES.map(({ kind, secret, around }) => {
    const made = secret(draw);
    return { kind, secret: made, text: around(made) };
  });
}
