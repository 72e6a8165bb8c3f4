import { equal } from "node:assert/strict";
import {
  isMeantFor,
  isMeantForLoopback,
  pathOf,
} from "../../../proxy/transport/misdirected.ts";

const place = { host: "api.example.com", port: 443 };
const request = (url: string, host?: string) => ({
  url,
  headers: new Headers(host === undefined ? {} : { host }),
});

Deno.test("a request is meant for a host when all its names are that host's", () => {
  const meant = (url: string, host?: string, at = place) =>
    isMeantFor(request(url, host), at);
  equal(meant("https://api.example.com/v1", "api.example.com"), true);
  equal(meant("https://API.example.com:443/", "api.example.com."), true);
  equal(meant("https://api.example.com/v1"), true);
  equal(meant("https://api.example.com/", "evil.example"), false);
  equal(meant("https://evil.example/", "api.example.com"), false);
  equal(meant("https://api.example.com:8443/", "api.example.com"), false);
  equal(meant("https://user@api.example.com/"), false);
  equal(meant("https:///", "api.example.com"), false);
  equal(meant("https://api.example.com", "api.example.com"), true);
  const other = { ...place, port: 8443 };
  equal(meant("https://api.example.com:8443/", undefined, other), true);
  equal(meant("https://api.example.com/", undefined, other), false);
});

Deno.test("base-URL mode is for names of this machine only", () => {
  const meant = (host: string) =>
    isMeantForLoopback(request(`http://${host}/anthropic`, host));
  for (const host of ["127.0.0.1:8888", "localhost:8888", "[::1]:8888"]) {
    equal(meant(host), true, host);
  }
  for (const host of ["evil.example", "127.0.0.1.evil.example:8888", ""]) {
    equal(meant(host), false, host);
  }
});

Deno.test("a path is read as it stands, dots, slashes and query included", () => {
  equal(pathOf("https://a/v1/../x//y?q=1%20#f"), "/v1/../x//y?q=1%20");
  equal(pathOf("https://a"), "/");
  equal(pathOf("https://a?q=/b"), "/?q=/b");
});
