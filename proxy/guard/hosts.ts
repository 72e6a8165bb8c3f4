import { ADDRESS } from "./marks.ts";

/** Whether secrets may go to a host, written as it stands in a text. */
export type IsAllowed = (host: string) => boolean;

const NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
const LOOPBACK = /^127(?:\.(?:0|[1-9]\d{0,2})){3}$/;
/** What servers may read as an IP address in some notation or other. */
const NUMERIC = /(?:^|\.)(?:0x[0-9a-f]*|\d+)$/;

/**
 * Judges hosts by a list of names, `*.` for all below.
 *
 * Only plain notation is admitted: other alphabets, numbers in place of an
 * address, control characters and the like are never allowed.
 */
export function allowedHosts(names: readonly string[]): IsAllowed {
  const exact = new Set(names);
  const below = names.filter((name) => name.startsWith("*."))
    .map((name) => name.slice(1));
  return (raw) => {
    const host = raw.toLowerCase().replace(/\.$/, "");
    if (host === ADDRESS || host === "[::1]" || host === "::1") return true;
    if (LOOPBACK.test(host)) return true;
    if (exact.has(host)) return true;
    if (!NAME.test(host) || NUMERIC.test(host)) return false;
    return below.some((end) => host.endsWith(end));
  };
}

/** Schemes that name no host, or a store that only the caller's account can reach. */
const NO_HOST = /^(?:file|s3|gs|az|abfss?|npm|jsr|node|data|about|urn|unix)$/i;

/** A colon with two slashes of either kind behind it, or fewer: {@link WEB} works so too. */
const MARK = /:(?:[\\/]{2,}|[\\/]?(?=[^\s\\/"'`,;)}\]]))/g;
const WEB = /(?:https?|wss?|ftps?)$/i;
const SCHEME = /[a-z][a-z0-9+.-]*$/i;
/** Characters of a scheme, and of an address, that are looked at. */
const SCHEME_MAX = 24;
const ADDRESS_MAX = 2_048;

/** The hosts of all URLs in a text, as they stand there. */
export function urlHosts(text: string): readonly string[] {
  return [...text.matchAll(MARK)].flatMap((found) => {
    const at = found.index;
    const lead = text.slice(Math.max(0, at - SCHEME_MAX), at);
    const scheme = SCHEME.exec(lead)?.[0] ?? "";
    const isUrl = found[0].length > 2 ? scheme !== "" : WEB.test(scheme);
    if (!isUrl || NO_HOST.test(scheme)) return [];
    const from = at + found[0].length;
    const rest = text.slice(from, from + ADDRESS_MAX);
    return [hostOf(authority(rest, lead.at(-scheme.length - 1) ?? ""))];
  });
}

/**
 * What stands for the host in a URL that begins before `rest`.
 *
 * After a quote, it goes on up to the same quote; else up to white space or
 * what encloses it, unless that only hides an `@`.
 */
function authority(rest: string, before: string): string {
  if (/["'`]/.test(before)) {
    return /^[^/?#]*/.exec(rest.split(before, 1)[0]!)![0];
  }
  const whole = /^[^/?#\s]*/.exec(rest)![0];
  const inside = /^(?:\[[0-9a-fA-F:.%]*\])?[^"'`<>()[\]{},;]*/.exec(whole)![0];
  return whole.slice(inside.length).includes("@") ? whole : inside;
}

/** The host of an address that is a word of its own, its scheme written or not. */
export function addressHost(word: string): string {
  const rest = word.trim().replace(/^(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}/i, "")
    .replace(/^(?:https?|wss?|ftps?):[\\/]?/i, "");
  return hostOf(/^[^/?#]*/.exec(rest)![0]);
}

/** Without user and port. What programs read in different ways stays in it. */
function hostOf(authority: string): string {
  if (authority.includes("\\")) return authority;
  return authority.slice(authority.lastIndexOf("@") + 1).replace(/:\d*$/, "");
}

/** Whether an address names a store or a file, and no host. */
export function namesNoHost(word: string): boolean {
  return NO_HOST.test(/^([a-z][a-z0-9+.-]*):\/\//i.exec(word)?.[1] ?? "");
}

/** Endings that files have and, mostly, no host. */
const FILES = new Set(
  ("bak bin bz2 c cc cfg cjs class cnf conf config cpp crt cs css csv db " +
    "dll dockerfile env exe gif go gradle gz h hcl hpp html ico ini ipynb " +
    "jar java jpeg jpg js json json5 jsonc jsx key kt lock log lua map md " +
    "mjs mts pdf pem php pl plist png properties proto py rb rs sass scss sh " +
    "sql sqlite svg swift tar tf tfvars tgz tmp toml ts tsv tsx txt vue wasm " +
    "webp xml yaml yml zip zsh").split(" "),
);
/** First labels of names that read the other way round: packages. */
const PACKAGE = /^(?:com|org|net|io|dev|java|javax|kotlin)\./;
const DOMAIN = /^(?:[a-z0-9_-]+\.)+([a-z]{2,24})(?::\d+)?(?:[/?#].*)?$/s;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:[/?#].*)?$/s;

/** Whether a word reads as the address of a host and not as a file or a name. */
export function looksLikeHost(word: string): boolean {
  const lower = word.toLowerCase();
  if (IPV4.test(lower)) return true;
  const ending = DOMAIN.exec(lower)?.[1];
  return ending !== undefined && !FILES.has(ending) && !PACKAGE.test(lower);
}
