import { REHEARSAL } from "../../proxy/mod.ts";

/** A runtime that agents are made of, and how it makes a TLS connection. */
export interface Runtime {
  readonly name: string;
  readonly command: string;
  /** The variables by which it finds the proxy and trusts its CA. */
  readonly honours: readonly string[];
  /**
   * Arguments with which it ends a TLS handshake with a host behind the proxy
   * of its environment, and says its version; nothing reaches the host.
   */
  readonly handshake: (host: string, script: string) => readonly string[];
  /** What stands in the file `script`, for a runtime that needs one. */
  readonly source?: string;
}

/** A file in the folder in which it runs, which is removed afterwards. */
const NOWHERE = "answer";

const NODE = `const [host] = process.argv.slice(1);
const proxy = new URL(process.env.HTTPS_PROXY || process.env.https_proxy);
const fail = (error) => { console.error(error.code || error.message);
  process.exit(1); };
require("node:http").request({ host: proxy.hostname, port: proxy.port,
  method: "CONNECT", path: host + ":443" })
  .on("connect", (answer, socket) => {
    if (answer.statusCode !== 200) fail({ code: "CONNECT " + answer.statusCode });
    require("node:tls").connect({ socket, servername: host }, () => {
      console.log(process.versions.node); process.exit(0);
    }).on("error", fail);
  }).on("error", fail).end();`;

const PYTHON = `import http.client, platform, sys, urllib.parse, urllib.request
host = sys.argv[1]
proxy = urllib.parse.urlsplit(urllib.request.getproxies()["https"])
way = http.client.HTTPSConnection(proxy.hostname, proxy.port, timeout=10)
way.set_tunnel(host, 443)
try:
    way.connect()
except Exception as error:
    sys.exit(getattr(error, "verify_message", None) or str(error))
print(platform.python_version())`;

const DENO = `const [host] = Deno.args;
const proxy = new URL(Deno.env.get("HTTPS_PROXY") || Deno.env.get("https_proxy"));
try {
  const to = { hostname: proxy.hostname, port: Number(proxy.port) };
  const way = await Deno.connect(to);
  const ask = "CONNECT " + host + ":443 HTTP/1.1\\r\\nhost: " + host + "\\r\\n\\r\\n";
  await way.write(new TextEncoder().encode(ask));
  const buffer = new Uint8Array(4096);
  const said = new TextDecoder().decode(buffer.subarray(0, await way.read(buffer)));
  if (!said.startsWith("HTTP/1.1 200")) throw new Error(said.split("\\r")[0]);
  const tls = await Deno.startTls(way, { hostname: host });
  await tls.handshake();
} catch (error) {
  console.error(error.message);
  Deno.exit(1);
}
console.log(Deno.version.deno);
Deno.exit(0);`;

const GO = `package main

import ("bufio"; "crypto/tls"; "fmt"; "net"; "net/http"; "net/url"; "os"; "runtime")

func main() {
	host := os.Args[1]
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: "https", Host: host}})
	if err != nil || proxy == nil { fail(fmt.Errorf("no proxy for %s", host)) }
	way, err := net.Dial("tcp", proxy.Host)
	if err != nil { fail(err) }
	fmt.Fprintf(way, "CONNECT %s:443 HTTP/1.1\\r\\nHost: %s\\r\\n\\r\\n", host, host)
	answer, err := http.ReadResponse(bufio.NewReader(way), nil)
	if err != nil { fail(err) }
	if answer.StatusCode != 200 { fail(fmt.Errorf("CONNECT %d", answer.StatusCode)) }
	if err := tls.Client(way, &tls.Config{ServerName: host}).Handshake(); err != nil { fail(err) }
	fmt.Println(runtime.Version())
}

func fail(err error) { fmt.Fprintln(os.Stderr, err); os.Exit(1) }
`;

/** In the order in which agents use them. */
export const RUNTIMES: readonly Runtime[] = [
  {
    name: "Node.js",
    command: "node",
    honours: ["HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"],
    handshake: (host) => ["--no-warnings", "-e", NODE, host],
  },
  {
    name: "Python",
    command: "python3",
    honours: ["HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"],
    handshake: (host) => ["-c", PYTHON, host],
  },
  {
    name: "curl",
    command: "curl",
    honours: ["HTTPS_PROXY", "NO_PROXY", "CURL_CA_BUNDLE"],
    handshake: (host) => [
      ...["--silent", "--show-error", "--max-time", "10"],
      // It cannot end there; with this the proxy refuses what follows.
      ...["--header", `${REHEARSAL}: doctor`],
      ...["--output", NOWHERE, `https://${host}/`],
    ],
  },
  {
    name: "Deno",
    command: "deno",
    honours: ["HTTPS_PROXY", "NO_PROXY", "DENO_CERT"],
    handshake: (host) => ["eval", "--no-lock", DENO, host],
  },
  {
    name: "Go",
    command: "go",
    honours: ["HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE"],
    handshake: (host, script) => ["run", script, host],
    source: GO,
  },
];
