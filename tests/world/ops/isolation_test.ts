import { deepEqual, equal, match } from "node:assert/strict";
import { DEFAULT_HOSTS } from "../../../ops/default_hosts.ts";
import {
  keysPermissions,
  proxyPermissions,
  type WorkerPermissions,
} from "../../../ops/permissions.ts";
import { inFolder } from "./in_home.ts";

type Try = readonly [kind: string, what: string];

/** How each of these ends inside a worker with exactly these permissions. */
async function tried(
  permissions: WorkerPermissions,
  tries: readonly Try[],
): Promise<readonly string[]> {
  const worker = new Worker(new URL("./probe.ts", import.meta.url), {
    type: "module",
    deno: { permissions },
  } as WorkerOptions);
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(tries);
    });
  } finally {
    worker.terminate();
  }
}

/** What neither worker may do. */
const NOBODY: readonly Try[] = [
  ["read", "/etc/passwd"],
  ["list", "/"],
  ["write", "/tmp/waterwall-must-not-be-there"],
  ["remove", "/tmp/waterwall-must-not-be-there"],
  ["variable", "HOME"],
  ["process", "true"],
  ["system", ""],
  ["library", "/lib/x86_64-linux-gnu/libc.so.6"],
  ["module", "file:///etc/passwd"],
  ["more", ""],
  ["listen", "0.0.0.0:0"],
  ["connect", "10.0.0.1:443"],
  ["connect", "evil.example.com:443"],
  ["fetch", "https://evil.example.com/"],
  ["resolve", "evil.example.com"],
];

Deno.test("the keys worker can use its home and nothing else, and has no network", () =>
  inFolder((dir) =>
    inFolder(async (elsewhere) => {
      await Deno.writeTextFile(`${dir}/ca.key`, "");
      const refused: readonly Try[] = [
        ...NOBODY,
        ["read", `${elsewhere}/x`],
        ["write", `${elsewhere}/x`],
        ["read", `${dir}/../x`],
        ["link", `${dir}/link`],
        ["connect", "127.0.0.1:1"],
        ["listen", "127.0.0.1:0"],
        ["connect", "api.anthropic.com:443"],
      ];
      const permissions = keysPermissions(await Deno.realPath(dir));
      const ended = await tried(permissions, refused);
      deepEqual(
        refused.filter((_, i) => ended[i] !== "NotCapable"),
        [],
      );
      deepEqual(
        await tried(permissions, [
          ["read", `${dir}/ca.key`],
          ["write", `${dir}/new`],
          ["list", dir],
          ["remove", `${dir}/new`],
        ]),
        ["allowed", "allowed", "allowed", "allowed"],
      );
    })
  ));

Deno.test("the proxy worker can use loopback and the configured hosts on their ports, nothing else", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/signing.key`, "");
    const permissions = proxyPermissions({
      hosts: [...DEFAULT_HOSTS, {
        name: "gateway.example.com",
        policy: "protect",
        provider: "generic",
        upstream: "https://inner.example.com:8443",
        upstreamCa: null,
      }],
    }, ["http://proxy.example.com:3128"]);
    const refused: readonly Try[] = [
      ...NOBODY,
      ["read", `${dir}/signing.key`],
      ["write", `${dir}/x`],
      ["connect", "api.anthropic.com:80"],
      ["connect", "evil-api.anthropic.com:443"],
      ["connect", "x.cursor.sh:443"],
      ["connect", "gateway.example.com:443"],
      ["connect", "inner.example.com:443"],
      ["connect", "proxy.example.com:443"],
      ["connect", "openai.azure.com.evil.example:443"],
    ];
    const ended = await tried(permissions, refused);
    deepEqual(refused.filter((_, i) => ended[i] !== "NotCapable"), []);
    const [listened] = await tried(permissions, [["listen", "127.0.0.1:0"]]);
    equal(listened, "allowed");
    const [reached] = await tried(permissions, [["connect", "127.0.0.1:1"]]);
    equal(reached, "ConnectionRefused");
    const places = [
      "api.anthropic.com:443",
      "bedrock-runtime.eu-central-1.amazonaws.com:443",
      "mine.openai.azure.com:443",
      "github.com:443",
      "inner.example.com:8443",
      "proxy.example.com:3128",
    ];
    const may = await tried(
      permissions,
      [...places, "evil.example.com:443"].map((it) => ["mayConnect", it]),
    );
    deepEqual(may, [...places.map(() => "allowed"), "NotCapable"]);
  }));

Deno.test("the task that starts it keeps the runtime from fetching packages for a worker", async () => {
  // No permission covers `import("npm:…")`: its name alone could carry a secret out.
  const { default: settings } = await import("../../../deno.json", {
    with: { type: "json" },
  });
  equal(/ --cached-only /.test(settings.tasks.start), true);
  const code = `const say = (what) => postMessage(what);
    import("npm:waterwall-must-not-ask-for-this@1.0.0")
      .then(() => say("allowed"), (error) => say(error.message));`;
  const url = `data:application/javascript,${encodeURIComponent(code)}`;
  const script = `const w = new Worker(${JSON.stringify(url)}, {
      type: "module", deno: { permissions: "none" } });
    w.onmessage = ({ data }) => { console.log(data); w.terminate(); };`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--cached-only", "--unstable-worker-options"]
      .concat(
        "-A",
        `data:application/javascript,${encodeURIComponent(script)}`,
      ),
  }).output();
  match(new TextDecoder().decode(stdout), /not found in cache/);
});
