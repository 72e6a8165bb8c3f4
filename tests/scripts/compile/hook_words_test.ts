import { deepEqual, equal } from "node:assert/strict";
import { environmentFor, homeAt } from "../../../ops/quick.ts";
import { hookWords } from "../../../scripts/compile/hook_words.ts";

const HOME = "/home/me/.local/state/waterwall";

/** What a shell makes of the words between double quotes. */
function expanded(): string {
  return hookWords().EXPORTS.replaceAll("$ww_home", HOME)
    .replaceAll("$ww_port", "8888");
}

function said(env: Readonly<Record<string, string>>): string {
  return environmentFor("sh", {
    home: homeAt(HOME),
    proxyPort: 8888,
    env: (name) => env[name],
  }).trimEnd();
}

Deno.test("the script's words are the hook's, with port and home to fill in", () => {
  equal(expanded(), said({}));
});

Deno.test("a variable that the words depend on may be empty, or hold already what is said", () => {
  const names = hookWords().ASKED.split(" ");
  deepEqual(names.toSorted(), [
    ...["DENO_CERT", "NODE_EXTRA_CA_CERTS", "NO_PROXY", "no_proxy"],
  ]);
  for (const name of names) {
    equal(said({ [name]: "" }), expanded(), name);
    const value = new RegExp(`^export ${name}='(.*)'$`, "m").exec(expanded());
    equal(said({ [name]: value![1]! }), expanded(), name);
  }
});

Deno.test("roots of somebody's own have a variable name the bundle, and change nothing else", () => {
  const names = hookWords().BUNDLED.split(" ");
  deepEqual(names.toSorted(), ["DENO_CERT", "NODE_EXTRA_CA_CERTS"]);
  for (const name of names) {
    equal(
      said({ [name]: "/etc/company.pem" }),
      expanded().replace(
        `export ${name}='${HOME}/ca.pem'`,
        `export ${name}='${HOME}/ca-bundle.pem'`,
      ),
    );
  }
});
