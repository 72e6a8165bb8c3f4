import { deepEqual } from "node:assert/strict";
import { summariseHosts } from "../../cli/summarise_hosts.ts";

Deno.test("hosts that differ in one label are told as one, at the place of the first", () => {
  deepEqual(
    summariseHosts([
      "a.example.com",
      "run.eu.cloud.com",
      "run.us.cloud.com",
      "b.example.com",
      "run.ap.cloud.com",
    ]),
    ["a.example.com", "run.*.cloud.com (3)", "b.example.com"],
  );
});

Deno.test("two hosts are no crowd, and a domain's own names are not merged", () => {
  const hosts = ["run.eu.cloud.com", "run.us.cloud.com", "a.x.com", "b.x.com"]
    .concat("c.x.com");
  deepEqual(summariseHosts(hosts), hosts);
});

Deno.test("no host is no word", () => deepEqual(summariseHosts([]), []));
