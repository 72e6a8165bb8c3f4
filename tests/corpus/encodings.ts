import { deflateSync, gzipSync } from "node:zlib";
import { Buffer } from "node:buffer";

/** A way to write a text so that it is not seen at first sight. */
export interface Encoding {
  readonly id: string;
  readonly level: "easy" | "medium" | "hard";
  /** The carrier as a whole; the encoded part stands between `⟦` and `⟧`. */
  readonly write: (secret: string, name: string) => string;
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const base64url = (text: string) => Buffer.from(text).toString("base64url");
const hex = (text: string) => Buffer.from(text).toString("hex");
const map = (text: string, each: (c: string) => string) =>
  [...text].map(each).join("");
const code = (c: string) => c.charCodeAt(0);
const hex2 = (c: string) => code(c).toString(16).padStart(2, "0");
const percent = (text: string) => map(text, (c) => "%" + hex2(c).toUpperCase());
const wrap = (text: string, width: number, joint: string) =>
  text.match(new RegExp(`.{1,${width}}`, "g"))!.join(joint);
const halves = (text: string, n: number) =>
  wrap(text, Math.ceil(text.length / n), "\u0000").split("\u0000");
const mark = (text: string) => `⟦${text}⟧`;

const make =
  (level: Encoding["level"]) =>
  (id: string, write: Encoding["write"]): Encoding => ({ id, level, write });
const easy = make("easy");
const medium = make("medium");
const hard = make("hard");

/** Encodings of all levels. */
export const ENCODINGS: readonly Encoding[] = [
  easy("base64", (s) => `data = "${mark(base64(s))}"\n`),
  easy("base64-line", (s) => `${mark(base64(s))}\n`),
  easy("base64-assignment", (s, n) => `blob: ${mark(base64(`${n}=${s}`))}\n`),
  easy("base64url", (s) => `?state=${mark(base64url(s))}&x=1`),
  easy("hex", (s) => `payload ${mark(hex(s))} end\n`),
  easy("hex-upper", (s) => `X'${mark(hex(s).toUpperCase())}'\n`),
  easy("percent", (s) => `https://x.test/?q=${mark(percent(s))}\n`),
  easy(
    "percent-assignment",
    (s, n) => `body=${encodeURIComponent(`{"${n}":"`)}${mark(s)}%22%7D\n`,
  ),
  easy(
    "json-in-json",
    (s, n) => JSON.stringify({ x: JSON.stringify({ [n]: mark(s) }) }),
  ),
  easy("unicode", (s) => `{"x":"${mark(map(s, (c) => "\\u00" + hex2(c)))}"}`),
  easy("split-plus", (s) => {
    const [a, b] = halves(s, 2);
    return `const k = "${mark(`${a}" + "${b}`)}";\n`;
  }),
  easy(
    "base64-json",
    (s, n) => `{"config":"${mark(base64(JSON.stringify({ [n]: s, v: 1 })))}"}`,
  ),
  easy(
    "base64-yaml-data",
    (s, n) => `kind: Secret\ndata:\n  ${n.toLowerCase()}: ${mark(base64(s))}\n`,
  ),
  easy(
    "wrapped-base64",
    (s, n) =>
      `-----\n${
        mark(
          wrap(
            base64(
              `# configuration of the app\nhost = db.internal\n${n}=${s}\nport = 5432\n`,
            ),
            64,
            "\n",
          ),
        )
      }\n-----\n`,
  ),
  medium(
    "base64-no-padding",
    (s) => `token:${mark(base64(s + "\n").replace(/=+$/, ""))};\n`,
  ),
  medium(
    "base64-wrapped-escaped",
    (s, n) =>
      `{"file":"${
        mark(
          wrap(
            base64(`line one of the file\n${n}: ${s}\nlast line of it\n`),
            60,
            "\\n",
          ),
        )
      }"}`,
  ),
  medium(
    "base64-utf16",
    (s) =>
      `powershell -enc ${
        mark(Buffer.from(`$t="${s}"`, "utf16le").toString("base64"))
      }\n`,
  ),
  medium(
    "percent-double",
    (s, n) =>
      `u=%257B%2522${n}%2522%253A%2522${
        mark(encodeURIComponent(s))
      }%2522%257D\n`,
  ),
  medium(
    "percent-partly",
    (s) =>
      `u=${
        mark(
          s.replace(/[^A-Za-z0-9]/g, (c) => "%" + hex2(c)).replace(
            /[aeiou]/g,
            percent,
          ),
        )
      }\n`,
  ),
  medium("x-escapes", (s) => `s = "${mark(map(s, (c) => "\\x" + hex2(c)))}"\n`),
  medium(
    "unicode-partly",
    (s) =>
      `{"x":"${
        mark(map(s, (c) => /[A-Za-z0-9]/.test(c) ? c : "\\u00" + hex2(c)))
      }"}`,
  ),
  medium(
    "unicode-double",
    (s) => `{"x":"${mark(map(s, (c) => "\\\\u00" + hex2(c)))}"}`,
  ),
  medium(
    "html-entities",
    (s) => `<p>${mark(map(s, (c) => `&#${code(c)};`))}</p>\n`,
  ),
  medium(
    "html-entities-hex",
    (s) => `<p>${mark(map(s, (c) => `&#x${hex2(c)};`))}</p>\n`,
  ),
  medium("hex-0x", (s) => `INSERT INTO t VALUES (0x${mark(hex(s))});\n`),
  medium("split-three", (s) => `k = '${mark(halves(s, 3).join("' + '"))}'\n`),
  medium(
    "split-lines",
    (s) => `k = (\n    "${mark(halves(s, 3).join('"\n    "'))}"\n)\n`,
  ),
  medium(
    "split-lines-plus",
    (s) => `String k = "${mark(halves(s, 3).join('" +\n        "'))}";\n`,
  ),
  medium("split-php", (s) => `$k = '${mark(halves(s, 2).join("' . '"))}';\n`),
  medium(
    "shell-continuation",
    (s) => `TOKEN=${mark(halves(s, 2).join("\\\n"))}\n`,
  ),
  medium(
    "wrapped-hard",
    (s) =>
      `Your token:\n${
        mark(wrap(s, Math.max(20, Math.ceil(s.length / 2)), "\n"))
      }\n\nBye\n`,
  ),
  medium(
    "quoted-printable",
    (s, n) =>
      `Content-Transfer-Encoding: quoted-printable\n\n${n}=3D${mark(s)}\n`,
  ),
  medium(
    "base64-data-uri",
    (s, n) =>
      `data:application/json;base64,${
        mark(base64(JSON.stringify({ [n]: s })))
      }`,
  ),
  medium(
    "json-thrice",
    (s, n) =>
      JSON.stringify({
        a: JSON.stringify({ b: JSON.stringify({ [n]: mark(s) }) }),
      }),
  ),
  hard("base64-twice", (s) => `x=${mark(base64(base64(s)))}\n`),
  hard(
    "base64-gzip",
    (s, n) =>
      `x: ${mark(gzipSync(`${n}=${s}\nother=1\n`).toString("base64"))}\n`,
  ),
  hard("base64-of-hex", (s) => `x: ${mark(base64(hex(s)))}\n`),
  hard("hex-of-base64", (s) => `x: ${mark(hex(base64(s)))}\n`),
  hard("percent-of-base64", (s) => `x=${mark(percent(base64(s)))}\n`),
  hard(
    "char-codes",
    (s) => `String.fromCharCode(${mark([...s].map(code).join(","))})\n`,
  ),
  hard(
    "byte-array",
    (s) =>
      `key := []byte{${mark([...s].map((c) => "0x" + hex2(c)).join(", "))}}\n`,
  ),
  hard("hex-spaced", (s) => `${mark([...s].map(hex2).join(" "))}\n`),
  hard("hex-colons", (s) => `${mark([...s].map(hex2).join(":"))}\n`),
  hard(
    "octal",
    (s) =>
      `printf '${
        mark(map(s, (c) => "\\" + code(c).toString(8).padStart(3, "0")))
      }'\n`,
  ),
  hard("reversed", (s) => `rev("${mark([...s].reverse().join(""))}")\n`),
  hard(
    "rot13",
    (s) =>
      `rot13 ${
        mark(s.replace(/[A-Za-z]/g, (c) =>
          String.fromCharCode(
            (code(c) & 96) + (code(c) - (code(c) & 96) - 1 + 13) % 26 + 1,
          )))
      }\n`,
  ),
  hard(
    "array-join",
    (s) => `k = ["${mark(halves(s, 4).join('", "'))}"].join("")\n`,
  ),
  hard("base32", (s) => {
    const A = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = "";
    for (const c of s) bits += code(c).toString(2).padStart(8, "0");
    return `${
      mark(
        bits.match(/.{1,5}/g)!.map((b) =>
          A[Number.parseInt(b.padEnd(5, "0"), 2)]
        ).join(""),
      )
    }\n`;
  }),
  hard("zero-width", (s) => `${mark(halves(s, 3).join("\u200b"))}\n`),
  hard("base64-split", (s) => {
    const [a, b] = halves(base64(s), 2);
    return `atob("${mark(`${a}" + "${b}`)}")\n`;
  }),
  hard(
    "base64-zlib",
    (s, n) => `x: ${mark(deflateSync(`${n}=${s}\n`).toString("base64"))}\n`,
  ),
  hard(
    "buffer-json",
    (s) => `{"type":"Buffer","data":[${mark([...s].map(code).join(","))}]}\n`,
  ),
  hard(
    "characters",
    (s) => `char k[] = {${mark(wrap(s, 1, "','")).replace("⟦", "⟦'")}'};\n`,
  ),
  hard(
    "dump",
    (s) =>
      wrap(hex(s), 32, "\n").split("\n").map((line, i) =>
        `${(16 * i).toString(16).padStart(8, "0")}: ${i ? "" : "⟦"}${
          wrap(line, 4, " ")
        }`
      ).join("\n") + "⟧\n",
  ),
  hard(
    "unicode-braces",
    (s) => `"${mark(map(s, (c) => `\\u{${code(c).toString(16)}}`))}"\n`,
  ),
  medium(
    "split-basic",
    (s) => `k = "${mark(halves(s, 2).join('" & _\n    "'))}"\n`,
  ),
  medium("split-shell", (s) => {
    const [a, b] = halves(s, 2);
    return `K=${mark(`'${a}'"${b}"`)}\n`;
  }),
  medium("hex-bytea", (s) => `'\\x${mark(hex(s))}'\n`),
  hard(
    "format",
    (s) => `k = "%s%s" % ("${mark(halves(s, 2).join('", "'))}")\n`,
  ),
  hard("variables", (s) => {
    const [a, b] = halves(s, 2);
    return mark(`a = "${a}"\nb = "${b}"\nkey = a + b\n`);
  }),
  hard("interpolated", (s) => {
    const [a, b] = halves(s, 2);
    return `a = "x"\nk = f"${mark(`${a}{''}${b}`)}"\n`;
  }),
];
