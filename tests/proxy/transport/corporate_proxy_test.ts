import { deepEqual, equal } from "node:assert/strict";
import {
  connectRequest,
  goesThrough,
  parseCorporateProxy,
  readProxyAnswer,
} from "../../../proxy/transport/corporate_proxy.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("a proxy's address is read with or without its scheme", () => {
  const proxy = {
    origin: "http://proxy.example:3128",
    host: "proxy.example",
    port: 3128,
    authorization: null,
    noProxy: "",
  };
  deepEqual(parseCorporateProxy("http://proxy.example:3128", ""), proxy);
  deepEqual(parseCorporateProxy("proxy.example:3128", ""), proxy);
  equal(parseCorporateProxy("http://proxy.example", "")?.port, 80);
  equal(parseCorporateProxy("http://[::1]:3128", "")?.host, "::1");
});

Deno.test("a name and a password in the address become Basic authorization", () => {
  const proxy = parseCorporateProxy("http://user:p%40ss@proxy.example", "");
  equal(proxy?.authorization, `Basic ${btoa("user:p@ss")}`);
});

Deno.test("a proxy that is not spoken to in plain HTTP is not read", () => {
  for (
    const address of ["https://proxy.example", "socks5://p:1", "http://", ""]
  ) {
    equal(parseCorporateProxy(address, ""), null, address);
  }
});

Deno.test("loopback and the hosts of NO_PROXY go around the proxy", () => {
  const proxy = parseCorporateProxy("proxy.example:3128", "corp.example");
  const through = (host: string) => goesThrough(proxy, { host, port: 443 });
  equal(through("api.example.com"), true);
  equal(through("api.corp.example"), false);
  equal(through("127.0.0.1"), false);
  equal(through("localhost"), false);
  equal(goesThrough(null, { host: "api.example.com", port: 443 }), false);
});

Deno.test("the request for a tunnel names the host, this proxy and who asks", () => {
  const proxy = parseCorporateProxy("http://u:p@proxy.example:3128", "")!;
  const place = { host: "api.example.com", port: 443, mark: "waterwall-7" };
  deepEqual(text(connectRequest(proxy, place)).split("\r\n"), [
    "CONNECT api.example.com:443 HTTP/1.1",
    "Host: api.example.com:443",
    "Via: 1.1 waterwall-7",
    `Proxy-Authorization: Basic ${btoa("u:p")}`,
    "",
    "",
  ]);
  const v6 = connectRequest(proxy, { host: "::1", port: 8443, mark: "m" });
  equal(text(v6).split("\r\n")[0], "CONNECT [::1]:8443 HTTP/1.1");
});

Deno.test("the proxy's answer is whole at its empty line and not before", () => {
  const answer = "HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n";
  for (let length = 0; length < answer.length; length++) {
    const part = bytes(answer.slice(0, length));
    equal(readProxyAnswer(part).state, "incomplete");
  }
  deepEqual(readProxyAnswer(bytes(answer + "early")), {
    state: "open",
    length: answer.length,
  });
  equal(readProxyAnswer(bytes("HTTP/1.0 200\r\n\r\n")).state, "open");
});

Deno.test("a proxy that refuses, babbles or does not speak HTTP is said so", () => {
  const why = (answer: string) => {
    const read = readProxyAnswer(bytes(answer));
    return read.state === "refused" ? read.why : read.state;
  };
  equal(
    why("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
    "the proxy answered 407",
  );
  equal(why("220 smtp ready\r\n\r\n"), "the proxy does not speak HTTP");
  equal(why("x".repeat(16_384)), "the proxy's answer has no end");
});
