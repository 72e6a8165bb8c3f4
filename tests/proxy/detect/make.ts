import type { Random } from "../../../proxy/detect/rule.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";

const ALPHABETS: Readonly<Record<string, string>> = {
  A: LOWER + UPPER + DIGITS,
  B: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
  L: LOWER + UPPER,
  U: UPPER + "234567",
  W: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
  V: UPPER + DIGITS,
  b: LOWER + UPPER + DIGITS + "+/",
  h: DIGITS + "abcdef",
  l: LOWER + DIGITS,
  n: DIGITS,
};

/**
 * Fills a form: in `ghp_{A36}` stand thirty-six characters of the alphabet A.
 */
export function make(form: string, random: Random): string {
  return form.replaceAll(/\{([A-Za-z])(\d+)\}/g, (_, alphabet, length) => {
    const from = ALPHABETS[alphabet]!;
    const one = () => from.charAt(Math.floor(random() * from.length));
    return Array.from({ length: Number(length) }, one).join("");
  });
}
