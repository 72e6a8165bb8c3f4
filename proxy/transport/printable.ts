/** A path as it may stand in a request line: what is not ASCII, percent-encoded. */
export function printable(path: string): string {
  return path.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
