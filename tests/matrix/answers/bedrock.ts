import { Buffer } from "node:buffer";
import { readFrame, writeFrame } from "../../../proxy/eventstream/frame.ts";
import { anthropicStream } from "./anthropic.ts";
import {
  added,
  type Answer,
  type Any,
  argumentsOf,
  asJson,
  cut,
  decode,
  encode,
  type Streamed,
  TOOL,
} from "./answer.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html */
const converseStream: Streamed = {
  events: (text) => [
    ...cut(text)
      .map((text) => ({ contentBlockIndex: 0, delta: { text } })),
    { contentBlockIndex: 0 },
    {
      contentBlockIndex: 1,
      start: { toolUse: { toolUseId: "t9", name: TOOL.name } },
    },
    ...cut(argumentsOf(text)).map((input) => ({
      contentBlockIndex: 1,
      delta: { toolUse: { input } },
    })),
    { contentBlockIndex: 1 },
    { stopReason: "tool_use" },
  ],
  pieces: ({ delta = {} }) => ({
    text: delta.text,
    argument: delta.toolUse?.input,
  }),
};

export const converseFrames = asFrames("AWS event stream", {
  ...converseStream,
  wrap: (event) => event,
  unwrap: (payload) => payload,
});

/** Anthropic's events, each in base64 in a frame of its own. */
export const invokeFrames = asFrames("AWS event stream of base64", {
  ...anthropicStream,
  wrap: (event) => ({
    bytes: Buffer.from(JSON.stringify(event)).toString("base64"),
  }),
  unwrap: ({ bytes }) => JSON.parse(Buffer.from(bytes, "base64").toString()),
});

export const converseJson: Answer = asJson("JSON", {
  value: (text) => ({
    output: {
      message: {
        role: "assistant",
        content: [{ text }, {
          toolUse: {
            toolUseId: "t9",
            name: TOOL.name,
            input: { [TOOL.argument]: text },
          },
        }],
      },
    },
  }),
  said: ({ output: { message: { content: [{ text }, { toolUse }] } } }) => ({
    text,
    argument: toolUse.input[TOOL.argument],
  }),
});

function asFrames(
  name: string,
  { wrap, unwrap, ...stream }: Streamed & {
    readonly wrap: (event: Any) => Any;
    readonly unwrap: (payload: Any) => Any;
  },
): Answer {
  return {
    name,
    contentType: "application/vnd.amazon.eventstream",
    say: (text) =>
      stream.events(text).map((event) =>
        writeFrame({
          headers: new Uint8Array(),
          payload: encode(JSON.stringify(wrap(event))),
        })
      ),
    hear: (bytes) =>
      added(
        framesIn(bytes).map((frame) =>
          unwrap(JSON.parse(decode(readFrame(frame).payload)))
        ),
        stream,
      ),
  };
}

function framesIn(bytes: Bytes): Bytes[] {
  const frames: Bytes[] = [];
  for (let at = 0; at < bytes.length;) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const end = at + view.getUint32(0);
    frames.push(bytes.slice(at, end));
    at = end;
  }
  return frames;
}
