import { equal } from "node:assert/strict";
import { gitignore } from "../../../cli/scan/gitignore.ts";

for (
  const [pattern, ignored, kept] of [
    ["*.log", ["a.log", "x/y.log"], ["a.txt", "log"]],
    ["/a", ["a"], ["x/a"]],
    ["x/a", ["x/a"], ["y/x/a"]],
    ["**/b", ["b", "x/b", "x/y/b"], ["bb"]],
    ["x/**", ["x/a", "x/y/b"], ["x", "y/a"]],
    ["a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab"]],
    ["a?c", ["abc", "x/axc"], ["ac", "a/c"]],
    ["[a-c].x", ["a.x", "c.x"], ["d.x"]],
    ["[!a].x", ["b.x"], ["a.x"]],
    ["\\#a", ["#a"], ["a"]],
    ["\\!a", ["!a"], ["a"]],
    ["a.b+(c)", ["a.b+(c)"], ["axb+(c)"]],
    ["# comment", [], ["# comment"]],
    ["trail  ", ["trail"], ["trail  "]],
    ["*\n!keep", ["a"], ["keep"]],
  ] as const
) {
  Deno.test(`${JSON.stringify(pattern)} leaves out what git leaves out`, () => {
    const ignores = gitignore(pattern);
    for (const path of ignored) equal(ignores(path, false), true, path);
    for (const path of kept) equal(ignores(path, false) ?? false, false, path);
  });
}

Deno.test("a pattern that ends in a slash is for folders only", () => {
  equal(gitignore("build/")("build", true), true);
  equal(gitignore("build/")("build", false), undefined);
});
