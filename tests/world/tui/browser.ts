import { type Browser, chromium, type Page } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where Chromium stands on this machine; `undefined` if it does not. */
export function chromiumHere(): string | undefined {
  return CHROMIUM.find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

/** It talks to nobody but the page's server. */
const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Visit {
  readonly page: Page;
  /** What the page's policy forbade, and what went wrong in it. */
  readonly faults: readonly string[];
  /** Addresses that it asked for. */
  readonly asked: readonly string[];
  /** Keeps a picture of the page among the artefacts of the tests. */
  picture(name: string): Promise<void>;
}

export interface VisitOptions {
  readonly scheme?: "dark" | "light";
  readonly width?: number;
  readonly height?: number;
  /** @default the machine's */
  readonly timezone?: string;
}

/** How long the page may take for anything before a test gives up. */
const LIMIT_MS = 120_000;

const PICTURES = new URL("../../../coverage/pictures/", import.meta.url);

/** Looks at a page with a browser of its own. */
export async function visit(
  url: string,
  look: (visit: Visit) => Promise<void>,
  { scheme = "dark", width = 1400, height = 1000, timezone }: VisitOptions = {},
): Promise<void> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumHere()!,
    args: QUIET,
    timeout: LIMIT_MS,
  });
  try {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: scheme,
      ...timezone !== undefined && { timezoneId: timezone },
    });
    page.setDefaultTimeout(LIMIT_MS);
    const faults: string[] = [];
    const asked: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy|TrustedHTML/.test(message.text())) {
        faults.push(message.text());
      }
    });
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(url);
    await look({
      page,
      faults,
      asked,
      async picture(name) {
        await Deno.mkdir(PICTURES, { recursive: true });
        const path = new URL(`${name}.png`, PICTURES).pathname;
        await page.screenshot({ path, fullPage: true });
      },
    });
  } finally {
    await browser.close();
  }
}
