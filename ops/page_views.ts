import { ADMIN_HEADERS } from "./admin_headers.ts";
import activityCells from "./page/activity_cells.js" with { type: "text" };
import chainRows from "./page/chain_rows.js" with { type: "text" };
import counterRows from "./page/counter_rows.js" with { type: "text" };
import mapRows from "./page/map_rows.js" with { type: "text" };
import sessionCells from "./page/session_cells.js" with { type: "text" };
import switchRows from "./page/switch_rows.js" with { type: "text" };
import curve from "./page/curve.js" with { type: "text" };
import dom from "./page/dom.js" with { type: "text" };
import format from "./page/format.js" with { type: "text" };
import icon from "./page/icon.svg" with { type: "text" };
import index from "./page/index.html" with { type: "text" };
import live from "./page/live.js" with { type: "text" };
import css from "./page/page.css" with { type: "text" };
import page from "./page/page.js" with { type: "text" };
import panes from "./page/panes.js" with { type: "text" };
import plot from "./page/plot.js" with { type: "text" };

/** The files of the page, by path: all that a browser is ever sent. */
const FILES = {
  "/": index,
  "/page/activity_cells.js": activityCells,
  "/page/chain_rows.js": chainRows,
  "/page/counter_rows.js": counterRows,
  "/page/map_rows.js": mapRows,
  "/page/session_cells.js": sessionCells,
  "/page/switch_rows.js": switchRows,
  "/page/curve.js": curve,
  "/page/dom.js": dom,
  "/page/format.js": format,
  "/page/icon.svg": icon,
  "/page/live.js": live,
  "/page/page.css": css,
  "/page/page.js": page,
  "/page/panes.js": panes,
  "/page/plot.js": plot,
} as const;

const TYPES: Readonly<Record<string, string>> = {
  "/": "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};

/** Nothing from elsewhere, nothing inline, nothing sent anywhere else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** What the admin server answers to a browser: the status page, by path. */
export function pageViews(): Readonly<Record<string, () => Response>> {
  return Object.fromEntries(
    Object.entries(FILES).map(([path, text]) => [
      path,
      () => new Response(text, { headers: headersFor(path) }),
    ]),
  );
}

function headersFor(path: string): Readonly<Record<string, string>> {
  const type = TYPES[path] ?? TYPES[path.split(".").at(-1)!]!;
  return {
    ...ADMIN_HEADERS,
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
  };
}
