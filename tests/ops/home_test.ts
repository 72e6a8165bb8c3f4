import { equal, throws } from "node:assert/strict";
import { HomeError } from "../../ops/errors.ts";
import { homeAt, resolveHome, type Surroundings } from "../../ops/home.ts";

const find = (os: Surroundings["os"], vars: Record<string, string>) =>
  resolveHome({ os, env: (name) => vars[name] });

Deno.test("WATERWALL_HOME decides where the home folder is", () => {
  equal(find("linux", { WATERWALL_HOME: "/w", HOME: "/h" }), "/w");
});

Deno.test("on Linux the home folder is in the XDG state folder", () => {
  const vars = { XDG_STATE_HOME: "/s", HOME: "/h" };
  equal(find("linux", vars), "/s/waterwall");
  equal(find("linux", { HOME: "/h" }), "/h/.local/state/waterwall");
});

Deno.test("a relative XDG_STATE_HOME is ignored", () => {
  const vars = { XDG_STATE_HOME: "state", HOME: "/h" };
  equal(find("linux", vars), "/h/.local/state/waterwall");
});

Deno.test("macOS and Windows keep state where they expect it", () => {
  equal(
    find("darwin", { HOME: "/h" }),
    "/h/Library/Application Support/waterwall",
  );
  equal(find("windows", { LOCALAPPDATA: "C:\\l" }), "C:\\l/waterwall");
});

Deno.test("without HOME the error says which variable to set", () => {
  throws(() => find("linux", {}), (error) => {
    return error instanceof HomeError && error.code === "unknown" &&
      /WATERWALL_HOME/.test(error.hint!);
  });
});

Deno.test("a trailing slash does not double in the paths", () => {
  equal(homeAt("/w/").config, "/w/config.toml");
});
