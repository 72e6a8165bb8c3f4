import { deepEqual, equal, match, ok } from "node:assert/strict";
import { anthropicSpeaker } from "../../../cli/prove/speakers/anthropic.ts";
import {
  startStubProvider,
  type StubProvider,
} from "../../../cli/prove/stub_provider.ts";
import { denoDir } from "../support/deno_dir.ts";
import { has, inTempDir, run } from "../support/run.ts";
import { type RunningWaterwall, startWaterwall } from "./running_waterwall.ts";
import { waterwall } from "./waterwall.ts";

/** Values of no form that any rule knows, one for each place. */
const value = (bird: string) =>
  `${bird}/${crypto.randomUUID().slice(0, 4)}+marsh`;
const BIRDS = (
  "kestrel plover wigeon bittern dunnock fulmar gannet harrier jackdaw"
).split(" ");

interface Planted {
  readonly source: string;
  readonly value: string;
}

/** A person and a project whose files hold a value each. */
async function plant(dir: string) {
  const [env, dotenv, aws, npm, netrc, docker, kube, gh, gcloud] = BIRDS
    .map(value) as [
      ...[string, string, string, string, string],
      ...[string, string, string, string],
    ];
  const auth = btoa(`bob:${docker}`);
  const files: Readonly<Record<string, string>> = {
    "project/.env": `PORT=8080\nACME_PASSWORD="${dotenv}"\n`,
    "person/.aws/credentials": `[default]\naws_secret_access_key = ${aws}\n`,
    "person/.npmrc": `//npm.test/:_authToken=${npm}\n`,
    "person/.netrc": `machine git.test login bob password ${netrc}\n`,
    "person/.docker/config.json": JSON.stringify({
      auths: { "r.test": { auth } },
    }),
    "person/.kube/config": `users:\n- name: bob\n  user:\n    token: ${kube}\n`,
    "person/.config/gh/hosts.yml": `github.com:\n    oauth_token: ${gh}\n`,
    "person/.config/gcloud/application_default_credentials.json": JSON
      .stringify({ client_secret: gcloud, type: "authorized_user" }),
  };
  for (const [path, text] of Object.entries(files)) {
    const file = `${dir}/${path}`;
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
  const planted: readonly Planted[] = Object.entries({
    ...{ environment: env, dotenv, aws, npm, netrc, docker, kube, gh, gcloud },
  }).map(([source, value]) => ({ source, value }));
  const around = {
    cwd: `${dir}/project`,
    env: {
      HOME: `${dir}/person`,
      DENO_DIR: await denoDir(),
      ACME_API_TOKEN: env,
    },
  };
  return { planted, around };
}

/** The ways in which somebody might write a value down. */
function formsOf(value: string): Readonly<Record<string, string>> {
  const hex = [...new TextEncoder().encode(value)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    plain: value,
    base64: btoa(value),
    "base64 within more": btoa(`the value is ${value}, they say`),
    hex,
    "hex in capitals": hex.toUpperCase(),
    percent: encodeURIComponent(value),
  };
}

async function say(
  { ca, proxyPort }: RunningWaterwall,
  text: string,
): Promise<string> {
  const { host, wire, headers, ask } = anthropicSpeaker;
  const { code, stdout, stderr } = await run("curl", [
    ...["--silent", "--show-error", "--max-time", "120", "--data-binary", "@-"],
    ...["--cacert", ca, "--proxy", `http://127.0.0.1:${proxyPort}`],
    ...["--header", "content-type: application/json"],
    ...Object.entries(headers)
      .flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    `https://${host}${wire.path}`,
  ], { stdin: JSON.stringify(ask(text, false)) });
  equal(code, 0, stderr);
  return stdout;
}

function lastBody({ received }: StubProvider): string {
  return new TextDecoder().decode(received.at(-1)!.body);
}

Deno.test({
  name:
    "values of the environment and of credential files never reach the provider, in no form, and come back",
  ignore: !await has("curl"),
  fn: () =>
    inTempDir(async (dir) => {
      const { planted, around } = await plant(dir);
      const stub = await startStubProvider();
      const running = await startWaterwall(stub, around);
      try {
        for (const { source, value } of planted) {
          const forms = Object.values(formsOf(value));
          const answer = await say(running, `See: ${forms.join(" and ")} ok`);
          deepEqual(stub.tracesOf(value), [], source);
          const body = lastBody(stub);
          equal(body.split("<pl:").length - 1, forms.length, source);
          for (const form of forms) {
            ok(!body.includes(form), `${source}: ${form}`);
            ok(answer.includes(form), `${source}: ${form} came back`);
          }
        }
        await showsSources(running, planted);
      } finally {
        equal(await running.stop(), 0);
        await stub.close();
      }
    }),
});

/** `waterwall known` tells of each place how many values it gave, and none of them. */
async function showsSources(
  { home }: RunningWaterwall,
  planted: readonly Planted[],
) {
  const { stdout } = await waterwall(["known", "--json", "--home", home]);
  const { places } = JSON.parse(stdout);
  for (const { source, value } of planted) {
    const used = places
      .filter((place: { source: string }) => place.source === source)
      .map(({ used }: { used: number }) => used);
    ok(used.some((count: number) => count >= 1), `${source}: ${used}`);
    ok(!stdout.includes(value), source);
  }
  const table = await waterwall(["known", "--home", home]);
  match(table.stdout, /netrc.*person\/\.netrc +1/);
}
