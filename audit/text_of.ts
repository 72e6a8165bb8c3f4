import { Refutation } from "./refutation.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text that a file's bytes are. @throws {Refutation} `bad-utf8` */
export function textOf(bytes: Uint8Array, path: string): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Refutation("bad-utf8", `${path} is not text`);
  }
}
