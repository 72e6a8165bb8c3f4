import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";

const { scan } = createScanner({ rules: [] });

/** Assembled, so that nothing in this file is a credential. */
const PASSWORD = "Tr0ub" + "4dor&3x";
const TOKEN = "q8ZpL2vX" + "9kTn4RbW" + "6yHsE1mD";
const HEX = "9f86d081" + "884c7d65" + "9a2feaa0" + "c55ad015";
const UUID = "1b9d6bcd-bbfd-4b2d-" + "9b5d-ab8dfbbd4bed";

function found(text: string): readonly string[] {
  return scan(text).map(({ start, end }) => text.slice(start, end));
}

/** Texts in which `⟨…⟩` stands for a secret; what stands there must be found. */
const GIVEN: readonly (readonly [what: string, text: string])[] = [
  ["an environment file", `DB_PASSWORD=${PASSWORD}\nPORT=1\n`],
  ["a comment after it", `API_TOKEN=${TOKEN} # old\n`],
  ["blanks around the sign", `secret = ${TOKEN}\n`],
  ["JSON", `{"password":"${PASSWORD}","n":1}`],
  ["JSON in JSON", `"{\\"api_key\\":\\"${TOKEN}\\"}"`],
  ["JSON in JSON in JSON", `"{\\\\\\"api_key\\\\\\":\\\\\\"${TOKEN}\\\\\\"}"`],
  ["YAML", `db:\n  password: ${PASSWORD}\n  port: 1\n`],
  ["a YAML block", `token: |\n  ${TOKEN}\n`],
  ["a YAML anchor", `token: &t ${TOKEN}\n`],
  ["TOML", `[a]\nsecret_key = "${TOKEN}"\n`],
  ["an XML element", `<Secret>${TOKEN}</Secret>`],
  ["an XML attribute", `<c password="${PASSWORD}"/>`],
  ["CDATA", `<password><![CDATA[${PASSWORD}]]></password>`],
  ["an element with a name", `<add key="ApiKey" value="${TOKEN}"/>`],
  ["a property list", `<key>apiKey</key>\n<string>${TOKEN}</string>`],
  ["a call with name and value", `setenv("API_KEY", "${TOKEN}")`],
  ["a setter", `client.setPassword("${PASSWORD}")`],
  ["an option", `run --token ${TOKEN} --fast`],
  ["an option with a sign", `run --api-key=${TOKEN}`],
  ["a Dockerfile", `ENV API_KEY ${TOKEN}\n`],
  ["an argument of a build", `ARG NPM_TOKEN=${TOKEN}\n`],
  [
    "Terraform",
    `variable "token" {\n  type = string\n  default = "${TOKEN}"\n}`,
  ],
  ["netrc", `machine h login u password ${PASSWORD}`],
  ["npmrc", `//r.test/:_authToken=${TOKEN}\n`],
  ["a header", `X-Api-Key: ${TOKEN}\r\n`],
  ["a scheme", `Authorization: Token ${TOKEN}\n`],
  ["a query", `https://h.test/?a=1&access_token=${TOKEN}&b=2`],
  ["a definition", `#define API_KEY "${TOKEN}"\n`],
  ["a typed constant", `const apiKey: string = "${TOKEN}";`],
  ["a Rust constant", `const API_KEY: &str = "${TOKEN}";`],
  ["a wrapped literal", `let k_token = String::from("${TOKEN}");`],
  ["Objective-C", `NSString *apiKey = @"${TOKEN}";`],
  ["a hash of Ruby", `{ :password => "${PASSWORD}" }`],
  ["a fallback", `const token = process.env.TOKEN || "${TOKEN}";`],
  ["a default of an environment", `os.getenv("API_KEY", "${TOKEN}")`],
  [
    "a literal of Java in one of Gradle",
    `buildConfigField "String", "API_KEY", "\\"${TOKEN}\\""`,
  ],
  [
    "what PHP serializes",
    `a:1:{s:8:"password";s:12:"${PASSWORD}";}`,
  ],
  ["an element in an element", `<Password><Value>${PASSWORD}</Value>`],
  [
    "a setting of .NET",
    `<setting name="ApiKey" serializeAs="String"><value>${TOKEN}</value>`,
  ],
  ["the registry", `    DefaultPassword    REG_SZ    ${PASSWORD}\n`],
  ["a server's configuration", `port 6379\nrequirepass ${PASSWORD}\n`],
  ["a short name", `pw: ${PASSWORD}\n`],
  ["brackets of a log", `[auth] api_token=[${TOKEN}] ok`],
  ["an arrow after bold words", `*api secret* → \`${TOKEN}\` (old)`],
  ["a format of a ticket", `Set {{token}} to {noformat}${TOKEN}{noformat}`],
  ["a namespace of Hiera", `app::api_key: '${TOKEN}'`],
  [
    "a block with the default",
    `password: <%= ENV.fetch("PW") { "${PASSWORD}" } %>`,
  ],
  ["a data source name", `dsn = "bob:${PASSWORD}@tcp(db:3306)/app"`],
  ["a cookie that is set", `Set-Cookie: session=${TOKEN}; Path=/\n`],
  ["an option after a name", `config set-credentials bob --token=${TOKEN}`],
  ["a pair of fields", `- name: DB_PASSWORD\n  value: "${PASSWORD}"\n`],
  ["a pair in JSON", `{"key":"API_KEY","value":"${TOKEN}"}`],
  ["a value in braces", `"clientSecret": {"value": "${TOKEN}"}`],
  ["a name with a value on the next line", `const token =\n    "${TOKEN}";`],
  ["a row with a comma", `name,value\napi_key,${TOKEN}\n`],
  ["a column", `user,api_key,age\nbob,${TOKEN},4\n`],
  [
    "a column of a table",
    `| user | password |\n|---|---|\n| bob | ${PASSWORD} |\n`,
  ],
  [
    "an insertion",
    `INSERT INTO u (name, password) VALUES ('bob', '${PASSWORD}');`,
  ],
  ["SQL", `ALTER USER bob PASSWORD '${PASSWORD}';`],
  ["prose", `The password is ${PASSWORD}, keep it.`],
  ["prose with words between", `the api key for staging is ${TOKEN} now`],
  ["prose the other way", `use ${TOKEN} as the api key`],
  ["prose and a line break", `Here is the token you asked for:\n\n${TOKEN}\n`],
  ["prose with a change", `I changed the password to ${PASSWORD} today`],
  ["Markdown", `- **Password:** \`${PASSWORD}\``],
  ["a mail's quotation", `> password: ${PASSWORD}\n`],
  ["colour codes", `\u001b[1mtoken\u001b[0m=\u001b[32m${TOKEN}\u001b[0m`],
  ["entities", `&quot;api_key&quot;: &quot;${TOKEN}&quot;`],
  ["a map in a log", `{region=eu, apiKey=${TOKEN}, n=1}`],
  ["digits in hexadecimal", `api_key: ${HEX}\n`],
  ["a UUID", `API_TOKEN=${UUID}\n`],
  ["a secret of no known vendor", `GLOBEX_KEY=${HEX}\n`],
  ["triple quotation marks", `token = """${TOKEN}"""`],
  ["typographic quotation marks", `password: \u201c${PASSWORD}\u201d`],
  ["a long value", `token: "${TOKEN.repeat(400)}"`],
  ["German prose", `Das Passwort lautet ${PASSWORD}, bitte \u00e4ndern`],
  ["French prose", `Le mot de passe est ${PASSWORD} pour tous`],
  ["Italian prose", `La password \u00e8 ${PASSWORD} per ora`],
  ["Spanish prose", `El api token es ${TOKEN} y caduca`],
  ["Chinese prose", `api token\u662f\uff1a${TOKEN}`],
  ["an arrow", `api token \u2192 ${TOKEN}`],
  ["an arrow of two signs", `api token for the sandbox -> ${TOKEN}`],
  ["a sentence with it", `log in as qa with password ${PASSWORD}! today`],
  ["a remark in brackets", `Password (root): ${PASSWORD}`],
  ["a default of a field", 'Token string `default:"' + TOKEN + '"`'],
  ["a key below its kind", `encryption:\n  key: ${HEX}\n`],
  ["dots that lead to it", `password ........ ${PASSWORD}`],
  ["a mail program's settings", `account x\npassword       ${PASSWORD}\n`],
  ["a login by FTP", `USER bob\r\nPASS ${PASSWORD}`],
  ["a field that a test fills in", `page.fill('#password', '${PASSWORD}')`],
  ["a field of Selenium", `find(ID, "password").send_keys("${PASSWORD}")`],
  ["a field of Cypress", `cy.get('[name=password]').type('${PASSWORD}')`],
  ["a line of a numbered view", `     7\u2192DB_PASSWORD=${PASSWORD}\n`],
  ["backticks", `here: \`DB_PASSWORD=${PASSWORD}\` as you asked`],
  ["a far right place", `${"x".repeat(70)} {A=1,API_KEY=${TOKEN},B=2}\n`],
  ["a row of values", `port,80,prod\ndb_password,${PASSWORD},prod`],
  ["a second string of a call", `f("String", "SMTP_PASS", "${PASSWORD}")`],
  ["a recorded header", `    X-Api-Token:\n    - ${TOKEN}\n`],
  ["metadata of Android", `<m a:name="x.apiKey" android:value="${TOKEN}"/>`],
  ["Kotlin's lazy value", `val apiKey: String by lazy { "${TOKEN}" }`],
  ["a dump of PHP", `  ["api_token"]=>\n  string(24) "${TOKEN}"\n`],
  ["T-SQL", `DECLARE @api_token NVARCHAR(200) = N'${TOKEN}';`],
  ["PL/SQL", `v_api_token VARCHAR2(200) := '${TOKEN}';`],
  ["a here-string", `secret put API_TOKEN <<< "${TOKEN}"`],
  ["an app's manifest", `"API_TOKEN":{"description":"x","value":"${TOKEN}"}`],
  ["columns with semicolons", `api_token;port\n${TOKEN};80\n`],
  ["columns in a box", `| id | api_token |\n+--+--+\n| 1 | ${TOKEN} |\n`],
  [
    "a dump of PostgreSQL",
    `COPY t (id, api_token, at) FROM stdin;\n1\t${TOKEN}\t2\n\\.\n`,
  ],
  ["a printed array", `    [port] => 80\n    [api_token] => ${TOKEN}\n`],
];

for (const [what, text] of GIVEN) {
  Deno.test(`the value of a secret's name is found in ${what}`, () => {
    const secrets = [PASSWORD, TOKEN.repeat(400), TOKEN, HEX, UUID];
    const drawn = secrets.find((secret) => text.includes(secret))!;
    const secret = text.includes(`${drawn}! `) ? `${drawn}!` : drawn;
    assert.deepEqual(found(text), [secret]);
  });
}

for (
  const name of [
    ..."password passwd pwd passphrase DB_PASSWORD dbPassword userpass".split(
      " ",
    ),
    ..."secret client_secret clientSecret SECRET_KEY token accessToken".split(
      " ",
    ),
    ..."api_key apiKey API-KEY apikey x-api-key private_key signing-key".split(
      " ",
    ),
    ..."auth_token GITHUB_PAT encryptionKey spring.mail.password jwtSecret"
      .split(" "),
    ..."credentials bearer_token webhookSecret PASSWORD_2 api_key_prod".split(
      " ",
    ),
  ]
) {
  Deno.test(`${name} is the name of a secret`, () => {
    assert.deepEqual(found(`${name}: "${TOKEN}"`), [TOKEN]);
    assert.deepEqual(scan(TOKEN, { name }).length, 1);
  });
}

for (
  const name of [
    ..."password_hash passwordLabel token_url tokenizer secretary".split(" "),
    ..."api_key_id tokenCount max_tokens publicKey keyboard monkey".split(" "),
    ..."authorName secret_name password-reset passwordless".split(" "),
    ..."key_file token_type keyPath compass_heading".split(" "),
  ]
) {
  Deno.test(`${name} is not the name of a secret`, () => {
    assert.deepEqual(found(`${name}: "${HEX}"`), []);
  });
}

Deno.test("passwords that people make up are found where only values stand", () => {
  for (
    const password of [
      "hunter" + "2x",
      "Summer" + "2024",
      "p4ss" + "w0rdz!",
      "Welcome" + "2024!",
      "s3cr3t",
      "let" + "MEin99",
      "korrekt-pferd-batterie-heftklammer",
    ]
  ) {
    assert.deepEqual(found(`DB_PASSWORD=${password}\n`), [password]);
    assert.deepEqual(found(`{"password": "${password}"}`), [password]);
  }
});

Deno.test("a password may have blanks, where it is no sentence", () => {
  const words = ["open", "sesame"].join(" ");
  assert.deepEqual(found(`password = '${words}'`), [words]);
  const mixed = ["P@ss", "w0rd"].join(" ");
  assert.deepEqual(found(`{"password": "${mixed}"}`), [mixed]);
  for (
    const sentence of [
      `password = "enter your password"`,
      `{"password": "mot de passe"}`,
      `password = "must match"`,
      `{"password": "At least 8 characters"}`,
    ]
  ) assert.deepEqual(found(sentence), [], sentence);
});

Deno.test("four words or more are a password after a colon too", () => {
  const words = ["violet", "anchor", "ladder", "mustard"].join(" ");
  assert.deepEqual(found(`{"password": "${words}"}`), [words]);
  const dated = ["blue", "harbor", "near", "Oslo", "1989"].join(" ");
  assert.deepEqual(found(`passphrase: "${dated}"`), [dated]);
  for (
    const sentence of [
      `{"password": "the one that you got by mail"}`,
      `{"password": "words between blanks are allowed"}`,
      `{"password": "keep secret"}`,
    ]
  ) assert.deepEqual(found(sentence), [], sentence);
});

Deno.test("letters that no language puts together are a password", () => {
  const drawn = "bvtq" + "dzsh" + "psxk";
  for (const text of [`DB_PASSWORD=${drawn}\n`, `password = "${drawn}"`]) {
    assert.deepEqual(found(text), [drawn]);
  }
  for (const word of ["kubernetes", "Bewegung", "yearOfWeek", "forgotten"]) {
    assert.deepEqual(found(`{"password": "${word}"}`), [], word);
  }
  assert.deepEqual(found(`token = "${drawn}"`), []);
});

Deno.test("nearly hexadecimal is a key when its name says so", () => {
  const value = "h" + HEX.slice(1, -1) + "h";
  assert.deepEqual(found(`SIGNING_KEY = "${value}"`), [value]);
});

Deno.test("a star at the start of a value belongs to it", () => {
  assert.deepEqual(found(`DB_PASSWORD=*${PASSWORD}\n`), [`*${PASSWORD}`]);
  assert.deepEqual(found(`password: **${PASSWORD}**`), [PASSWORD]);
});

/** What only looks as if a name of a secret had a value. */
const NOT_GIVEN: readonly string[] = [
  "You can pass additional parameters to the qdbusxml2cpp call.",
  "req_8AjABW4CYT76iMkfR9Uhn9PW file-9YT0hveAXD2fsWIzA1uhKfBS",
  `words: ["r2_secret", "r2_access"],`,
  String.raw`export const SECRET = "\uE000";`,
  `localStorage.setItem("token", "jwt_abc123");`,
  `let s:c = {'CURLOPT_KEYPASSWD':'','CURLOPT_SSH_AUTH_TYPES':''}`,
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "syn keyword\tservice\tkpasswd\nsyn keyword\tservice\tkrb524",
  `contains=sudoersPASSWD,@sudoersCmndInSpec`,
  "secrets:\n  - db_password2\n",
  "Das Passwort ist abgelaufen.",
  "Le mot de passe est obligatoire pour 2 comptes",
  "password ........ required",
  "password    string\n",
  "PASS test_login_2fa",
];

for (const text of NOT_GIVEN) {
  Deno.test(`no secret is in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(text), []);
  });
}

Deno.test("a password may be in any script, a label of a field may not", () => {
  for (
    const value of ["слон" + "в7очках42", "很安全的" + "2024", "дождь" + "идёт"]
  ) {
    assert.deepEqual(found(`DB_PASSWORD=${value}\n`), [value]);
  }
  for (const label of ["пароль", "密码", "Введите пароль"]) {
    assert.deepEqual(found(`{"password": "${label}"}`), [], label);
  }
  assert.deepEqual(found(`password=密码\n`), []);
});

Deno.test("a mark before hexadecimal belongs to the key", () => {
  const value = `zq-${HEX}`;
  assert.deepEqual(found(`api_key = "${value}"`), [value]);
});

Deno.test("bytes that a program writes as escapes are a key", () => {
  const value = "\\xf3\\x12" + TOKEN.slice(0, 12);
  assert.deepEqual(found(`SECRET_KEY = b'${value}'`), [value]);
});

Deno.test("signs at the end of a password belong to it", () => {
  assert.deepEqual(found(`password=${PASSWORD}!\n`), [`${PASSWORD}!`]);
  assert.deepEqual(found(`--password ${PASSWORD}? -v`), [`${PASSWORD}?`]);
  assert.deepEqual(found(`the password is ${PASSWORD}.`), [PASSWORD]);
});

Deno.test("escaped quotation marks inside a value do not end it", () => {
  assert.deepEqual(found(`{"password":"ab\\"${PASSWORD}"}`), [
    `ab\\"${PASSWORD}`,
  ]);
  assert.deepEqual(found(`"{\\"password\\":\\"ab\\\\\\"${PASSWORD}\\"}"`), [
    `ab\\\\\\"${PASSWORD}`,
  ]);
});

Deno.test("a seed phrase is found, a sentence is not", () => {
  const words = "abandon ability able about above absent absorb abstract " +
    "absurd abuse access accident";
  assert.deepEqual(found(`mnemonic_seed: "${words}"`), [words]);
  assert.deepEqual(
    found('secret: "this is the place where you can put what you have for it"'),
    [],
  );
});

Deno.test("the type says what kind of secret the name means", () => {
  const typeOf = (name: string) => scan(`${name} = "${TOKEN}"`)[0]?.type;
  assert.equal(typeOf("password"), "PASSWORD");
  assert.equal(typeOf("client_secret"), "SECRET");
  assert.equal(typeOf("api_key"), "API_KEY");
  assert.equal(typeOf("private_key"), "SECRET_KEY");
  assert.equal(typeOf("access_token"), "TOKEN");
});
