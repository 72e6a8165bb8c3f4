import { deepEqual, equal, match } from "node:assert/strict";
import { readAwsSigner } from "../../ops/aws_credentials.ts";
import { parseConfig } from "../../ops/config.ts";

const CREDENTIALS = `
[default]
aws_access_key_id = ONE
aws_secret_access_key = one

[work]  # of the office
AWS_ACCESS_KEY_ID=TWO
aws_secret_access_key = two
aws_session_token = session
`;
const CONFIG = `
[profile other]
region = us-east-1
aws_access_key_id = THREE
aws_secret_access_key = three
[profile half]
aws_access_key_id = FOUR
`;

const files: Record<string, string> = {
  "/home/w/.aws/credentials": CREDENTIALS,
  "/home/w/.aws/config": CONFIG,
  "/elsewhere": "[default]\naws_access_key_id=E\naws_secret_access_key=e\r\n",
};

const read = (setting: string, env: Record<string, string> = {}) =>
  readAwsSigner(setting, {
    env: (name) => ({ HOME: "/home/w", ...env })[name],
    read: (path) => Promise.resolve(files[path] ?? null),
  });

const keys = (
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken: string | null = null,
) => ({ accessKeyId, secretAccessKey, sessionToken });

Deno.test("keys come from the profile that is named, and from no other", async () => {
  for (
    const [profile, expected] of [
      ["default", keys("ONE", "one")],
      ["work", keys("TWO", "two", "session")],
      ["other", keys("THREE", "three")],
    ] as const
  ) {
    const { credentials, warning, files } = await read(`profile:${profile}`);
    deepEqual(credentials, expected);
    equal(warning, null);
    deepEqual(files, ["/home/w/.aws/credentials", "/home/w/.aws/config"]);
  }
});

Deno.test("a profile without both keys is none, and a warning says so without a value", async () => {
  for (const profile of ["half", "nobody"]) {
    const { credentials, warning } = await read(`profile:${profile}`);
    equal(credentials, null);
    match(warning!, new RegExp(`profile:${profile}`));
    equal(/FOUR/.test(warning!), false);
  }
});

Deno.test("the files may be elsewhere", async () => {
  const env = { AWS_SHARED_CREDENTIALS_FILE: "/elsewhere" };
  const { credentials } = await read("profile:default", env);
  deepEqual(credentials, keys("E", "e"));
});

Deno.test("keys come from the environment only when it is asked for", async () => {
  const env = {
    AWS_ACCESS_KEY_ID: "A",
    AWS_SECRET_ACCESS_KEY: "a",
    AWS_SESSION_TOKEN: "s",
  };
  deepEqual((await read("environment", env)).credentials, keys("A", "a", "s"));
  deepEqual((await read("none", env)).credentials, null);
  equal((await read("none", env)).warning, null);
  match((await read("environment")).warning!, /environment/);
});

const setting = (text: string) =>
  parseConfig(text, {
    file: "config.toml",
    defaultHosts: [],
    providers: ["generic"],
  }).aws_credentials;

Deno.test("the setting may be written as a table", () => {
  equal(setting(""), "none");
  equal(setting('aws_credentials = "environment"'), "environment");
  equal(setting('[aws]\ncredentials = "profile:work"'), "profile:work");
  equal(setting('[aws]\nprofile = "work"'), "profile:work");
});
