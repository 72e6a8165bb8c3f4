import { flag } from "./parameter.ts";
import { type AnyVerb, verb } from "./verb.ts";

const GROUP = "About";

/** The verbs about the program itself. */
export const PRODUCT_VERBS: readonly AnyVerb[] = [
  verb({
    name: "licenses",
    summary: "Print the licences of the program and of all that is in it",
    group: GROUP,
    arguments: {},
    options: {},
    examples: [{ line: "waterwall licenses", purpose: "ours and others'" }],
    load: () => import("./verbs/licenses.ts"),
  }),
  verb({
    name: "upgrade",
    summary: "Say how to find and get a newer version; asks nobody",
    group: GROUP,
    arguments: {},
    options: { check: flag("only say so; there is nothing else it does") },
    examples: [{
      line: "waterwall upgrade --check",
      purpose: "prints, and nothing more",
    }],
    load: () => import("./verbs/upgrade.ts"),
  }),
];
