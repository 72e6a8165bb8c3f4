import { equal, match } from "node:assert/strict";
import {
  authorizationFor,
  sha256,
  signingTime,
} from "../../../proxy/signing/sigv4.ts";

/** The signer of AWS's published test suite; not anybody's. */
const credentials = {
  accessKeyId: "AKID" + "EXAMPLE",
  secretAccessKey: ["wJalrXUtnFEMI", "K7MDENG+bPxRfiCYEXAMPLEKEY"].join("/"),
  sessionToken: null,
};
const scope = {
  time: "20150830T123600Z",
  region: "us-east-1",
  service: "service",
};

function signature(
  path: string,
  { method = "GET", more = [], body = "" }: {
    method?: string;
    more?: readonly (readonly [string, string])[];
    body?: string;
  } = {},
): string {
  const fields = [
    ["host", "example.amazonaws.com"],
    ["x-amz-date", scope.time],
    ...more,
  ] as const;
  const request = { method, path, fields, payload: sha256(body) };
  const text = authorizationFor(request, { credentials, scope });
  return text.slice(text.lastIndexOf("=") + 1);
}

/** Names and signatures as in AWS's Signature Version 4 test suite. */
const SUITE: Readonly<Record<string, readonly [string, () => string]>> = {
  "get-vanilla": [
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    () => signature("/"),
  ],
  "post-vanilla": [
    "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    () => signature("/", { method: "POST" }),
  ],
  "get-vanilla-query-order-key-case": [
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    () => signature("/?Param2=value2&Param1=value1"),
  ],
  "get-utf8": [
    "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    () => signature("/ሴ"),
  ],
  "get-vanilla-utf8-query": [
    "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    () => signature("/?ሴ=bar"),
  ],
  "get-unreserved": [
    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    () =>
      signature(
        "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
      ),
  ],
  "get-space": [
    "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    () => signature("/example space/"),
  ],
  "normalize-path/get-relative": [
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    () => signature("/example/.."),
  ],
  "normalize-path/get-slash": [
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    () => signature("//"),
  ],
  "normalize-path/get-slash-dot-slash": [
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    () => signature("/./"),
  ],
  "get-header-value-trim": [
    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    () =>
      signature("/", {
        more: [["my-header1", " value1"], ["my-header2", ' "a   b   c"']],
      }),
  ],
  "post-x-www-form-urlencoded": [
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    () =>
      signature("/", {
        method: "POST",
        more: [["content-type", "application/x-www-form-urlencoded"]],
        body: "Param1=value1",
      }),
  ],
};

for (const [name, [expected, made]] of Object.entries(SUITE)) {
  Deno.test(`a request is signed as in AWS's test suite: ${name}`, () => {
    equal(made(), expected);
  });
}

Deno.test("the field names the signer, the scope and the signed fields", () => {
  const text = authorizationFor({
    method: "GET",
    path: "/",
    fields: [["x-b", "2"], ["host", "h"]],
    payload: sha256(""),
  }, { credentials, scope });
  match(
    text,
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/service\/aws4_request, SignedHeaders=host;x-b, Signature=[0-9a-f]{64}$/,
  );
});

Deno.test("a path that is sent encoded is encoded once more", () => {
  equal(signature("/a%3Ab") === signature("/a:b"), false);
});

Deno.test("time is written without separators, in UTC", () => {
  equal(signingTime(Date.UTC(2015, 7, 30, 12, 36, 0, 7)), scope.time);
});
