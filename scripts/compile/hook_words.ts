import { environment, environmentFor, homeAt } from "../../ops/quick.ts";
import { CompileError } from "./errors.ts";

/** How the script of a portable binary calls what it fills in. */
const HOME = homeAt("$ww_home");
const PORT = "$ww_port" as unknown as number;

/** What that script needs to say what `pre-launch-hook` says. */
export interface HookWords {
  /** The assignments, with `$ww_home` and `$ww_port` in them. */
  readonly EXPORTS: string;
  /** Variables that they depend on: empty, or as they are assigned, changes nothing. */
  readonly ASKED: string;
  /** Those of them that name the bundle, and no more, once they hold anything else. */
  readonly BUNDLED: string;
}

/** @throws {CompileError} `bundle`: a shell would read more than is meant. */
export function hookWords(): HookWords {
  const asked = new Set<string>();
  const exports = environmentFor("sh", {
    home: HOME,
    proxyPort: PORT,
    env: (name) => {
      asked.add(name);
      return undefined;
    },
  }).trimEnd();
  if (/["`\\]|\$(?!ww_(home|port)\b)/.test(exports)) throw unquotable();
  return {
    EXPORTS: exports,
    ASKED: [...asked].join(" "),
    BUNDLED: [...asked].filter(isBundled).join(" "),
  };
}

/** Whether something in a variable has it name the bundle, and changes nothing else. */
function isBundled(name: string): boolean {
  const before = assigned({});
  const after = assigned({ [name]: "something" });
  return before[name] === HOME.caCert && after[name] === HOME.caBundle &&
    Object.keys(after).every((it) => it === name || after[it] === before[it]);
}

function assigned(held: Readonly<Record<string, string>>) {
  return environment({ home: HOME, proxyPort: PORT, env: (it) => held[it] });
}

function unquotable(): CompileError {
  return new CompileError(
    "bundle",
    "Cannot put the assignments of the hook into the script as they hold what a shell would read",
    { hint: "Quote it in hookWords()" },
  );
}
