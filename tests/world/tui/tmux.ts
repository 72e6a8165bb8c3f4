import { until } from "../support/until.ts";

export interface TmuxOptions {
  readonly width: number;
  readonly height: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A real terminal, with a shell in it, that nobody looks at. */
export class Tmux {
  readonly #socket = `waterwall-${crypto.randomUUID()}`;

  /** Opens a terminal in which `sh` waits for what is typed. */
  static async open({ width, height, env = {} }: TmuxOptions): Promise<Tmux> {
    const tmux = new Tmux();
    await tmux.#run(
      ...["new-session", "-d", "-x", `${width}`, "-y", `${height}`],
      ...Object.entries({ ...PLAIN, ...env })
        .flatMap(([name, value]) => ["-e", `${name}=${value}`]),
      "sh",
    );
    return tmux;
  }

  /** Types text as it stands. */
  type(text: string): Promise<string> {
    return this.#run("send-keys", "-l", text);
  }

  /** Presses keys by tmux's names for them: `Enter`, `Escape`, `C-c`. */
  press(...keys: readonly string[]): Promise<string> {
    return this.#run("send-keys", ...keys);
  }

  /** What stands on the screen. */
  text(): Promise<string> {
    return this.#run("capture-pane", "-p");
  }

  /** What stands there, with its colours. */
  painted(): Promise<string> {
    return this.#run("capture-pane", "-p", "-e");
  }

  resize(width: number, height: number): Promise<string> {
    return this.#run("resize-window", "-x", `${width}`, "-y", `${height}`);
  }

  /**
   * Waits until the screen shows something, and returns the screen. It may be
   * looked at while it is being drawn: what else is asked of it, is awaited.
   */
  shows(
    what: string | RegExp,
    isAll: (screen: string) => boolean = () => true,
  ): Promise<string> {
    return until(`${what} is shown`, async () => {
      const text = await this.text();
      const isThere = typeof what === "string"
        ? text.includes(what)
        : what.test(text);
      return isThere && isAll(text) && text;
    }, () => this.text());
  }

  async close(): Promise<void> {
    await this.#run("kill-server").catch(() => {});
  }

  async #run(...words: readonly string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command("tmux", {
      args: ["-L", this.#socket, "-f", "/dev/null", ...words],
    }).output();
    const decoder = new TextDecoder();
    if (!success) throw new Error(decoder.decode(stderr));
    return decoder.decode(stdout);
  }
}

/** Neither a colour nor a machine that builds is wished for unless it is said. */
const PLAIN = {
  PS1: "$ ",
  ENV: "",
  LANG: "C.UTF-8",
  LC_ALL: "C.UTF-8",
  CI: "true",
  NO_COLOR: "1",
};
