import { sample } from "../../proxy/detect/sample.ts";
import type { Random } from "../../proxy/detect/rule.ts";

/** A kind of text that looks like it had a secret, and has none. */
export interface Harmless {
  readonly id: string;
  readonly write: (random: Random) => string;
}

const UUID =
  "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const draw = (id: string, template: string): Harmless => ({
  id,
  write: (random) =>
    template.replaceAll(
      /⟨([^⟩]+)⟩/g,
      (_, shape) => sample(shape.replace("UUID", UUID), random),
    ),
});
const PLACEHOLDERS = [
  "your_api_key_here",
  "YOUR_API_KEY",
  "<your-token>",
  "changeme",
  "xxxxxxxxxxxxxxxx",
  "XXXXXXXX-XXXX-XXXX",
  "${API_KEY}",
  "$API_KEY",
  "{{ api_key }}",
  "%API_KEY%",
  "...",
  "********",
  "REPLACE_ME",
  "placeholder",
  "example",
  "insert-key-here",
  "TODO",
  "my-secret-key",
  "test",
  "dummy-token",
  "fake_key_for_tests",
  "sk-...",
  "none",
  "null",
  "undefined",
  "password",
  "secret",
  "[REDACTED]",
  "<redacted>",
  "n/a",
  "enter your password",
  "********************",
  "0000000000000000",
  "1234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789abcdef0123456789abcdef",
  "ENC[AES256_GCM,data:x8Jk2==,iv:a9s=,tag:b=,type:str]",
  "vault:secret/data/app#key",
  "op://vault/item/field",
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf",
  "ref+vault://secret/app#/key",
  "!vault |",
  "<pl:API_KEY:0123456789abcdef>",
  "@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/s)",
  "file:///run/secrets/key",
  "/run/secrets/api_key",
  "secrets/api_key.txt",
  "projects/p/secrets/s/versions/latest",
  "env:API_KEY",
  "process.env.API_KEY",
  "os.environ['API_KEY']",
  "getenv('API_KEY')",
  "config.apiKey",
  "self.api_key",
  "args.token",
  "ssm:/app/key",
];
const HOLDERS: readonly ((value: string) => string)[] = [
  (v) => `API_KEY=${v}\n`,
  (v) => `api_key: ${v}\n`,
  (v) => `"api_key": "${v}",\n`,
  (v) => `const apiKey = "${v}";\n`,
  (v) => `password = ${v}\n`,
  (v) => `--token ${v}\n`,
  (v) => `Authorization: Bearer ${v}\n`,
  (v) => `postgres://user:${v}@localhost:5432/db\n`,
  (v) => `<password>${v}</password>\n`,
  (v) => `export SECRET_KEY="${v}"\n`,
  (v) => `The token is ${v}.\n`,
  (v) => `curl -u admin:${v} https://x.test\n`,
  (v) => `OPENAI_API_KEY=${v}\n`,
];

/** Texts in which nothing may be found. */
export const HARMLESS: readonly Harmless[] = [
  ...PLACEHOLDERS.flatMap((value, i) =>
    HOLDERS.map((hold, j) => ({
      id: `placeholder-${i}-${j}`,
      write: () => hold(value),
    }))
  ),
  draw(
    "git-log",
    "commit ⟨[0-9a-f]{40}⟩\nAuthor: Bob <bob@example.com>\nDate:   Tue Mar 4 10:00:00 2025\n\n    Fix token refresh\n",
  ),
  draw(
    "git-diff",
    "diff --git a/auth.ts b/auth.ts\nindex ⟨[0-9a-f]{10}⟩..⟨[0-9a-f]{10}⟩ 100644\n--- a/auth.ts\n",
  ),
  draw(
    "git-short",
    "⟨[0-9a-f]{7}⟩ Rotate the api key\n⟨[0-9a-f]{7}⟩ Add password reset\n",
  ),
  draw(
    "npm-lock",
    '"node_modules/jsonwebtoken": {\n  "version": "9.0.2",\n  "resolved": "https://registry.npmjs.org/jsonwebtoken/-/jsonwebtoken-9.0.2.tgz",\n  "integrity": "sha512-⟨[A-Za-z0-9+/]{86}⟩=="\n}',
  ),
  draw(
    "yarn-lock",
    'js-tokens@^4.0.0:\n  version "4.0.0"\n  resolved "https://registry.yarnpkg.com/js-tokens/-/js-tokens-4.0.0.tgz#⟨[0-9a-f]{40}⟩"\n  integrity sha512-⟨[A-Za-z0-9+/]{86}⟩==\n',
  ),
  draw(
    "yarn-berry",
    '"@aws-sdk/token-providers@npm:3.614.0":\n  version: 3.614.0\n  checksum: 10c0/⟨[0-9a-f]{128}⟩\n  languageName: node\n',
  ),
  draw(
    "pnpm-lock",
    "  /js-tokens@4.0.0:\n    resolution: {integrity: sha512-⟨[A-Za-z0-9+/]{86}⟩==}\n",
  ),
  draw(
    "deno-lock",
    '"npm:secret-stack@1": { "integrity": "sha512-⟨[A-Za-z0-9+/]{86}⟩==" }',
  ),
  draw(
    "go-sum",
    "github.com/golang-jwt/jwt/v5 v5.2.1 h1:⟨[A-Za-z0-9+/]{43}⟩=\ngithub.com/golang-jwt/jwt/v5 v5.2.1/go.mod h1:⟨[A-Za-z0-9+/]{43}⟩=\n",
  ),
  draw(
    "cargo-lock",
    '[[package]]\nname = "secrecy"\nversion = "0.8.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "⟨[0-9a-f]{64}⟩"\n',
  ),
  draw(
    "poetry-lock",
    '[[package]]\nname = "python-dotenv"\nfiles = [\n    {file = "python_dotenv-1.0.1.tar.gz", hash = "sha256:⟨[0-9a-f]{64}⟩"},\n]\n',
  ),
  draw(
    "pip-hashes",
    "keyring==25.2.1 \\\n    --hash=sha256:⟨[0-9a-f]{64}⟩ \\\n    --hash=sha256:⟨[0-9a-f]{64}⟩\n",
  ),
  draw(
    "composer-lock",
    '{"name": "lcobucci/jwt", "dist": {"type": "zip", "url": "https://api.github.com/repos/lcobucci/jwt/zipball/⟨[0-9a-f]{40}⟩", "reference": "⟨[0-9a-f]{40}⟩", "shasum": ""}}, "content-hash": "⟨[0-9a-f]{32}⟩"',
  ),
  draw(
    "gemfile-lock",
    "  remote: https://rubygems.org/\n  revision: ⟨[0-9a-f]{40}⟩\n  specs:\n    omniauth-oauth2 (1.8.0)\nCHECKSUMS\n  jwt (2.8.1) sha256=⟨[0-9a-f]{64}⟩\n",
  ),
  draw(
    "flake-lock",
    '"locked": {"lastModified": 1710000000, "narHash": "sha256-⟨[A-Za-z0-9+/]{43}⟩=", "owner": "NixOS", "rev": "⟨[0-9a-f]{40}⟩", "type": "github"}',
  ),
  draw(
    "nix-hash",
    '  src = fetchFromGitHub {\n    owner = "x";\n    repo = "token";\n    rev = "v1.2";\n    hash = "sha256-⟨[A-Za-z0-9+/]{43}⟩=";\n  };\n',
  ),
  draw(
    "podfile-lock",
    "SPEC CHECKSUMS:\n  AppAuth: ⟨[0-9a-f]{40}⟩\n  GTMSessionFetcher: ⟨[0-9a-f]{40}⟩\nPODFILE CHECKSUM: ⟨[0-9a-f]{40}⟩\n",
  ),
  draw(
    "package-resolved",
    '{"identity": "keychain-swift", "state": {"revision": "⟨[0-9a-f]{40}⟩", "version": "24.0.0"}}',
  ),
  draw(
    "terraform-lock",
    'provider "registry.terraform.io/hashicorp/vault" {\n  version = "4.2.0"\n  hashes = [\n    "h1:⟨[A-Za-z0-9+/]{43}⟩=",\n    "zh:⟨[0-9a-f]{64}⟩",\n  ]\n}\n',
  ),
  draw("docker-digest", "FROM node:22@sha256:⟨[0-9a-f]{64}⟩\nCOPY . .\n"),
  draw(
    "docker-ps",
    'CONTAINER ID   IMAGE        COMMAND\n⟨[0-9a-f]{12}⟩   vault:1.16   "docker-entrypoint"\n',
  ),
  draw(
    "docker-inspect",
    '[{"Id": "sha256:⟨[0-9a-f]{64}⟩", "RepoTags": ["app/auth:latest"], "Parent": ""}]',
  ),
  draw(
    "sri",
    '<script src="https://cdn.test/jquery.min.js" integrity="sha384-⟨[A-Za-z0-9+/]{64}⟩" crossorigin="anonymous"></script>',
  ),
  draw(
    "sha256sums",
    "⟨[0-9a-f]{64}⟩  app-linux-amd64.tar.gz\n⟨[0-9a-f]{64}⟩  app-darwin-arm64.tar.gz\n",
  ),
  draw(
    "md5",
    "MD5 (file.iso) = ⟨[0-9a-f]{32}⟩\nSHA1 (file.iso) = ⟨[0-9a-f]{40}⟩\n",
  ),
  draw(
    "etag",
    'HTTP/1.1 200 OK\r\nETag: "⟨[0-9a-f]{32}⟩"\r\nX-Request-Id: ⟨UUID⟩\r\nX-Amz-Request-Id: ⟨[A-Z0-9]{16}⟩\r\nX-Amz-Id-2: ⟨[A-Za-z0-9+/]{75}⟩=\r\nCache-Control: private\r\n',
  ),
  draw(
    "cloudfront",
    "X-Cache: Hit from cloudfront\r\nX-Amz-Cf-Id: ⟨[A-Za-z0-9_-]{54}⟩==\r\nX-Amz-Cf-Pop: FRA60-P2\r\n",
  ),
  draw(
    "log-trace",
    '{"level":"info","trace_id":"⟨[0-9a-f]{32}⟩","span_id":"⟨[0-9a-f]{16}⟩","msg":"token refreshed","user_id":"⟨UUID⟩"}\n',
  ),
  draw(
    "log-text",
    "2025-03-01 10:00:00,123 INFO auth.session - session ⟨UUID⟩ opened for user 1234, token expires in 3600s\n",
  ),
  draw(
    "log-access",
    '10.0.0.1 - - [01/Mar/2025:10:00:00 +0000] "GET /static/js/main.⟨[0-9a-f]{8}⟩.chunk.js HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"\n',
  ),
  draw(
    "k8s-metadata",
    'metadata:\n  name: auth-secret\n  uid: ⟨UUID⟩\n  resourceVersion: "123456"\n  annotations:\n    checksum/config: ⟨[0-9a-f]{64}⟩\n',
  ),
  draw(
    "k8s-pods",
    "NAME                          READY   STATUS\ntoken-service-⟨[0-9a-f]{10}⟩-⟨[a-z0-9]{5}⟩   1/1     Running\n",
  ),
  draw(
    "k8s-secret-ref",
    "env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password\n",
  ),
  draw(
    "sealed-secret",
    "kind: SealedSecret\nspec:\n  encryptedData:\n    password: Ag⟨[A-Za-z0-9+/]{200}⟩==\n",
  ),
  draw(
    "sops",
    "db_password: ENC[AES256_GCM,data:⟨[A-Za-z0-9+/]{20}⟩==,iv:⟨[A-Za-z0-9+/]{43}⟩=,tag:⟨[A-Za-z0-9+/]{22}⟩==,type:str]\nsops:\n    mac: ENC[AES256_GCM,data:⟨[A-Za-z0-9+/]{100}⟩=,iv:⟨[A-Za-z0-9+/]{43}⟩=,tag:⟨[A-Za-z0-9+/]{22}⟩==,type:str]\n",
  ),
  draw(
    "age-file",
    "-----BEGIN AGE ENCRYPTED FILE-----\n⟨[A-Za-z0-9+/]{64}⟩\n⟨[A-Za-z0-9+/]{64}⟩\n-----END AGE ENCRYPTED FILE-----\n",
  ),
  draw(
    "ansible-vault",
    "db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ⟨[0-9]{80}⟩\n  ⟨[0-9]{80}⟩\n",
  ),
  draw(
    "pgp-message",
    "-----BEGIN PGP MESSAGE-----\n\n⟨[A-Za-z0-9+/]{64}⟩\n⟨[A-Za-z0-9+/]{64}⟩\n=⟨[A-Za-z0-9]{4}⟩\n-----END PGP MESSAGE-----\n",
  ),
  draw(
    "certificate",
    "-----BEGIN CERTIFICATE-----\nMIID⟨[A-Za-z0-9+/]{60}⟩\n⟨[A-Za-z0-9+/]{64}⟩\n⟨[A-Za-z0-9+/]{64}⟩\n⟨[A-Za-z0-9+/]{40}⟩==\n-----END CERTIFICATE-----\n",
  ),
  draw(
    "certificate-json",
    '{"cert":"-----BEGIN CERTIFICATE-----\\nMIID⟨[A-Za-z0-9+/]{60}⟩\\n⟨[A-Za-z0-9+/]{64}⟩\\n-----END CERTIFICATE-----\\n"}',
  ),
  draw(
    "public-key",
    "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA⟨[A-Za-z0-9+/]{20}⟩\n⟨[A-Za-z0-9+/]{64}⟩\n-----END PUBLIC KEY-----\n",
  ),
  draw(
    "ssh-public",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ⟨[A-Za-z0-9+/]{338}⟩ bob@host\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI⟨[A-Za-z0-9+/]{43}⟩ bob@host\n",
  ),
  draw(
    "known-hosts",
    "|1|⟨[A-Za-z0-9+/]{27}⟩=|⟨[A-Za-z0-9+/]{27}⟩= ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB⟨[A-Za-z0-9+/]{86}⟩=\n",
  ),
  draw(
    "ssh-fingerprint",
    "The RSA key fingerprint is SHA256:⟨[A-Za-z0-9+/]{43}⟩.\n256 SHA256:⟨[A-Za-z0-9+/]{43}⟩ bob@host (ED25519)\n",
  ),
  draw(
    "gpg-list",
    "pub   rsa4096 2020-01-01 [SC]\n      ⟨[0-9A-F]{40}⟩\nuid           [ultimate] Bob <bob@example.com>\nsub   rsa4096/0x⟨[0-9A-F]{16}⟩ 2020-01-01 [E]\n",
  ),
  draw(
    "jwks",
    '{"keys":[{"kty":"RSA","use":"sig","kid":"⟨[A-Za-z0-9_-]{22}⟩","alg":"RS256","n":"⟨[A-Za-z0-9_-]{342}⟩","e":"AQAB"}]}',
  ),
  draw(
    "png-data-uri",
    '<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA⟨[A-Za-z0-9+/]{600}⟩AElFTkSuQmCC" alt="key">',
  ),
  draw(
    "font-data-uri",
    "@font-face{font-family:Icon;src:url(data:font/woff2;base64,d09GMgABAAAA⟨[A-Za-z0-9+/]{800}⟩) format('woff2')}",
  ),
  draw(
    "image-json",
    '{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo⟨[A-Za-z0-9+/]{900}⟩="}}',
  ),
  draw(
    "mime-image",
    "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo⟨[A-Za-z0-9+/]{65}⟩\n⟨[A-Za-z0-9+/]{76}⟩\n⟨[A-Za-z0-9+/]{76}⟩\n⟨[A-Za-z0-9+/]{76}⟩\n",
  ),
  draw(
    "source-map",
    '{"version":3,"sources":["a.ts"],"names":["token","password"],"mappings":"AAAA,⟨[A-Za-z]{4},[A-Za-z]{5};[A-Za-z]{4},[A-Za-z]{4},[A-Za-z]{5},[A-Za-z]{4};[A-Za-z]{5}⟩"}',
  ),
  draw(
    "css-modules",
    '<div class="passwordInput_⟨[A-Za-z0-9]{5}⟩ Button-module__primary--⟨[A-Za-z0-9]{5}⟩ css-⟨[a-z0-9]{6}⟩">',
  ),
  draw(
    "webpack",
    '__webpack_require__.u=e=>({"111":"auth","222":"token"}[e]||e)+"."+{"111":"⟨[0-9a-f]{20}⟩","222":"⟨[0-9a-f]{20}⟩"}[e]+".js"',
  ),
  draw("uuid-ids", '{"id":"⟨UUID⟩","accountId":"⟨UUID⟩","parent_id":"⟨UUID⟩"}'),
  draw(
    "uuid-key",
    '{"key":"⟨UUID⟩","cacheKey":"⟨[0-9a-f]{32}⟩","partitionKey":"⟨UUID⟩"}',
  ),
  draw(
    "object-ids",
    '{"_id":{"$oid":"⟨[0-9a-f]{24}⟩"},"ownerId":"⟨[0-9a-f]{24}⟩","ref":"01⟨[0-9A-HJKMNP-TV-Z]{24}⟩"}',
  ),
  draw(
    "idempotency",
    "Idempotency-Key: ⟨UUID⟩\nX-Correlation-Id: ⟨UUID⟩\nTraceparent: 00-⟨[0-9a-f]{32}⟩-⟨[0-9a-f]{16}⟩-01\n",
  ),
  draw(
    "page-token",
    '{"items":[],"nextPageToken":"⟨[A-Za-z0-9_-]{40}⟩"}'.replace(
      "⟨[A-Za-z0-9_-]{40}⟩",
      "CAEQAA",
    ),
  ),
  draw(
    "public-key-token",
    '<assemblyIdentity name="System" publicKeyToken="⟨[0-9a-f]{16}⟩" culture="neutral"/>',
  ),
  draw(
    "arn",
    "arn:aws:iam::⟨[0-9]{12}⟩:role/token-reader arn:aws:kms:eu-west-1:⟨[0-9]{12}⟩:key/⟨UUID⟩\n",
  ),
  draw(
    "azure-ids",
    "subscription: ⟨UUID⟩\ntenantId: ⟨UUID⟩\n/subscriptions/⟨UUID⟩/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv\n",
  ),
  draw(
    "aws-example",
    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
  ),
  draw(
    "analytics",
    "gtag('config', 'G-⟨[A-Z0-9]{10}⟩'); ga('create', 'UA-⟨[0-9]{8}⟩-1'); GTM-⟨[A-Z0-9]{7}⟩",
  ),
  draw(
    "crypto-addresses",
    "ETH 0x⟨[0-9a-fA-F]{40}⟩ tx 0x⟨[0-9a-f]{64}⟩ BTC bc1q⟨[ac-hj-np-z02-9]{38}⟩\n",
  ),
  draw("ipfs", "ipfs://Qm⟨[1-9A-HJ-NP-Za-km-z]{44}⟩ bafybei⟨[a-z2-7]{52}⟩\n"),
  draw(
    "form",
    '<label for="password">Password</label><input type="password" id="password" name="password" autocomplete="current-password" placeholder="Enter your password" required>',
  ),
  draw(
    "i18n",
    '{"password":"Passwort","passwordPlaceholder":"Geben Sie Ihr Passwort ein","forgotPassword":"Passwort vergessen?","apiKey":"API-Schlüssel","token":"Zugriffstoken"}',
  ),
  draw(
    "validation",
    "password: z.string().min(8).regex(/[A-Z]/), apiKey: z.string().optional(), token: Joi.string().required()",
  ),
  draw(
    "schema",
    "CREATE TABLE users (\n  id uuid PRIMARY KEY,\n  password VARCHAR(255) NOT NULL,\n  api_key CHAR(64),\n  token TEXT\n);\n",
  ),
  draw(
    "orm",
    '@Column({ name: "password_hash", length: 60 }) passwordHash: string;\n@Column() resetToken?: string | null;\n',
  ),
  draw(
    "types",
    "interface Config { apiKey: string; token?: string; password: string | undefined; secretKey: Buffer }\n",
  ),
  draw(
    "reads",
    "const token = req.headers.authorization?.split(' ')[1];\nconst key = await kms.getKey(id);\npassword = hash_password(request.form['password'])\n",
  ),
  draw(
    "tests",
    'it("rejects a wrong password", async () => { expect(await login("bob", "wrong-password")).toBe(false); });\n',
  ),
  draw(
    "argparse",
    'parser.add_argument("--token", help="API token (default: $TOKEN)")\nparser.add_argument("--password", required=True)\n',
  ),
  draw(
    "tokenizer",
    '{"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "[UNK]", "tokenizer_class": "LlamaTokenizerFast"}',
  ),
  draw(
    "usage",
    '{"usage":{"prompt_tokens":1021,"completion_tokens":332,"total_tokens":1353},"max_tokens":4096,"stop_token":"<|endoftext|>"}',
  ),
  draw(
    "workflow",
    "      - uses: actions/checkout@⟨[0-9a-f]{40}⟩ # v4\n        with:\n          token: ${{ secrets.GITHUB_TOKEN }}\n          persist-credentials: false\n",
  ),
  draw(
    "terraform-refs",
    'password = var.db_password\ntoken    = data.vault_generic_secret.app.data["token"]\nsecret   = random_password.db.result\nkey      = file("~/.ssh/id_rsa.pub")\n',
  ),
  draw(
    "openapi",
    "securitySchemes:\n  ApiKeyAuth:\n    type: apiKey\n    in: header\n    name: X-API-Key\n  BearerAuth:\n    type: http\n    scheme: bearer\n    bearerFormat: JWT\n",
  ),
  draw(
    "curl-docs",
    'curl -H "Authorization: Bearer $TOKEN" -H "X-Api-Key: <API_KEY>" https://api.example.com/v1\n',
  ),
  draw(
    "basic-url-docs",
    "https://user:password@example.com/ and https://username:password@host and postgres://postgres:postgres@localhost/db and redis://:password@redis:6379\n",
  ),
  draw(
    "jwt-truncated",
    "Authorization: Bearer eyJhbGciOi...\nCookie: session=...; token=xxx\n",
  ),
  draw(
    "regexes",
    "const PATTERN = /sk-ant-[a-z0-9]{2}-[A-Za-z0-9_-]{93}AA/; const GH = /gh[pousr]_[A-Za-z0-9]{36}/;\n",
  ),
  draw(
    "prose",
    "Set the password in the settings page. The token is stored in the keychain, and the secret key is rotated every 90 days. A key is unique per user.\n",
  ),
  draw(
    "algorithms",
    'cipher = "aes-256-gcm"; kdf = "pbkdf2-hmac-sha256"; key_algorithm: ECDSA_P256_SHA256; signature: "rsa-pss-sha512"; password_hash: "argon2id"\n',
  ),
  draw(
    "keymap",
    '{"key": "ctrl+shift+p", "command": "workbench.action.showCommands"}, {"key": "cmd+k cmd+s"}\n',
  ),
  draw(
    "hex-dump",
    "00000000: 4d5a 9000 0300 0000 0400 0000 ffff 0000  MZ..............\n00000010: b800 0000 0000 0000 4000 0000 0000 0000  ........@.......\n",
  ),
  draw(
    "mime-boundary",
    "Content-Type: multipart/form-data; boundary=----WebKitFormBoundary⟨[A-Za-z0-9]{16}⟩\n",
  ),
  draw(
    "android-ids",
    'R.string.password_hint = 0x7f0f0⟨[0-9a-f]{3}⟩; android:id="@+id/passwordEditText"\n',
  ),
  draw(
    "xcode",
    "⟨[0-9A-F]{24}⟩ /* TokenStore.swift in Sources */ = {isa = PBXBuildFile; fileRef = ⟨[0-9A-F]{24}⟩ /* TokenStore.swift */; };\n",
  ),
  draw(
    "guid",
    '[Guid("⟨UUID⟩")]\n{⟨[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}⟩} = KeyVault.csproj\n',
  ),
  draw(
    "minified",
    'function t(e){var n=e.key,r=e.token;return"Enter"===n?(r=a(r,"password"),o.auth=r):i.secret=null}var k={token:"t",key:"k"};\n',
  ),
  draw(
    "svg",
    '<path d="M12.5 3.2c-1.1 0-2 .9-2 2v⟨[0-9]{1,2}\\.[0-9]{1,2}⟩l-3.1 4.2H2.5z" key="a"/>',
  ),
  draw(
    "numbers",
    "key = 1234567890123456789\ntoken_count = 1048576\nphone: +49 151 23456789\npin code 10115\n",
  ),
  draw(
    "versions",
    "openssl 3.0.13-1~deb12u1\nlibsecret-1-0 0.20.5-3\ngnome-keyring 42.1-1+b2 amd64\n",
  ),
  // What the second collection of places could be taken for
  draw(
    "forms-in-other-languages",
    '{"password": "Contraseña", "hint": "La contraseña es obligatoria", "fr": "Le mot de passe est incorrect", "de": "Das Passwort ist abgelaufen", "pl": "Hasło: wymagane", "ru": "Пароль: обязательный", "zh": "密码：必填"}\n',
  ),
  draw(
    "compose-secrets",
    "    secrets:\n      - db_password2\n      - api_token_v2\nsecrets:\n  db_password2:\n    file: ./db.txt\n",
  ),
  draw(
    "websocket-handshake",
    "Sec-WebSocket-Key: ⟨[A-Za-z0-9+/]{22}⟩==\nSec-WebSocket-Accept: ⟨[A-Za-z0-9+/]{27}⟩=\n",
  ),
  draw(
    "rows-of-one-kind",
    "syn keyword\tservice\tkpasswd\nsyn keyword\tservice\tkrb524\nsyn keyword\tservice\tpop3pw\n",
  ),
  draw(
    "answers-with-codes",
    "GET /cb?error=access_denied&code=404&state=x\nprocess exited with code=137&signal=9\n",
  ),
  draw(
    "wallets-in-a-log",
    "wallet 0x⟨[0-9a-f]{40}⟩ sent tx 0x⟨[0-9a-f]{64}⟩ in block 0x⟨[0-9a-f]{64}⟩\n",
  ),
  draw(
    "sentences-about-logins",
    "Login with GitHub / GitLab or SAML. Sign in with Google / Apple. LOGIN required; AUTH PLAIN is off.\n",
  ),
  draw(
    "network-settings",
    "username admin privilege 15\nenable\nno ip http server\npassword encryption aes\nradius-server key encrypted\nneighbor 10.0.0.1 remote-as 65001\n",
  ),
  draw(
    "dotted-table",
    "password ........ required\ntoken ........... optional\npassword    string\npasswd      VARCHAR(255)\n",
  ),
  draw(
    "tests-that-type",
    "await page.fill('#password', password); cy.get('[name=password]').type(user.password); el.find('password').send_keys(pw)\n",
  ),
  draw(
    "commands-without-a-value",
    'useradd -m bob && passwd bob\ngpg --passphrase-fd 0 -d x\ngh secret set TOKEN < token.txt\ngh secret set TOKEN --body "$TOKEN"\nrabbitmqctl list_users\nlftp -u bob sftp://h\n',
  ),
  draw(
    "copy-of-a-dump",
    "COPY users (id, password_hash, created) FROM stdin;\n1\t$2b$10$⟨[A-Za-z0-9./]{53}⟩\t2026-01-01\n\\.\n",
  ),
  draw(
    "hooks-of-a-forge",
    "https://git.acme.test/acme/web/hooks/pre-commit-and-others-too\n.git/hooks/applypatch-msg.sample\n",
  ),
  draw(
    "columns-with-semicolons",
    "name;token;port\nweb;yes;80\ndb;no;5432\n",
  ),
  draw(
    "numbered-view-of-code",
    "    11→const token = next();\n    12→  password: string;\n    13→TOKEN_LIMIT=4096\n",
  ),
  draw(
    "a-cache-key",
    "- uses: actions/cache@v4\n  with:\n    key: ⟨[0-9a-f]{64}⟩\n    path: ~/.npm\n",
  ),
];
