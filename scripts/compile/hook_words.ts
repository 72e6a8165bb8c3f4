import { environmentFor, homeAt } from "../../ops/quick.ts";
import { CompileError } from "./errors.ts";

/** How the script of a portable binary calls the instance's port. */
const PORT = "$ww_port";

/**
 * What that script needs to say what `pre-launch-hook` says: the assignments,
 * with `$ww_home` and `$ww_port` in them, and the variables that they depend on.
 */
export function hookWords(): Readonly<Record<"EXPORTS" | "ASKED", string>> {
  const asked = new Set<string>();
  const exports = environmentFor("sh", {
    home: homeAt("$ww_home"),
    proxyPort: PORT as unknown as number,
    env: (name) => {
      asked.add(name);
      return undefined;
    },
  }).trimEnd();
  if (/["`\\]|\$(?!ww_(home|port)\b)/.test(exports)) throw unquotable();
  return { EXPORTS: exports, ASKED: [...asked].join(" ") };
}

function unquotable(): CompileError {
  return new CompileError(
    "bundle",
    "Cannot put the assignments of the hook into the script as they hold what a shell would read",
    { hint: "Quote it in hookWords()" },
  );
}
