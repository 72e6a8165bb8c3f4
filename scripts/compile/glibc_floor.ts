/**
 * The newest version of glibc that an ELF file asks for, e.g. `2.27`;
 * `undefined` if it asks for none.
 *
 * @see https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
 */
export function glibcFloor(elf: Uint8Array): string | undefined {
  let floor: readonly number[] | undefined;
  for (const [, version] of textOf(elf).matchAll(/\0GLIBC_(\d[\d.]*)(?=\0)/g)) {
    const parts = version!.split(".").map(Number);
    if (!floor || isLess(floor, parts)) floor = parts;
  }
  return floor?.join(".");
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = b.findIndex((part, i) => part !== (a[i] ?? 0));
  return at >= 0 && (a[at] ?? 0) < b[at]!;
}
