import { deepEqual, equal, ok } from "node:assert/strict";
import { pageViews } from "../../ops/page_views.ts";

const views = pageViews();
const paths = Object.keys(views);
const textOf = (path: string) => views[path]!().text();

Deno.test("every file of the page forbids what is not of this server", () => {
  for (const path of paths) {
    const { headers } = views[path]!();
    const policy = headers.get("content-security-policy")!;
    ok(policy.startsWith("default-src 'none';"));
    ok(!/unsafe|\*|https?:|data:/.test(policy));
    equal(headers.get("x-content-type-options"), "nosniff");
    equal(headers.get("cache-control"), "no-store");
    equal(headers.get("referrer-policy"), "no-referrer");
  }
});

Deno.test("every file has the type that it is", () => {
  const types = Object.fromEntries(paths.map((path) => [
    path.split(".")[1] ?? "html",
    views[path]!().headers.get("content-type"),
  ]));
  deepEqual(types, {
    html: "text/html; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    svg: "image/svg+xml; charset=utf-8",
    css: "text/css; charset=utf-8",
  });
});

/** Not those in comments, which are for the checker of types. */
const IMPORT = /^(?:import|}).* from "\.\/([^"]+)";$/gm;

Deno.test("every module that is imported is served", async () => {
  const scripts = paths.filter((path) => path.endsWith(".js"));
  for (const path of scripts) {
    const text = await textOf(path);
    for (const [, name] of text.matchAll(IMPORT)) {
      ok(paths.includes(`/page/${name}`), `${path}: ${name}`);
    }
  }
  ok(scripts.length > 5);
});

Deno.test("the page asks for nothing from elsewhere and holds no inline code", async () => {
  const page = await textOf("/");
  const asked = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, to]) =>
    to!
  );
  for (const to of asked) {
    ok(to.startsWith("#") || paths.includes(to), to);
  }
  ok(!/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/.test(page));
  for (const path of paths) {
    const text = (await textOf(path)).replaceAll(
      "http://www.w3.org/2000/svg",
      "",
    );
    ok(!/https?:\/\//.test(text), path);
    ok(!/innerHTML|insertAdjacentHTML|document\.write|eval\(/.test(text), path);
  }
});

Deno.test("the page has a place for each pane", async () => {
  const page = await textOf("/");
  for (
    const id of [
      "activity",
      "counters",
      "killswitch",
      "map",
      "chain",
      "sessions",
    ]
  ) {
    ok(page.includes(`<section id="${id}" class="pane"`), id);
  }
});
