import type { Home } from "./home.ts";
import { readIfThere, replaceFile } from "./text_file.ts";

const FORM = /^[0-9a-f]{64}$/;

/** The bearer token that changes need: 256 random bits, made once. */
export async function keepAdminToken({ adminToken }: Home): Promise<string> {
  const held = (await readIfThere(adminToken))?.trim() ?? "";
  if (FORM.test(held)) return held;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  await replaceFile(adminToken, `${token}\n`);
  return token;
}
