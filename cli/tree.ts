import { any, flag } from "./parameter.ts";
import { type AnyVerb, verb } from "./verb.ts";

/** Every verb, in the order in which the help lists them. */
export const VERBS: readonly AnyVerb[] = [
  verb({
    name: "scan",
    summary: "Find secrets in files, folders or standard input",
    group: "Check",
    arguments: {
      paths: any("PATH", "files and folders; - or nothing is standard input"),
    },
    options: {
      jsonl: flag(
        'read lines {"id","text"}, write lines {"id","findings":[{"type","start","end"}]}',
      ),
    },
    examples: [
      { line: "waterwall scan .", purpose: "exit 1 if a secret stands there" },
      { line: "git diff | waterwall scan", purpose: "before it is committed" },
    ],
    load: () => import("./verbs/scan.ts"),
  }),
];
