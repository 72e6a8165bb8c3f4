import { Box, render, Text, useInput, usePaste, useWindowSize } from "ink";
import { createElement, memo, useEffect } from "react";
import { keysOf } from "./key_of.ts";
import type { Size } from "./span.ts";

/** A screen that is drawn again whenever it is told of other lines. */
export interface Drawing {
  /** Lines as a terminal takes them. */
  readonly draw: (lines: readonly string[]) => void;
  /** Gives the terminal back as it was. */
  readonly end: () => void;
  /** Resolves when the terminal was given back. */
  readonly ended: Promise<unknown>;
}

export interface DrawingOptions {
  readonly pressed: (key: string) => void;
  readonly pasted: (text: string) => void;
  readonly resized: (size: Size) => void;
}

/** Takes the terminal: another screen, raw keys, no cursor. */
export function takeScreen(options: DrawingOptions): Drawing {
  let shown = "";
  const app = render(createElement(Screen, { ...options, lines: [] }), {
    alternateScreen: true,
    interactive: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 20,
  });
  return {
    draw(lines) {
      const all = lines.join("\n");
      if (all === shown) return;
      shown = all;
      app.rerender(createElement(Screen, { ...options, lines }));
    },
    end() {
      // tmux keeps what stands there if it was resized since.
      app.rerender(createElement(Screen, { ...options, lines: [] }));
      app.unmount();
    },
    ended: app.waitUntilExit(),
  };
}

function Screen(
  { lines, pressed, pasted, resized }: DrawingOptions & {
    readonly lines: readonly string[];
  },
) {
  useInput((input, key) => keysOf(input, key).forEach(pressed));
  usePaste(pasted);
  const { columns: width, rows: height } = useWindowSize();
  useEffect(() => resized({ width, height }), [width, height]);
  return createElement(
    Box,
    { flexDirection: "column", width, height },
    ...lines.slice(0, height).map((text, key) =>
      createElement(Row, { key, text })
    ),
  );
}

const Row = memo(({ text }: { readonly text: string }) =>
  createElement(Text, { wrap: "truncate" }, text)
);
