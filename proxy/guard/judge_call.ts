import type { Command } from "./command.ts";
import { addressHost, type IsAllowed, namesNoHost, urlHosts } from "./hosts.ts";
import { devTcp, judgeCode } from "./judge_code.ts";
import { type Fault, judgeCommands, judgeShell } from "./judge_shell.ts";
import type { Argument, ToolCall } from "./tool_call.ts";
import { type ArgumentKind, argumentKind, toolKind } from "./tools.ts";

/** How the host is called to which a search goes. */
export const SEARCH_ENGINE = "a search engine";

/**
 * The host to which a call would carry its secrets although nothing may go
 * there; `UNKNOWN` if it cannot be told, `undefined` if there is none.
 *
 * Any argument may name the host for any other, so a call is judged as a whole.
 */
export function judgeCall(call: ToolCall, isAllowed: IsAllowed): Fault {
  const kind = toolKind(call.name);
  switch (kind) {
    case "inside":
      return undefined;
    case "search":
      return SEARCH_ENGINE;
    case "shell":
    case "other":
      if (kind === "other" && writesFile(call)) return undefined;
      return judgeArguments(call.arguments, { isAllowed, kind }) ??
        judgeArgv(call.arguments, isAllowed);
  }
}

function judgeArguments(
  args: readonly Argument[],
  { isAllowed, kind }: {
    readonly isAllowed: IsAllowed;
    readonly kind: "shell" | "other";
  },
): Fault {
  for (const { keys, text, isKey } of args) {
    const holds = isKey ? "text" : kindOf(keys);
    const asShell = kind === "shell" && holds === "text" && !isKey;
    const fault = judgeText(text, asShell ? "command" : holds, isAllowed);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** By the nearest name that says something. */
function kindOf(keys: Argument["keys"]): ArgumentKind {
  for (const key of keys.toReversed()) {
    const kind = typeof key === "string" ? argumentKind(key) : "text";
    if (kind !== "text") return kind;
  }
  return "text";
}

function judgeText(
  text: string,
  kind: ArgumentKind,
  isAllowed: IsAllowed,
): Fault {
  const asShell = (each: string) => judgeShell(each, { isAllowed });
  switch (kind) {
    case "command":
      return asShell(text);
    case "code":
      return judgeCode(text, { isAllowed, judgeShell: asShell });
    case "address":
      if (namesNoHost(text) || text === "") return undefined;
      return refused([addressHost(text)], isAllowed);
    case "remark":
      return undefined;
    case "recipient": {
      const mails = [...text.matchAll(/@([^\s@,;>]+)/g)].map(([, at]) => at!);
      return refused([...urlHosts(text), ...mails], isAllowed);
    }
    case "text":
      return refused([...urlHosts(text), ...markup(text)], isAllowed);
  }
}

function refused(hosts: readonly string[], isAllowed: IsAllowed): Fault {
  return hosts.find((host) => !isAllowed(host));
}

/** Images and links whose address begins with two slashes. */
function markup(text: string): readonly string[] {
  const links = text.matchAll(
    /(?:\]\(|\b(?:src|href)=["']?)\s*(\/\/[^\s)"'>]*)/gi,
  );
  return [
    ...[...links].map((found) => addressHost(found[1]!)),
    ...devTcp(text),
  ];
}

/** A command that is given in words: `command` and `args`, or a list of words. */
function judgeArgv(args: readonly Argument[], isAllowed: IsAllowed): Fault {
  const words = args
    .filter(({ keys, isKey }) => !isKey && kindOf(keys) === "command")
    .map(({ text }) => text);
  if (words.length < 2) return undefined;
  const command: Command = {
    words,
    assigned: [],
    files: [],
    data: [],
    isPiped: false,
  };
  return judgeCommands([command], { isAllowed });
}

/** Whether a tool of unknown name takes a file's path and the text to put there. */
function writesFile({ arguments: args }: ToolCall): boolean {
  const names = new Set(args.map(({ keys }) => keys[0]));
  const has = (...some: readonly string[]) =>
    some.some((one) => names.has(one));
  const isElse = args.some(({ keys }) =>
    ["command", "code", "address"].includes(kindOf(keys))
  );
  return !isElse &&
    has("path", "file_path", "filepath", "filename", "target_file") &&
    has("content", "contents", "text", "new_string", "new_str", "file_text");
}
