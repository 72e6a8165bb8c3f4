/**
 * A text in lines of at most `width` columns, cut between words where it can
 * be. Lines that follow from one stand as far in as that one does.
 */
export function wrapped(text: string, width: number): readonly string[] {
  if (text.length <= width || width < 1) return [text];
  const indent = /^ */.exec(text)![0].slice(0, Math.floor(width / 2));
  const space = text.lastIndexOf(" ", width);
  const end = space > indent.length ? space : width;
  const rest = indent + text.slice(end).trimStart();
  return [text.slice(0, end), ...wrapped(rest, width)];
}
