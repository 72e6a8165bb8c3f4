import type { AwsCredentials } from "../proxy/mod.ts";

/** What is read besides the setting: a variable, a file (`null` if it is not there). */
export interface AwsSources {
  readonly env: (name: string) => string | undefined;
  readonly read: (path: string) => Promise<string | null>;
}

/** Who signs for AWS, as far as it could be found out. */
export interface AwsSigner {
  readonly credentials: AwsCredentials | null;
  /** Files that it was looked for in: when they change, it is to be read again. */
  readonly files: readonly string[];
  /** Why there are none although some are configured; never a value. */
  readonly warning: string | null;
}

const PROFILE = "profile:";

/**
 * Reads the credentials that `aws_credentials` names.
 *
 * Only keys that stand in a file or variable are taken: no program is run and
 * no role is assumed.
 */
export async function readAwsSigner(
  setting: string,
  { env, read }: AwsSources,
): Promise<AwsSigner> {
  if (setting === "none") {
    return { credentials: null, files: [], warning: null };
  }
  if (setting === "environment") {
    const credentials = complete(
      (name) => env(`AWS_${name.toUpperCase()}`),
    );
    return { credentials, files: [], warning: warningOf(credentials, setting) };
  }
  const files = filesOf(env);
  const texts = await Promise.all(
    files.map((path) => read(path).catch(() => null)),
  );
  const profile = setting.slice(PROFILE.length);
  const found = texts.map((text) => profileIn(text ?? "", profile))
    .map((keys) => complete((name) => keys.get(`aws_${name}`)));
  const credentials = found.find((each) => each !== null) ?? null;
  return { credentials, files, warning: warningOf(credentials, setting) };
}

function filesOf(env: AwsSources["env"]): readonly string[] {
  const home = env("HOME") || env("USERPROFILE") || "";
  return [
    env("AWS_SHARED_CREDENTIALS_FILE") || `${home}/.aws/credentials`,
    env("AWS_CONFIG_FILE") || `${home}/.aws/config`,
  ];
}

/** The keys of one profile, by their names in lower case. */
function profileIn(
  text: string,
  profile: string,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let isIn = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*(?:profile\s+)?([^\]]*?)\s*\]/.exec(line)?.[1];
    if (section !== undefined) isIn = section === profile;
    const [, name, value] = /^\s*([a-z_]+)\s*=\s*(\S+)\s*$/i.exec(line) ?? [];
    if (isIn && name && value) keys.set(name.toLowerCase(), value);
  }
  return keys;
}

function complete(
  key: (name: string) => string | undefined,
): AwsCredentials | null {
  const accessKeyId = key("access_key_id");
  const secretAccessKey = key("secret_access_key");
  if (!accessKeyId || !secretAccessKey) return null;
  const sessionToken = key("session_token") || null;
  return { accessKeyId, secretAccessKey, sessionToken };
}

function warningOf(
  credentials: AwsCredentials | null,
  setting: string,
): string | null {
  return credentials === null
    ? `No AWS keys were found, so signed requests with secrets are refused: aws_credentials is ${
      JSON.stringify(setting)
    }`
    : null;
}
