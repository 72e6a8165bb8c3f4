import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const { scan } = createScanner({ rules: [] });
const SECRET = sample("[a-z0-9]{10}[A-Z0-9]{14}", seeded(8));

/** Names of the second field, as programs and their files write them. */
const FIELDS = ("value default default_value defaultValue content val " +
  "string_value stringValue secret_string SecretString plaintext data")
  .split(" ");
const CASES = [
  ["as it is", (text: string) => text],
  ["in capitals", (text: string) => text.toUpperCase()],
] as const;

function isFound(text: string): boolean {
  return scan(text).some(({ start, end }) => text.slice(start, end) === SECRET);
}

for (const field of FIELDS) {
  for (const [how, write] of CASES) {
    const name = write(field);
    Deno.test(`a field ${name}, ${how}, gives the value of the name beside it`, () => {
      assert.ok(isFound(`- name: API_KEY\n  ${name}: ${SECRET}\n`));
      assert.ok(isFound(`{"key":"apiKey","${name}":"${SECRET}"}`));
    });
  }
}

Deno.test("a field of Android gives the value of the name beside it", () => {
  assert.ok(isFound(`<m a:name="x.apiKey" android:value="${SECRET}"/>`));
});

for (const field of ["default", "value", "DEFAULT", "Value"]) {
  for (const quote of ["", '"', "'"]) {
    Deno.test(`a field ${quote}${field}${quote} some lines further in gives the value of the name above`, () => {
      const type = `  type = string\n`;
      const remark = `  description = "${"for tests ".repeat(7)}"\n`;
      for (const between of ["", type, remark + type, type + remark + type]) {
        const given = `  ${quote}${field}${quote} = "${SECRET}"\n`;
        assert.ok(isFound(`variable "api_token" {\n${between}${given}}\n`));
      }
    });
  }
}

for (
  const word of "is was are be equals became ist lautet est será é jest är"
    .split(" ")
) {
  Deno.test(`a sentence with "${word}" gives a value`, () => {
    assert.ok(isFound(`the api key of the shop ${word} ${SECRET} since May\n`));
  });
}
