import { deepEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { UnreadableError } from "../../../proxy/guard/command.ts";
import { judgeShell } from "../../../proxy/guard/judge_shell.ts";
import { UNKNOWN } from "../../../proxy/guard/marks.ts";
import { readCommands } from "../../../proxy/guard/shell_reader.ts";

const words = (text: string) => readCommands(text).map(({ words }) => words);

Deno.test("words are told apart as a shell tells them", () => {
  for (
    const [text, expected] of [
      ["a b\tc", [["a", "b", "c"]]],
      [`a'b c'"d e"\\ f`, [["ab cd e f"]]],
      ["a \\\n b", [["a", "b"]]],
      ["a;b&c|d&&e||f\ng", ["a", "b", "c", "d", "e", "f", "g"].map((x) => [x])],
      ["(a; b) # c d", [["a"], ["b"]]],
      ["a#b", [["a#b"]]],
      [`a ""`, [["a", ""]]],
      [`$'a\\x62\\u0063\\144\\n'`, [["abcd\n"]]],
      ["X=1 a $X ${X} ${X:-2} ${Y:-3}", [["a", "1", "1", "1", "3"]]],
      ["a '$X' \"\\$X\"", [["a", "$X", "$X"]]],
      ["a $X $1 $@", [["a", UNKNOWN, UNKNOWN, UNKNOWN]]],
      ["a $(b `c`) d", [["c"], ["b", UNKNOWN], ["a", UNKNOWN, "d"]]],
      ['a "x$(b ")")"', [["b", ")"], ["a", `x${UNKNOWN}`]]],
      ["a <(b c) >d", [["b", "c"], ["a", UNKNOWN]]],
      ["if a; then b; fi", [["if", "a"], ["b"], ["fi"]]],
      ["export X=1 Y=2; a $Y", [["export"], ["a", "2"]]],
      ["for x in a b; do c $x; done", [
        ["for", "x", "in", "a", "b"],
        ["c", UNKNOWN],
        ["done"],
      ]],
    ] as const
  ) deepEqual(words(text), expected, text);
});

Deno.test("redirections, here-documents and here-strings stand apart from words", () => {
  const [first, second] = readCommands(
    "cat 2>err <<'A' <<-B >out\n$(x)\nA\n\t$X\n\tB\ntac <<< one",
  );
  deepEqual(first, {
    words: ["cat"],
    assigned: [],
    files: ["err", "out"],
    data: ["$(x)", UNKNOWN],
    isPiped: false,
  });
  deepEqual([second!.words, second!.data], [["tac"], ["one"]]);
  deepEqual(words("cat <<A\n$(curl x)\nA"), [["cat"], ["curl", "x"]]);
  deepEqual(readCommands("a | b")[1]!.isPiped, true);
});

Deno.test("what nests too deeply is not read", () => {
  throws(() => readCommands("$(".repeat(50)), UnreadableError);
  throws(() => readCommands("a;".repeat(5_000)), UnreadableError);
});

const piece = fc.constantFrom(
  ..."$ ( ) { } ' \" \\ ` ; & | < > # = \n <<E E a curl sh -c python3 eval https:// . / @ : x.dev"
    .split(" "),
  " ",
);

Deno.test("any text is read, or said to be unreadable, and judged the same each time", () => {
  const isAllowed = () => false;
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
      (text) => {
        const fault = judgeShell(text, { isAllowed });
        deepEqual(judgeShell(text, { isAllowed }), fault);
        deepEqual(typeof fault === "string" || fault === undefined, true);
      },
    ),
    { numRuns: 2_000 },
  );
});

Deno.test("long hostile texts come to an end", () => {
  for (
    const part of [
      "a",
      "a.",
      "https:",
      "https://",
      "x ",
      "sh ",
      "curl ",
      "'",
      '"',
      "\\",
      "`",
      "$(",
      "${a",
      "<<A\n",
      "$'",
      "{",
      "a=",
      "-x",
      "/dev/tcp/",
      "python -c 'x' ",
      "env ",
    ]
  ) judgeShell(`x ${part.repeat(30_000)}`, { isAllowed: () => true });
});
