const LINE = /.{1,64}/g;

/** DER as a PEM block (RFC 7468). */
export function toPem(label: string, der: Uint8Array): string {
  const text = btoa(String.fromCharCode(...der)).match(LINE)!.join("\n");
  return `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
}

/** DER of the first PEM block with this label; `null` if there is none. */
export function fromPem(
  label: string,
  pem: string,
): Uint8Array<ArrayBuffer> | null {
  const block = new RegExp(
    `-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`,
  ).exec(pem);
  if (!block) return null;
  try {
    const text = atob(block[1]!.replaceAll(/\s/g, ""));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
