import type { Source } from "./value.ts";

/** What a name says of its value. */
export interface NameMeaning {
  /**
   * 3: a password, whatever a person made up; 2: a token or key that a machine
   * made; 1: something that may be a key if its value clearly looks like one.
   */
  readonly strength: 1 | 2 | 3;
  /** TYPE of the placeholder. */
  readonly type: string;
  /** Has a namesake that is harmless, such as the token of a parser. */
  readonly isDoubtful?: true;
}

/** Parts of a name, lower case, with which a secret's name ends. */
const HEADS: Readonly<Record<string, NameMeaning>> = {
  ...meaning(3, "PASSWORD", [
    ..."password passwd passwort passphrase passcode passwrd pwd passw".split(
      " ",
    ),
    ..."kennwort senha contrasena motdepasse psk pw pswd".split(" "),
    ..."requirepass masterauth rootpw bindpw olcrootpw authtok".split(" "),
  ]),
  ...meaning(3, "SECRET", ["secret", "secrets"]),
  ...meaning(2, "TOKEN", [
    "token",
    "tokens",
    "pat",
    "jwt",
    "bearer",
    "accesstoken",
    "authtoken",
  ]),
  ...meaning(2, "API_KEY", ["apikey", "apikeys", "appkey", "accesskey"]),
  ...meaning(2, "CREDENTIAL", ["credential", "credentials", "creds", "cred"]),
  ...meaning(2, "AUTH", ["authorization", "authorisation"]),
  ...meaning(1, "AUTH", ["auth"]),
  ...meaning(2, "SECRET_KEY", [
    "secretkey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "masterkey",
  ]),
  ...meaning(1, "SIGNATURE", ["signature", "sig", "hmac"]),
  ...meaning(2, "SESSION", ["sessionid", "sessid", "phpsessid", "jsessionid"]),
  ...meaning(1, "KEY", ["key", "keys"]),
  ...meaning(1, "SESSION", ["session", "cookie", "sid"]),
  ...meaning(1, "SECRET", ["salt", "seed", "license", "licence", "dsn"]),
};

function meaning(
  strength: NameMeaning["strength"],
  type: string,
  heads: readonly string[],
): Record<string, NameMeaning> {
  return Object.fromEntries(heads.map((head) => [head, { strength, type }]));
}

/** Endings of run-together parts such as `dbpassword`, longest first. */
const JOINED_HEADS = Object.keys(HEADS)
  .filter((head) => head.length >= 5 && head !== "cookie" && head !== "creds")
  .sort((a, b) => b.length - a.length);

/** What may stand before `pass` in one part. */
const PASS =
  /^(?:db|user|smtp|mail|email|admin|root|ftp|my|ssh|login|redis|mysql|pg|auth|http|proxy|sudo|key|store|wifi|bind|ldap|become)?pass$/;

/** Parts at the end of a name that change nothing. */
const NEUTRAL = new Set(
  ("value val str string prod production dev development staging stage test " +
    "testing live sandbox new old current raw plain plaintext text b64 base64 " +
    "encoded env var main primary secondary backup default local global base " +
    "hex literal header unencrypted decrypted cleartext master admin root my " +
    "us eu one two wo").split(" "),
);

/** What makes a key of any kind a secret one. */
const KEY_KINDS = new Set(
  ("api access secret private auth encryption encrypt signing sign master " +
    "service account shared storage license licence subscription app " +
    "application client consumer deploy deployment ssh rsa aes crypto cipher " +
    "hmac jwt session admin server write integration sdk webhook webhooks " +
    "functions function ingest ingestion instrumentation account user rest " +
    "maps live management personal developer dev partner merchant " +
    "security aws azure gcp google firebase algolia sendgrid mailgun stripe " +
    "datadog newrelic openai anthropic twilio cloudflare wallet decryption " +
    "seal tls ssl bot product cdn relay host agent org environment env dsn " +
    "rapidapi mapbox azureml cognitive search openrouter gemini mistral groq")
    .split(" "),
);

/** Parts that, shortly before the head, say that no value is a secret. */
const HARMLESS = new Set(
  ("hash hashed encrypted checksum digest fingerprint masked redacted invalid " +
    "missing expired no is has require requires forgot reset show hide toggle " +
    "confirm validate enter max min num count public pub site publishable")
    .split(" "),
);

/** Parts that make a token or key a weaker sign: it has harmless namesakes. */
const NAMESAKES = new Set(
  ("publickey cache cached partition sort primary foreign routing row map " +
    "registry idempotency page pagination next continuation cursor sync object " +
    "bucket index dict i18n translation locale label query dedup asset content " +
    "integrity hot shortcut keyboard react group grouping unique composite " +
    "natural surrogate lookup etag cancel cancellation lexer parser syntax " +
    "match column field json path option metric css style color colour theme " +
    "feature flag sentinel question start end first last eof eos bos pad unk " +
    "request action lifecycle mask cls sep line word abort stop event type class strong")
    .split(" "),
);

/** Tokens that tell which page comes next. */
const PAGES = new Set(
  "next continuation page pagination starting cursor resume scroll".split(" "),
);

/** Parts at the end that say the name is of something about a secret. */
const ABOUT = new Set(
  ("id ids name names type types url uri path paths file files filename dir " +
    "length len size count limit limits max min ttl expiry expires expiration " +
    "expire lifetime age timeout policy policies hint label placeholder regex " +
    "regexp pattern rule rules class style version endpoint algorithm algo " +
    "alg format index column field fields input form page exists valid " +
    "invalid required enabled disabled strength manager provider store " +
    "storage service handler helper factory util utils error errors message " +
    "prompt reset change changed updated created date time at by hash hashes " +
    "hashed digest fingerprint encrypted cipher mask masked visible hidden " +
    "show scope scopes issuer audience subject usage uses used source kind " +
    "mode method func function fn callback cb middleware guard check checker " +
    "validator validation generator gen list map set array ref refs reference " +
    "arn prefix suffix code info status state title description desc help " +
    "docs link user username owner email host port table bucket region " +
    "rotation rotate expired pair spec schema model entity dto request " +
    "response event events log logs tree node item items entry ring chain " +
    "pressed down up press stroke board binding bindings word words stream " +
    "balance price cost budget symbol address decimals metadata range span " +
    "offset position pos kind value_from valuefrom from option options config " +
    "counts per used total usage limit window buffer vocab embedding logprobs " +
    "needed only else end start begin test_id testid").split(" "),
);

/**
 * What an identifier such as `DB_PASSWORD`, `apiKey` or `spring.mail.password`
 * at a place in a text says of its value; `undefined` if nothing. It is of
 * ASCII characters.
 */
export function meaningAt(
  { text, bytes }: Pick<Source, "text" | "bytes">,
  start: number,
  end: number,
): NameMeaning | undefined {
  let high = SEED;
  let low = ~SEED;
  for (let i = start; i < end; i++) {
    const code = bytes[i]!;
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low + code, 0x85ebca6b) ^ low >>> 13;
  }
  const place = placeOf(high, low);
  return place < 0
    ? remember(text.slice(start, end), high, low)
    : meanings[place];
}

/** The same for a name that is a text of its own. */
export function meaningOf(name: string): NameMeaning | undefined {
  let high = SEED;
  let low = ~SEED;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low + code, 0x85ebca6b) ^ low >>> 13;
  }
  const place = placeOf(high, low);
  return place < 0 ? remember(name, high, low) : meanings[place];
}

const SEED = 0x811c9dc5 | 0;
const MOST_KNOWN = 16_384;
/** Places that a name may have. */
const PLACES = 4;
const MASK = MOST_KNOWN - PLACES;
/**
 * Names judged before, by 64 bits that stand for each: a name itself would keep
 * the text alive that it is a slice of. Each has one of four places; a new one
 * takes the first, and what was in the last is forgotten.
 */
const highs = new Int32Array(MOST_KNOWN);
const lows = new Int32Array(MOST_KNOWN);
const meanings: (NameMeaning | undefined)[] = new Array(MOST_KNOWN).fill(
  undefined,
);

/** Where a name is kept; -1 if it is not. */
function placeOf(high: number, low: number): number {
  const first = high & MASK;
  for (let place = first; place < first + PLACES; place++) {
    if (highs[place] === high && lows[place] === low) return place;
  }
  return -1;
}

function remember(
  name: string,
  high: number,
  low: number,
): NameMeaning | undefined {
  const meaning = judgeName(name);
  const first = high & MASK;
  for (const places of [highs, lows, meanings]) {
    places.copyWithin(first + 1, first, first + PLACES - 1);
  }
  highs[first] = high;
  lows[first] = low;
  meanings[first] = meaning;
  return meaning;
}

/** Lower-case parts: split at separators, humps and digits. */
function partsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+|(?<=[a-z])\d+$/)
    .filter((part) => part !== "");
}

function judgeName(name: string): NameMeaning | undefined {
  const parts = partsOf(name);
  let last = parts.length - 1;
  while (last > 0 && isNeutral(parts[last]!)) last--;
  const head = parts[last];
  if (head === undefined || ABOUT.has(head)) return undefined;
  const before = parts.slice(0, last);
  const isPassword = isMotDePasse(head, before) ||
    /^[A-Z0-9_]+_PASS$/.test(name);
  const found = isPassword ? HEADS["password"] : headMeaning(head);
  if (
    found === undefined || head === "pw" && DRAWN.test(name) ||
    HANDSHAKE.test(name)
  ) {
    return undefined;
  }
  const near = before.slice(-2);
  if (near.some((part) => HARMLESS.has(part))) return undefined;
  if (found.type === "TOKEN" && near.some((part) => PAGES.has(part))) {
    return undefined;
  }
  if (found.strength < 3 && near.some((part) => NAMESAKES.has(part))) {
    return { ...found, strength: 1, isDoubtful: true };
  }
  if (head !== "key" && head !== "keys") return found;
  return keyMeaning(before, /^[A-Z0-9_]+_KEYS?$/.test(name));
}

/** Drawn anew for each connection, and no key of anything. */
const HANDSHAKE = /^sec[_-]websocket[_-](?:key|accept)$/i;

/** A long id that ends with a name by chance. */
const DRAWN = /^(?=(?:.*\d){3})(?=.*[a-z]).{20,}$/;

/** French in three words, of which a name has the last two. */
function isMotDePasse(head: string, before: readonly string[]): boolean {
  return head === "passe" && before.at(-1) === "de";
}

function isNeutral(part: string): boolean {
  return NEUTRAL.has(part) || /^(?:v?\d+|[a-z])$/.test(part);
}

function headMeaning(head: string): NameMeaning | undefined {
  const whole = Object.hasOwn(HEADS, head) ? HEADS[head] : undefined;
  if (whole) return whole;
  if (head === "pass") return { ...HEADS["password"]!, isDoubtful: true };
  if (PASS.test(head)) return HEADS["password"];
  const joined = JOINED_HEADS.find((end) => head.endsWith(end));
  if (joined) return HEADS[joined];
  if (/^[a-z]{2,}key$/.test(head) && KEY_KINDS.has(head.slice(0, -3))) {
    return HEADS["apikey"];
  }
  return undefined;
}

/** A key with a word before it that says it is a secret one, or any variable. */
function keyMeaning(
  before: readonly string[],
  isVariable: boolean,
): NameMeaning {
  const isKnown = before.some((part) => KEY_KINDS.has(part));
  if (!isKnown && !(isVariable && before.length > 0)) return HEADS["key"]!;
  const isPrivate = before.includes("private") || before.includes("secret");
  return isPrivate ? HEADS["secretkey"]! : HEADS["apikey"]!;
}
