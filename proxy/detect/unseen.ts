/** Characters that nobody sees; the pass that looks for words takes each for the first. */
export const UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff";

const CODES = new Set([...UNSEEN].map((one) => one.charCodeAt(0)));

/** Whether a UTF-16 code unit is one of them. */
export function isUnseen(code: number): boolean {
  return CODES.has(code);
}
