import { command, type Done, listen } from "./admin_client.ts";
import type { Drawing } from "./draw.ts";
import { begin, type Effect, type Model, type Msg } from "./model.ts";
import { paint, type PaintOptions } from "./paint.ts";
import { screen } from "./screen.ts";
import { terminalOf } from "./terminal.ts";
import { themeFor } from "./theme.ts";
import { update } from "./update.ts";
import { isWorthDrawing } from "./worth_drawing.ts";

/** What a dashboard is given. */
export interface DashboardOptions {
  /** Port of the admin server, asked anew for each connection. */
  readonly port: () => Promise<number>;
  /** The admin token; `null` if there is none. */
  readonly token: () => Promise<string | null>;
  /** Runs a verb, and tells what it said. */
  readonly run: (words: readonly string[]) => Promise<Outcome>;
  /** An environment variable. */
  readonly env: (name: string) => string | undefined;
  /** The background, where the terminal's own word is not to count. */
  readonly background?: "dark" | "light";
}

/** What a verb said. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Whether there is a terminal to draw on, and keys to hear. */
export function hasTerminal(): boolean {
  return Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
}

const TICK_MS = 1_000;
const RETRY_MS = 1_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that asks a process to end. */
export type Ending = typeof SIGNALS[number];

/**
 * Shows a dashboard until its reader leaves it.
 *
 * @returns the signal that ended it instead; `null` if none did.
 */
export async function runDashboard(
  options: DashboardOptions,
): Promise<Ending | null> {
  return await new Dashboard(options).run();
}

class Dashboard {
  readonly #options: DashboardOptions;
  readonly #look: PaintOptions;
  #model: Model;
  #drawnMs = 0;
  #drawing: Drawing | null = null;
  #stopListening = () => {};
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ending: Ending | null = null;
  #isOver = false;

  constructor(options: DashboardOptions) {
    const { env, background } = options;
    const terminal = terminalOf(env);
    this.#options = options;
    this.#look = {
      theme: themeFor({
        ...terminal,
        background: background ?? terminal.background,
      }),
      unicode: terminal.unicode,
    };
    const { columns: width, rows: height } = Deno.consoleSize();
    this.#model = begin({ width, height }, {
      nowMs: Date.now(),
      offsetMinutes: -new Date().getTimezoneOffset(),
    });
  }

  async run(): Promise<Ending | null> {
    const { takeScreen } = await import("./draw.ts");
    const release = this.#guard();
    const tick = setInterval(
      () => this.#hear({ is: "tick", ms: Date.now() }),
      TICK_MS,
    );
    try {
      this.#drawing = takeScreen({
        pressed: (key) => this.#hear({ is: "key", key }),
        pasted: (text) => this.#hear({ is: "paste", text }),
        resized: (size) => this.#hear({ is: "size", size }),
      });
      this.#draw();
      void this.#listen();
      await this.#drawing.ended;
    } finally {
      this.#isOver = true;
      clearInterval(tick);
      clearTimeout(this.#retry);
      this.#stopListening();
      this.#drawing?.end();
      release();
    }
    return this.#ending;
  }

  /** Whatever ends the process gives the terminal back. */
  #guard(): () => void {
    const end = () => this.#drawing?.end();
    const signals = SIGNALS
      .filter((signal) => Deno.build.os !== "windows" || signal === "SIGINT")
      .map((signal) => {
        const stop = () => {
          this.#ending = signal;
          end();
        };
        Deno.addSignalListener(signal, stop);
        return () => Deno.removeSignalListener(signal, stop);
      });
    const events = ["error", "unhandledrejection", "unload"];
    for (const event of events) addEventListener(event, end);
    return () => {
      for (const remove of signals) remove();
      for (const event of events) removeEventListener(event, end);
    };
  }

  async #listen(): Promise<void> {
    const port = await this.#options.port();
    if (this.#isOver) return;
    this.#stopListening = listen({
      port,
      now: Date.now,
      hear: (msg) => {
        this.#hear(msg);
        if (msg.is === "lost") this.#listenLater();
      },
    });
  }

  #listenLater(): void {
    this.#stopListening();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#listen(), RETRY_MS);
  }

  #hear(msg: Msg): void {
    if (this.#isOver) return;
    const before = this.#model;
    const { model, effect } = update(before, msg);
    this.#model = model;
    if (isWorthDrawing(msg, { before, model, drawnMs: this.#drawnMs })) {
      this.#draw();
    }
    const isSilent = msg.is === "tick" && before.link !== model.link;
    if (isSilent) this.#listenLater();
    if (effect) void this.#act(effect);
  }

  #draw(): void {
    this.#drawnMs = this.#model.nowMs;
    const lines = screen(this.#model);
    this.#drawing?.draw(lines.map((line) => paint(line, this.#look)));
  }

  async #act(effect: Effect): Promise<void> {
    switch (effect.do) {
      case "quit":
        return this.#drawing?.end();
      case "reload":
        return this.#done(
          await this.#command("/admin/reload", {}),
          "Configuration and policy are read again",
        );
      case "killswitch": {
        const body = { state: effect.state, reason: "dashboard" };
        return this.#done(
          await this.#command("/admin/killswitch", body),
          effect.state === "armed"
            ? "The kill switch is armed"
            : "The HTTP switch is clear",
        );
      }
      case "verify":
        return await this.#read("VERIFY INSTALL", [
          "verify-install",
          "--runtime",
        ]);
      case "export": {
        const { since, until } = effect;
        const days = ["--since", since, "--until", until];
        return await this.#read("EXPORT EVIDENCE", [
          "export-evidence",
          ...days,
        ]);
      }
    }
  }

  async #command(path: string, body: unknown): Promise<Done> {
    const token = await this.#options.token();
    if (token === null) {
      return { ok: false, why: "There is no admin token in the home folder" };
    }
    const port = await this.#options.port();
    return await command(path, { port, token, body });
  }

  async #read(title: string, words: readonly string[]): Promise<void> {
    const { ok, lines } = await this.#options.run(words);
    this.#hear({ is: "read", title, ok, lines });
  }

  #done({ ok, why }: Done, said: string): void {
    this.#hear({ is: "done", ok, said: ok ? said : why });
  }
}
