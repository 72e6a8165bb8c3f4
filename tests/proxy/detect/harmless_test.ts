import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { HARMLESS } from "../../corpus/harmless.ts";
import { seeded } from "../../corpus/seeded.ts";

const { scan } = createScanner();

/** Harmless kinds that share the first word of their id. */
const families = Map.groupBy(HARMLESS, ({ id }) => id.split("-")[0]!);

for (const [family, kinds] of families) {
  Deno.test(`nothing is found in harmless texts: ${family}`, () => {
    const random = seeded(family.length);
    for (const { id, write } of kinds) {
      for (let i = 0; i < 8; i++) {
        const text = write(random);
        assert.deepEqual(scan(text), [], `${id}: ${text}`);
      }
    }
  });
}

for (
  const text of [
    "password = getpass.getpass()",
    "const token = await refresh(session);",
    "secret: !Ref Secret",
    "api_key: ${API_KEY}",
    'password: "{{ db_password }}"',
    'token = os.environ["TOKEN"]',
    "key = lambda item: item.name",
    "auth = base64.encode(user)",
    "if (password === confirmPassword) {}",
    'type: "password", name: "secret"',
    "let tokens = text.split(' ');",
    "password: string;",
    "function setToken(token: string): void",
    "public static final String TOKEN_KEY = TokenKey.NAME;",
    "session_id: 3f2b8c1e-0000-4000-8000-000000000000 (expired)",
    'headers["X-Api-Key"] = apiKey;',
    "SecretKeyFactory.getInstance(ALGORITHM)",
    "passwd: x",
    "secret sauce is a token of affection",
    "The key to success is persistence2000.",
    "sort_key=created_at&page_token=abc",
    "password_reset_url: https://h.test/reset?step=2",
    '<input type="password" name="pwd" value="">',
    "CSRF_COOKIE_NAME=csrftoken",
    "token: null, secret: undefined, password: true",
    "keyboard.key = KeyCode.Enter",
    "  passwordHash: sha256(password + salt),",
    "aws_secret_access_key = <your key>",
    'publicKey: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp"',
    "https://user@host.test/path:80@x",
    "ssh://git@host.test:22/repo.git",
    "postgres://localhost:5432/db",
    "mailto:bob@example.com",
    "curl -u user https://h.test",
    "mysql -u root -p db < dump.sql",
    "docker run -p 8080:80 -e TOKEN image",
    "Cookie: lang=en; theme=dark; _ga=GA1.2.1234567890.1234567890",
    "Basic usage: see below. Bearer of bad news.",
    '"name":"@aws-sdk/types","dist":{"shasum":"ee97c887293211f1891bc1d8f0aaf354072b6002"',
    "aws secret: expect(sha1hex.parse('aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'))",
    "PASS: addr2line\nPASS: binutils-all/i386/empty",
    '"AWS::AppSync::ApiKey": "3d104ea0be48564b"',
    '"NextToken": "CpHNsscimcV5oH7bSbub03CI2Qms5ypNpNm53MNlR0YcXAkp0xFl"',
    '"LifecycleActionToken": "bcd2f1b8-9a78-44d3-8a7a-4dd07d7cf635"',
    "arn:aws:secretsmanager:us-west-2:123456789012:secret:MyTest-a1b2c3",
    "moto/ca.key,sha256=s7zzVTFtLAJeRkf3VHDRVFf5coQrWZjXUTX-jcyE5I8,1704",
    "from .wrappers import OAuth2Token as OAuth2Token",
    "    token: OAuth2Token",
    "  * Add new upstream signing key 19882D92DDA4C400C22C0D56CC2AF4472167BE03",
    "recaptcha_site_key: 6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI",
    "'secret': 'V1SecretProjection', 'secrets': 'list[V1ObjectReference]'",
    "client_secret=django_util.oauth2_settings.client_secret",
    "self.encrypted_client_cert_password = encrypted_client_cert_password",
    "$ tool my-secret --etag=1234567890",
    "oauth2JwtBearer: Oauth2JwtBearer.",
    "type='GoogleCloudGkemulticloudV1AwsJsonWebKeys' # aws secret",
    'all columns identified by "aOrderBy" are equal',
    "that uses username and password authentication, it",
    "password_hash = $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
  ]
) {
  Deno.test(`nothing is found in ${text}`, () => {
    assert.deepEqual(scan(text + "\n"), []);
  });
}
