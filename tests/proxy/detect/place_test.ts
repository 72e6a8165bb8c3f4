import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";

const { scan, explain } = createScanner({ rules: [] });

const PASSWORD = "Tr0ub" + "4dorX";
const TOKEN = "q8ZpL2vX" + "9kTn4RbW" + "6yHsE1mD";
const LOGIN = btoa(`bob:${PASSWORD}`);

function found(text: string): readonly string[] {
  return scan(text).map(({ start, end }) => text.slice(start, end));
}

for (
  const [text, secret] of [
    [`postgres://app:${PASSWORD}@db.test:5432/x`, PASSWORD],
    [`redis://:${PASSWORD}@cache:6379/0`, PASSWORD],
    [`mongodb+srv://u:${PASSWORD}@c.test/?w=1`, PASSWORD],
    [`amqps://u:p%40${PASSWORD}@mq`, `p%40${PASSWORD}`],
    [`https://u:p@${PASSWORD}@h.test/a`, `p@${PASSWORD}`],
    [`postgres://u:a/${PASSWORD}@h.test/db`, `a/${PASSWORD}`],
    [`"url": "https://bob:${PASSWORD}@h.test"`, PASSWORD],
    [`git clone https://${TOKEN}@h.test/r.git`, TOKEN],
    [`https://${TOKEN}:x-oauth-basic@h.test`, TOKEN],
    [`jdbc:mysql://h/db?user=u&password=${PASSWORD}`, PASSWORD],
  ] as const
) {
  Deno.test(`the secret of a URL is found in ${text}`, () => {
    assert.deepEqual(found(text), [secret]);
  });
}

for (
  const text of [
    "https://user:password@host",
    "https://user:${PASSWORD}@host",
    "postgres://postgres:postgres@db",
    "https://u:<password>@host",
    "https://u:****@host",
    "https://host.test:8080/a@b",
    "https://host.test/@scope/name",
    "https://name@host.test",
    "http://abc:xyz@host",
    "redis://redis:6379",
  ]
) {
  Deno.test(`a URL without a secret is left alone: ${text}`, () => {
    assert.deepEqual(found(text), []);
  });
}

for (
  const [text, secret] of [
    [`Authorization: Bearer ${TOKEN}`, TOKEN],
    [`authorization: bearer ${TOKEN}`, TOKEN],
    [`-H 'Authorization: Bearer ${TOKEN}'`, TOKEN],
    [`"Authorization": "Bearer ${TOKEN}"`, TOKEN],
    ["headers = `Bearer " + TOKEN + "`", TOKEN],
    [`Bearer%20${TOKEN}`, TOKEN],
    [`Authorization: Basic ${LOGIN}`, LOGIN],
    [`Proxy-Authorization: basic ${LOGIN}`, LOGIN],
    [`{"auths":{"r.test":{"auth":"${LOGIN}"}}}`, LOGIN],
  ] as const
) {
  Deno.test(`what follows a scheme is found in ${text}`, () => {
    assert.deepEqual(found(text), [secret]);
  });
}

for (
  const text of [
    "Basic authentication is used",
    "Authorization: Basic <credentials>",
    `Authorization: Basic ${btoa("user:password")}`,
    "Bearer tokens are described below",
    "Authorization: Bearer $TOKEN",
    "scheme: bearer\nbearerFormat: JWT",
  ]
) {
  Deno.test(`a scheme without a credential is left alone: ${text}`, () => {
    assert.deepEqual(found(text), []);
  });
}

for (
  const [text, secret] of [
    [`curl -u bob:${PASSWORD} https://h.test`, PASSWORD],
    [`curl --user bob:${PASSWORD} -s https://h.test`, PASSWORD],
    [`curl -s \\\n  -u 'bob:${PASSWORD}' https://h.test`, PASSWORD],
    [`sshpass -p ${PASSWORD} ssh bob@h`, PASSWORD],
    [`sshpass -p '${PASSWORD}' ssh bob@h`, PASSWORD],
    [`mysql -u root -p${PASSWORD} db`, PASSWORD],
    [`mysqldump -uroot -p"${PASSWORD}" db`, PASSWORD],
    [`redis-cli -h h -a ${PASSWORD} ping`, PASSWORD],
    [`docker login -u bob -p ${PASSWORD} r.test`, PASSWORD],
    [`ldapsearch -D cn=x -w ${PASSWORD} -b dc=x`, PASSWORD],
    [`/usr/bin/mysql -p${PASSWORD}`, PASSWORD],
  ] as const
) {
  Deno.test(`a password on a command line is found in ${text}`, () => {
    assert.deepEqual(found(text), [secret]);
  });
}

Deno.test("values of cookies that a machine made are found", () => {
  const text = `Cookie: lang=en; sid9=${TOKEN}; theme=dark; _ga=GA1.2.3.4`;
  assert.deepEqual(found(text), [TOKEN]);
  assert.equal(explain(text)[0]?.rule, "cookie");
});

Deno.test("columns are judged row by row, up to where the table ends", () => {
  const text = `user,password,age\nbob,${PASSWORD},4\neve,${PASSWORD}2,5\n` +
    `\nuser,remark,x,y\n`;
  assert.deepEqual(found(text), [PASSWORD, `${PASSWORD}2`]);
});

Deno.test("cells of other columns are left alone", () => {
  assert.deepEqual(found(`token,note\n,${TOKEN}\n`), []);
  assert.deepEqual(found(`A_TOKEN,\n  B_TOKEN_9_X,\n`), []);
});

Deno.test("every built-in finding says which code made it", () => {
  const ruleOf = (text: string) => explain(text)[0]?.rule;
  assert.equal(ruleOf(`https://u:${PASSWORD}@h`), "url-password");
  assert.equal(ruleOf(`Basic ${LOGIN}`), "authentication-scheme");
  assert.equal(ruleOf(`sshpass -p ${PASSWORD} x`), "command-line-password");
  assert.equal(ruleOf(`user,password\nbob,${PASSWORD}\n`), "named-column");
  assert.equal(ruleOf(`password: ${PASSWORD}\n`), "named-value");
});

Deno.test("a vendor's word far before does not hide the one right before a token", () => {
  const { explain } = createScanner();
  const token = "9f86d081" + "884c7d65" + "9a2feaa0" + "c55ad015";
  for (
    const before of [
      "algolia version 3 at commit x\n",
      "// hash of the algolia index\n",
      "",
    ]
  ) {
    const text = `${before}ALGOLIA_ADMIN_KEY='${token}'\n`;
    const [finding] = explain(text);
    assert.equal(text.slice(finding?.start, finding?.end), token);
    assert.equal(finding?.type, "ALGOLIA_KEY");
  }
});
