/** A form, as `make` reads it, of a text that holds no secret of a vendor. */
export type HarmlessForm = (vendor: string) => string;

const UUID = "{h8}-{h4}-{h4}-{h4}-{h12}";

const camel = (vendor: string) =>
  vendor.charAt(0).toUpperCase() + vendor.slice(1).replaceAll(/[^a-z0-9]/g, "");
const constant = (vendor: string) =>
  vendor.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");

/** What stands beside vendors' names in code, pins, logs and prose. */
export const HARMLESS_NEIGHBOURS: Readonly<Record<string, HarmlessForm>> = {
  "a pinned action": (vendor) => `- uses: ${vendor}/action@{h40} # v4`,
  "a pinned image": (vendor) =>
    `image: registry.test/${vendor}/agent@sha256:{h64}`,
  "a package lock": (vendor) =>
    `"node_modules/${vendor}": {"version": "1.2.3", "resolved": ` +
    `"https://registry.npmjs.org/${vendor}/-/${vendor}-1.2.3.tgz", ` +
    `"integrity": "sha512-{b86}=="}`,
  "a yarn lock": (vendor) =>
    `${vendor}@^1.0.0:\n  version "1.0.0"\n  resolved "https://registry.` +
    `yarnpkg.com/${vendor}/-/${vendor}-1.0.0.tgz#{h40}"\n` +
    `  integrity sha512-{b86}==`,
  "a pinned requirement": (vendor) =>
    `${vendor}==1.2.3 \\\n    --hash=sha256:{h64}`,
  "a Go checksum": (vendor) =>
    `github.com/${vendor}/client v1.2.3 h1:{b43}=\n` +
    `github.com/${vendor}/client v1.2.3/go.mod h1:{b43}=`,
  "a Cargo checksum": (vendor) =>
    `name = "${vendor}"\nversion = "0.3.1"\nchecksum = "{h64}"`,
  "a formula": (vendor) =>
    `url "https://acme.test/${vendor}-1.0.tar.gz"\n  sha256 "{h64}"`,
  "an integrity attribute": (vendor) =>
    `<script src="https://cdn.${vendor}.test/${vendor}.min.js" ` +
    `integrity="sha384-{b64}" crossorigin></script>`,
  "a commit": (vendor) =>
    `commit {h40}\nAuthor: A <a@acme.test>\n\n` +
    `    Update ${vendor} client`,
  "a digest": (vendor) => `${vendor} digest: {h64} size: 1234`,
  "a file's checksum": (vendor) => `${vendor}: md5: {h32}  ${vendor}.tar.gz`,
  "a trace": (vendor) =>
    `INFO ${vendor} request_id=${UUID} trace_id={h32} span_id={h16}`,
  "a finished job": (vendor) => `${vendor}: finished job ${UUID} in 12.3s`,
  "a record": (vendor) =>
    `{"user": "${vendor}", "id": "${UUID}", "at": "2024-05-01"}`,
  "response headers": (vendor) =>
    `etag: "{h32}"\nserver: ${vendor}\nx-request-id: ${UUID}`,
  "an import": (vendor) =>
    `import { ${camel(vendor)}Client } from "@${vendor}/sdk";\n` +
    `const client = new ${camel(vendor)}Client({ region: "eu-west-1" });`,
  "a variable's name": (vendor) =>
    `const ${vendor.replaceAll(/[^a-z]/g, "")}ApiKeyFromEnvironment = ` +
    `process.env.${constant(vendor)}_API_KEY;`,
  "a reference to a variable": (vendor) =>
    `${vendor}_api_key: \${${constant(vendor)}_API_KEY}\n` +
    `${vendor}_url: https://api.${vendor}.test/v1/accounts/me/projects`,
  "a long method": (vendor) =>
    `${vendor}.setAuthenticationTokenProvider(` +
    `new DefaultCredentialProviderChainBuilder())`,
  "a table of methods": (vendor) =>
    `| ${vendor} | \`createAuthenticatedServiceAccountClient\` | yes |`,
  "a list of names": (vendor) =>
    `export const ${camel(vendor)}KeyTypes = ["primaryKey", ` +
    `"secondaryKeyIdentifier", "anotherVeryLongIdentifierName"];`,
  "a path": (vendor) =>
    `/opt/${vendor}/bin/${vendor}-server --config ` +
    `/etc/${vendor}/${vendor}.yaml --log-level=debug`,
  "prose": (vendor) =>
    `The ${vendor} integration lets you configure the token, the key and ` +
    `the secret of your account: see the documentation.`,
  "a placeholder": (vendor) =>
    `${constant(vendor)}_API_KEY=your-${vendor}-api-key-goes-here`,
};
