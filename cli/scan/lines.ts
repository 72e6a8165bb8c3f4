import { CliError } from "../errors.ts";
import { join } from "./join.ts";

const LF = 0x0a;

/**
 * Cuts a stream of bytes at each LF; a last line without one counts too.
 *
 * Throws `CliError` when a line is longer than `maxBytes`, before it is held in memory.
 */
export async function* lines(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  { maxBytes }: { readonly maxBytes: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      yield join([...held, chunk.subarray(from, at)]);
      [held, size, from] = [[], 0, at + 1];
    }
    if (from === chunk.length) continue;
    held.push(chunk.slice(from));
    size += chunk.length - from;
    if (size > maxBytes) throw tooLong(maxBytes);
  }
  if (size > 0) yield join(held);
}

function tooLong(maxBytes: number): CliError {
  return new CliError(
    "too_long",
    `Cannot read as a line of at most ${maxBytes} bytes: the input goes on without a line feed`,
    { hint: "Give one JSON object per line." },
  );
}
