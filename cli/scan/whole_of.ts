import { CliError } from "../errors.ts";
import { join } from "./join.ts";

/** All bytes of an input; throws `CliError` as soon as there are more than `maxBytes`. */
export async function wholeOf(
  path: string,
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  { maxBytes }: { readonly maxBytes: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    if (size > maxBytes) {
      throw new CliError(
        "too_long",
        `Cannot read as a text of at most ${maxBytes} bytes: ${path}`,
        { hint: "Cut it into smaller files." },
      );
    }
  }
  return join(held);
}
