import {
  type Answer,
  asJson,
  cut,
  decode,
  encode,
  type Said,
  TOOL,
} from "./answer.ts";

/** https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion */
export const ollamaChatLines = asLines((text) => [
  ...cut(text).map((content) => ({ message: { content }, done: false })),
  {
    message: {
      content: "",
      tool_calls: [{
        function: { name: TOOL.name, arguments: { [TOOL.argument]: text } },
      }],
    },
    done: false,
  },
  { message: { content: "" }, done: true },
]);

export const ollamaGenerateLines = asLines((text) => [
  ...cut(text).map((response) => ({ response, done: false })),
  { response: "", done: true },
]);

/** An answer of which nobody told us anything, an error for instance. */
export const anyJson: Answer = asJson("JSON", {
  value: (text) => ({ error: { message: text, seen: [text] } }),
  said: ({ error: { message, seen } }) => ({
    text: message,
    argument: seen[0],
  }),
});

function asLines(lines: (text: string) => readonly unknown[]): Answer {
  return {
    name: "NDJSON",
    contentType: "application/x-ndjson",
    say: (text) =>
      lines(text).map((line) => encode(`${JSON.stringify(line)}\n`)),
    hear: (bytes) => saidIn(decode(bytes)),
  };
}

function saidIn(body: string): Said {
  const lines = body.trimEnd().split("\n").map((line) => JSON.parse(line));
  const text = lines.map(({ message, response }) =>
    message?.content ?? response
  ).join("");
  const call = lines.flatMap(({ message }) => message?.tool_calls ?? [])[0];
  return { text, argument: call?.function.arguments[TOOL.argument] ?? text };
}
