import {
  type Answer,
  type Any,
  argumentsOf,
  asEvents,
  asJson,
  asMessages,
  cut,
  decode,
  encode,
  type Said,
  type Streamed,
  TOOL,
} from "./answer.ts";

const candidate = (part: unknown) => ({
  candidates: [{ index: 0, content: { role: "model", parts: [part] } }],
});
const call = (text: string) => ({
  functionCall: { name: TOOL.name, args: { [TOOL.argument]: text } },
});

/** https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent */
const stream: Streamed = {
  events: (text) => [
    ...cut(text).map((text) => candidate({ text })),
    candidate(call(text)),
    { candidates: [{ index: 0, finishReason: "STOP" }] },
  ],
  pieces: ({ candidates: [{ content }] }) => {
    const [part] = content?.parts ?? [{}];
    const { functionCall } = part;
    return {
      text: part.text,
      argument: functionCall && argumentsOf(functionCall.args[TOOL.argument]),
    };
  },
};

/** https://ai.google.dev/api/live#messages */
export const liveMessages: Answer = asMessages({
  events: (text) => [
    ...cut(text).map((text) => ({
      serverContent: { modelTurn: { parts: [{ text }] } },
    })),
    {
      toolCall: {
        functionCalls: [{
          name: TOOL.name,
          args: { [TOOL.argument]: text },
        }],
      },
    },
    { serverContent: { turnComplete: true } },
  ],
  pieces: ({ serverContent, toolCall }) => ({
    text: serverContent?.modelTurn?.parts[0].text,
    argument: toolCall &&
      argumentsOf(toolCall.functionCalls[0].args[TOOL.argument]),
  }),
});

const wrapped: Streamed = {
  events: (text) => stream.events(text).map((response) => ({ response })),
  pieces: ({ response }) => stream.pieces(response),
};

const whole = (text: string) => ({
  candidates: [{
    index: 0,
    content: { role: "model", parts: [{ text }, call(text)] },
    finishReason: "STOP",
  }],
});
const saidIn = ({ candidates: [{ content: { parts } }] }: Any): Said => ({
  text: parts[0].text,
  argument: parts[1].functionCall.args[TOOL.argument],
});

export const geminiJson: Answer = asJson("JSON", {
  value: whole,
  said: saidIn,
});
export const geminiEvents: Answer = asEvents("SSE", stream);

/** What `alt=sse` was not asked for. */
export const geminiArray: Answer = {
  name: "JSON array, element by element",
  contentType: "application/json",
  say: (text) => [
    ...stream.events(text).map((event, nth) =>
      encode(`${nth === 0 ? "[" : ",\r\n"}${JSON.stringify(event)}`)
    ),
    encode("\n]"),
  ],
  hear: (bytes) => {
    const all = JSON.parse(decode(bytes)).map(stream.pieces);
    return {
      text: all.map(({ text }: Any) => text ?? "").join(""),
      argument:
        JSON.parse(all.map(({ argument }: Any) => argument ?? "").join(""))[
          TOOL.argument
        ],
    };
  },
};

export const codeAssistJson: Answer = asJson("JSON", {
  value: (text) => ({ response: whole(text) }),
  said: ({ response }) => saidIn(response),
});
export const codeAssistEvents: Answer = asEvents("SSE", wrapped);
