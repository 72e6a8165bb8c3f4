import { LineSplitter } from "./line_splitter.ts";

/** A log's lines, each without its line feed; bytes after the last are dropped. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const splitter = new LineSplitter();
  for await (const chunk of chunks) {
    const lines: Uint8Array[] = [];
    const answer = splitter.push(chunk, (line) => lines.push(line.slice()) > 0);
    yield* lines;
    if (answer === "long") return;
  }
}
