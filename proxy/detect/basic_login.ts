import { isPlaceholderWord } from "./stand_in.ts";

const BASE64 = /^[A-Za-z0-9+/_-]{6,}={0,2}$/;

/** Whether a text is base64 of `user:password` with a password worth hiding. */
export function isBasicLogin(encoded: string): boolean {
  if (!BASE64.test(encoded) || encoded.length < 8) return false;
  const plain = decode(encoded);
  const login = /^([\x21-\x7e]{0,128}?):([\x20-\x7e]{1,256})$/.exec(plain);
  return login !== null && !isPlaceholderWord(login[2]!);
}

function decode(encoded: string): string {
  const standard = encoded.replaceAll("-", "+").replaceAll("_", "/")
    .replace(/=+$/, "");
  try {
    return atob(standard);
  } catch {
    return "";
  }
}
