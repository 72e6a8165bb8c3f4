import { make } from "../proxy/detect/make.ts";
import type { Random } from "../../proxy/detect/rule.ts";

/** A made-up secret, and the text in which a coding agent would meet it. */
export interface Spoken {
  readonly secret: string;
  readonly text: string;
}

/** How secrets look where agents find them. */
export interface Shape {
  readonly name: string;
  readonly speak: (random: Random) => Spoken;
}

const KINDS = [
  "AKIA{U16}",
  "ghp_{A36}",
  "glpat-{A20}",
  "npm_{A36}",
  "sk_live_{A24}",
  "xoxb-{n12}-{n12}-{A24}",
  "sk-ant-api03-{A93}AA",
] as const;

function token(random: Random): string {
  return make(KINDS[Math.floor(random() * KINDS.length)]!, random);
}

function pem(random: Random): string {
  const label = ["PRIVATE", "KEY"].join(" ");
  return [
    `-----BEGIN ${label}-----`,
    make("{b64}\n{b64}\n{b64}\n{b64}", random),
    `-----END ${label}-----`,
  ].join("\n");
}

function around(name: string, text: (secret: string) => string): Shape {
  const speak = (random: Random) => {
    const secret = token(random);
    return { secret, text: text(secret) };
  };
  return { name, speak };
}

/** One of each shape; the text around a secret never tells where it stands. */
export const SHAPES: readonly Shape[] = [
  around("env line", (secret) => `export CI_TOKEN=${secret}`),
  around("JSON", (secret) => `{"name": "ci", "token": "${secret}"}`),
  around("YAML", (secret) => `ci:\n  token: "${secret}" # production`),
  {
    name: "URL",
    speak: (random) => {
      const secret = make("{A9}-{A12}", random);
      return { secret, text: `postgres://app:${secret}@db:5432/app?ssl=on` };
    },
  },
  {
    name: "PEM",
    speak: (random) => {
      const secret = pem(random);
      return { secret, text: `cat server.key\n${secret}\n` };
    },
  },
  {
    name: "PEM on one line",
    speak: (random) => {
      const secret = pem(random).replaceAll("\n", "\\n");
      return { secret, text: `TLS_KEY="${secret}"` };
    },
  },
  around("diff", (secret) => `@@ -1 +1 @@\n-CI=\n+CI_TOKEN=${secret}\n`),
  around(
    "log with ANSI codes",
    (secret) => `\x1b[32mINFO\x1b[0m token=\x1b[33m${secret}\x1b[0m ok`,
  ),
  around(
    "non-ASCII neighbours",
    (secret) => `Schlüssel 🔑${secret}🔑 für Köln`,
  ),
  around(
    "base64 of a Kubernetes Secret",
    (secret) => `data:\n  ci: ${btoa(`CI_TOKEN=${secret}`)}\n`,
  ),
];
