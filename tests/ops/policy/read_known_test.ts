import { deepEqual, equal, ok } from "node:assert/strict";
import {
  namedValues,
  secretsAmong,
} from "../../../ops/policy/known_formats.ts";
import {
  readKnown,
  type Surroundings,
} from "../../../ops/policy/read_known.ts";

const SECRET = "q7X-" + "9vLm2Kp4Zt";
const OTHER = "w3R-" + "5nBc8Ys6Jd";

function machine(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Surroundings {
  return {
    env: () => ({ HOME: "/home/me", ...env }),
    folder: "/work",
    read: (path) => Promise.resolve(files[path] ?? null),
    list: (folder) =>
      Promise.resolve(
        Object.keys(files).filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1)),
      ),
    run: (words) =>
      Promise.resolve(
        words.join("|") === "op|read|op://a/b c" ? `${SECRET}\n` : null,
      ),
  };
}
const valuesOf = async (
  sources: Parameters<typeof readKnown>[0],
  around: Surroundings,
) => (await readKnown(sources, around)).values.map(({ value }) => value);

Deno.test("variables whose name speaks of a secret are known, and no others", async () => {
  const env = {
    DB_PASSWORD: SECRET,
    EDITOR: "vim-9.1-build7",
    DATABASE_URL: `postgres://me:${OTHER}@db/x`,
    SECRET_KEY_FILE: "/run/secrets/key-file-7",
  };
  deepEqual(await valuesOf({ environment: true }, machine({}, env)), [
    SECRET,
    OTHER,
  ]);
  deepEqual(await valuesOf({ environment: ["EDITOR"] }, machine({}, env)), [
    "vim-9.1-build7",
  ]);
  deepEqual(await valuesOf({ environment: false }, machine({}, env)), []);
});

for (
  const [source, path, text] of [
    [
      "dotenv",
      "/work/.env.local",
      `# x\nexport API_TOKEN="${SECRET}" # y\nPORT=8080\n`,
    ],
    [
      "aws",
      "/home/me/.aws/credentials",
      `[default]\naws_access_key_id = A\naws_secret_access_key = ${SECRET}\n`,
    ],
    ["npm", "/home/me/.npmrc", `//registry.npmjs.org/:_authToken=${SECRET}\n`],
    ["netrc", "/home/me/.netrc", `machine a login b password ${SECRET}\n`],
    [
      "docker",
      "/home/me/.docker/config.json",
      JSON.stringify({ auths: { a: { auth: btoa(`me:${SECRET}`) } } }),
    ],
    [
      "kube",
      "/home/me/.kube/config",
      `users:\n- name: me\n  user:\n    token: ${SECRET}\n`,
    ],
    [
      "gh",
      "/home/me/.config/gh/hosts.yml",
      `github.com:\n    oauth_token: ${SECRET}\n`,
    ],
    [
      "gcloud",
      "/home/me/.config/gcloud/application_default_credentials.json",
      JSON.stringify({ client_secret: SECRET, type: "authorized_user" }),
    ],
  ] as const
) {
  Deno.test(`the secrets that ${source} keeps are known`, async () => {
    const around = machine({ [path]: text });
    ok((await valuesOf({ [source]: true }, around)).includes(SECRET));
    deepEqual(await valuesOf({ [source]: false }, around), []);
    const { places, files } = await readKnown({ [source]: true }, around);
    deepEqual(places.map(({ place }) => place), [path]);
    deepEqual(files, [path]);
  });
}

Deno.test("a listed file or command holds values, named or bare", async () => {
  const around = machine({ "/work/a": `# note\n${SECRET}\nNAME=${OTHER}\n` });
  deepEqual(await valuesOf({ files: ["a"] }, around), [SECRET, OTHER]);
  deepEqual(
    await valuesOf({ commands: ['op read "op://a/b c"'] }, around),
    [SECRET],
  );
});

Deno.test("what is short or common is skipped, and said so; what fails is said too", async () => {
  const { places, values } = await readKnown(
    { dotenv: true, files: ["none"], commands: ["false"] },
    machine({
      "/work/.env":
        `A_TOKEN=abc\nB_PASSWORD=localhost\nC_KEY=\nD_SECRET=${SECRET}`,
    }),
  );
  equal(values.length, 1);
  deepEqual(
    places.map((
      { used, skipped, isRead },
    ) => [used, skipped.short, skipped.common, isRead]),
    [
      [1, 1, 1, true],
      [0, 0, 0, false],
      [0, 0, 0, false],
    ],
  );
  equal(JSON.stringify(places).includes(SECRET), false);
});

Deno.test("a template of an environment is not read", async () => {
  deepEqual(
    await valuesOf(
      { dotenv: true },
      machine({ "/work/.env.example": `A_TOKEN=${SECRET}` }),
    ),
    [],
  );
});

Deno.test("a broken file gives what can be read of it", () => {
  deepEqual(namedValues("{", "json"), []);
  deepEqual(namedValues("= = =\nA", "lines"), []);
  deepEqual(
    secretsAmong(namedValues('{"auth":"%%%","token":"t"}', "json")).length,
    1,
  );
});
