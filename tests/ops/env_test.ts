import { deepEqual, equal } from "node:assert/strict";
import { environment, environmentFor } from "../../ops/env.ts";

const home = { caCert: "/h/ca.pem", caBundle: "/h/ca-bundle.pem" };
const within = (vars: Record<string, string>) => ({
  home,
  proxyPort: 8888,
  env: (name: string) => vars[name],
});

Deno.test("variables that replace the roots get the bundle, those that add get ours", () => {
  deepEqual(environment(within({})), {
    HTTPS_PROXY: "http://127.0.0.1:8888",
    https_proxy: "http://127.0.0.1:8888",
    NO_PROXY: "localhost,127.0.0.1,::1",
    no_proxy: "localhost,127.0.0.1,::1",
    NODE_USE_ENV_PROXY: "1",
    WATERWALL_PROXY: "http://127.0.0.1:8888",
    NODE_EXTRA_CA_CERTS: "/h/ca.pem",
    DENO_CERT: "/h/ca.pem",
    CODEX_CA_CERTIFICATE: "/h/ca-bundle.pem",
    SSL_CERT_FILE: "/h/ca-bundle.pem",
    REQUESTS_CA_BUNDLE: "/h/ca-bundle.pem",
    CURL_CA_BUNDLE: "/h/ca-bundle.pem",
    AWS_CA_BUNDLE: "/h/ca-bundle.pem",
  });
});

Deno.test("hosts that were reached directly stay so", () => {
  const { NO_PROXY } = environment(
    within({ no_proxy: "git.example, localhost" }),
  );
  equal(NO_PROXY, "git.example,localhost,127.0.0.1,::1");
});

Deno.test("roots that somebody added before stay trusted", () => {
  const { NODE_EXTRA_CA_CERTS } = environment(
    within({ NODE_EXTRA_CA_CERTS: "/etc/company.pem" }),
  );
  equal(NODE_EXTRA_CA_CERTS, "/h/ca-bundle.pem");
});

for (
  const [shell, line] of [
    ["sh", "export NODE_EXTRA_CA_CERTS='/it'\\''s/ca.pem'\n"],
    ["fish", "set -gx NODE_EXTRA_CA_CERTS '/it\\'s/ca.pem'\n"],
    ["powershell", "$env:NODE_EXTRA_CA_CERTS = '/it''s/ca.pem'\n"],
  ] as const
) {
  Deno.test(`${shell} takes a path with a quote in it`, () => {
    const text = environmentFor(shell, {
      ...within({}),
      home: { ...home, caCert: "/it's/ca.pem" },
    });
    equal(text.includes(line), true, text);
  });
}
