/** Sizes that put a cut before, inside and after anything as long as a placeholder. */
export const ADVERSARIAL = [1, 2, 3, 1, 5, 8, 1, 13, 40] as const;

/** Cuts a text into pieces of the given sizes, over and over; never inside a surrogate pair. */
export function cut(
  text: string,
  sizes: readonly number[] = ADVERSARIAL,
): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = from + sizes[pieces.length % sizes.length]!;
    if (isHighSurrogate(text, to - 1)) to++;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}
