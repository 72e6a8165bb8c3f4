/** A request as a server reads it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0"))
    .join("");

async function mac(key: BufferSource, text: string): Promise<ArrayBuffer> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const made = await crypto.subtle.importKey("raw", key, algorithm, false, [
    "sign",
  ]);
  return await crypto.subtle.sign("HMAC", made, encoder.encode(text));
}

/**
 * Checks a signature as a server of AWS does, by code of its own: from the
 * request as it came and the secret of the key that it names. The fault, or
 * `undefined` if there is none.
 */
export async function faultOfSignature(
  { method, path, host, headers, body }: Received,
  secretOf: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const field = headers.get("authorization") ?? "";
  if (!field.startsWith("AWS4-HMAC-SHA256 ")) return "it is not signed";
  const parts = Object.fromEntries(
    field.slice(17).split(",").map((part) => part.trim().split("=", 2)),
  ) as Record<string, string>;
  const [id, date, region, service, end] = parts["Credential"]!.split("/");
  const secret = secretOf[id!];
  if (secret === undefined) return "nobody has this key";
  if (end !== "aws4_request") return "its scope is none";
  const time = headers.get("x-amz-date") ?? "";
  if (!time.startsWith(`${date}T`)) return "its day is another";
  const names = parts["SignedHeaders"]!.split(";");
  if (!names.includes("host")) return "its host is not signed";
  if (names.join() !== names.toSorted().join()) {
    return "its fields are unsorted";
  }
  for (const [name] of headers) {
    if (name.startsWith("x-amz-") && !names.includes(name)) {
      return `the field ${name} is not signed`;
    }
  }
  const digest = hex(await crypto.subtle.digest("SHA-256", body));
  const stated = headers.get("x-amz-content-sha256") ?? digest;
  if (stated !== "UNSIGNED-PAYLOAD" && stated !== digest) {
    return "its body is another";
  }
  const [pathname, query = ""] = path.split("?", 2);
  const lines = [method];
  lines.push(
    pathname!.split("/").map((step) => encodeURIComponent(step)).join("/"),
    query,
  );
  for (const name of names) {
    const value = name === "host" ? host : headers.get(name);
    if (value === null) return `the field ${name} is signed and not there`;
    lines.push(`${name}:${value}`);
  }
  lines.push("", names.join(";"), stated);
  const canonical = await crypto.subtle.digest(
    "SHA-256",
    encoder.encode(lines.join("\n")),
  );
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hex(canonical)}`;
  let key: BufferSource = encoder.encode(`AWS4${secret}`);
  for (const step of [date!, region!, service!, "aws4_request"]) {
    key = await mac(key, step);
  }
  return hex(await mac(key, text)) === parts["Signature"]
    ? undefined
    : "its signature is another";
}
