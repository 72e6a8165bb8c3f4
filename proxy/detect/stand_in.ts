import { isOddWord } from "./odd_word.ts";
import { isFiller } from "./plausible.ts";

/** Points to a secret that is elsewhere, or stands for one. */
const REFERENCE =
  /^(?:\$\{|\$\(|\$[A-Za-z_]\w*(?:(?:::|\.|->)\w+)*$|\{\{|<|%[A-Za-z_]\w*%$|%[sdrv({]|@\w+@$|\[|\(|#\{|![A-Za-z]+(?:$|[ :])|~\/|\.{1,2}\/|\/(?!\/?[\w+=]{24,})|[A-Za-z]:[\\/]|&[A-Za-z_][\w.]*$|\*{2})|\$\{|\{\{|\$\(|<%|process\.env|os\.environ|getenv|import\.meta|^(?:env|secrets?|vars|var|local|data|module|self|this|config|settings|params|props|state|args|opts|options|ctx|req|request|res|response|user|credentials)[.[]|^(?:op|vault|ref\+\w+|secret|ssm|arn|file|env|kms|keyring|aws|azure|gcp|gcpkms|awskms|projects|sm|asm|doppler|infisical|urn|data|git|keychain|pass|bw|akv|secretsmanager|secretref|keyvault)[:/]|^(?:arn|urn):|:\/\/|^ENC[[(]|^\{cipher\}|^vault:v\d|^AQICAH|^(?:sha\d{1,3}|md5)[-:=]|^\$(?:2[abxy]?|argon2\w*|[156]|pbkdf2\S*|scrypt|y|7|apr1)\$|^pbkdf2|^\{S?SHA\d*\}|^ssh-(?:rsa|dss|ed25519)|^ecdsa-|^AAAA[BCE]3Nza|^age1|^Ag[A-Za-z0-9+/]{120}|^[\w.-]+\/[\w./-]+\.\w{2,5}$|^-----BEGIN (?:PUBLIC|CERT)|^M(?:FkwEw|FYwEA|HYwEA|CowBQYDK2V|IG[bf]M[AB]|IIBIjAN|IICIjAN|II[A-Za-z0-9+/]{3}CC)|^secretKeyRef|^valueFrom/i;

/** Whether a value points to a secret elsewhere. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** Kinds of text that people and programs write and that are no secrets. */
const WRITTEN =
  /^[-+]?[\d.,]+(?:[a-z%]{1,3})?$|^[\w.+-]+@[\w-]+\.[\w.-]+$|@[\w.-]+:\d{2,5}(?:\/|$)|^\d{4}-\d\d?-\d\d?|\.(?:json|ya?ml|pem|key|crt|cer|txt|[cm]?[jt]sx?|py|rb|go|rs|java|php|html?|css|svg|png|jpe?g|conf|cfg|ini|env|toml|xml|md|sh|log|db|sqlite|p12|pfx|jks|com|org|net|io|local|internal)$|^(?:[a-z]+\/[a-z0-9.+-]+)(?:;|$)|^v?\d{1,4}(?:\.\d{1,5})+(?!\w{12})|\(\)|=>|\]\(|^[.#][a-z][\w-]*$|;$|\$$|^@[a-z]+$|^[a-z]{2,5}_(?:abc)?123$|^(?:\\{1,2}u[0-9a-f]{4}){1,4}$/i;

/** Whether a value is a number, a file, an address and the like. */
export function isWritten(value: string): boolean {
  return WRITTEN.test(value) && !/^\d{6,}$/.test(value);
}

/** Words of values that only stand where a password would. */
const NO_PASSWORD = new Set(
  ("todo tbd fixme password passwd pass pwd scram passphrase secret secrets token key api apikey " +
    "test testing my your the user username admin root change changeme me " +
    "here value string default foo bar baz example db database super top some " +
    "new old a an is not none null nil undefined true false empty required " +
    "optional hidden text type field input login auth basic bearer hash sha " +
    "md utf base oauth aes rsa des hmac hs rs es ps ed ecdsa dsa curve x " +
    "bcrypt argon scrypt pbkdf plain plaintext ascii unicode int str bytes " +
    "bool boolean number object array any void char varchar var const private " +
    "public static final enter insert please current confirm confirmation " +
    "repeat again hello world abc qwerty letmein welcome guest demo dummy " +
    "fake mock sample placeholder stub postgres mysql redis mongo rabbitmq " +
    "app web client server service account access refresh id session cookie " +
    "csrf xsrf jwt env config and or of for in to on by with from at be " +
    "passwort kennwort benutzer senha contrasena wachtwoord heslo haslo parola " +
    "error anonymous invalid incorrect missing wrong bad good strong weak valid")
    .split(" "),
);

/** Whether a value only stands where a password would, as `password` does. */
export function isPlaceholderWord(value: string): boolean {
  return isReference(value) || isOfWords(value) ||
    isFiller(value, 0, value.length);
}

/** Whether a value in the place of a password is one: no stand-in, no mere word. */
export function isPassword(value: string): boolean {
  const isOdd = /[\d!@#$%^&*]/.test(value) ||
    isOddWord(value, 0, value.length);
  return isOdd && !/^\d{1,5}$|[.,:;)]$/.test(value) &&
    !isPlaceholderWord(value);
}

/** Words of sentences about passwords. */
const SENTENCE = new Set(
  "must should can cannot will your this that please provide provided choose least forgot reset remember show hide required contains match matches does with more than need needed"
    .split(" "),
);

/** Whether one of the words speaks about passwords. */
export function hasStandIn(value: string): boolean {
  return value.split(" ").some((word) =>
    NO_PASSWORD.has(word) || SENTENCE.has(word)
  );
}

/** Nothing but known words, with or without digits between. */
export function isOfWords(value: string): boolean {
  const words = value
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()
    .split(/[^a-z]+/).filter((word) => word !== "");
  const isLatin = words.length > 0 || /^[\x20-\x7e]*$/.test(value);
  return isLatin && words.every((word) => NO_PASSWORD.has(word));
}
