import { fileOf } from "../file.ts";
import { type Family, type Json, underKeys } from "../position.ts";

const schema = { type: "object", properties: { content: { type: "string" } } };
const user = (content: Json) => [{ role: "user", content }];
const assistant = (block: Json) => [{ role: "assistant", content: [block] }];
const use = (input: Json) => [
  ...assistant({ type: "tool_use", id: "toolu_1", name: "write", input }),
  ...user([{ type: "tool_result", tool_use_id: "toolu_1", content: "ok" }]),
];
const result = (content: Json) => [
  ...assistant({ type: "tool_use", id: "toolu_2", name: "read", input: {} }),
  ...user([{ type: "tool_result", tool_use_id: "toolu_2", content }]),
];
const document = (fields: Record<string, Json>) =>
  user([{
    type: "document",
    source: { type: "text", media_type: "text/plain", data: "see above" },
    ...fields,
  }]);
const inBase64 = (text: string) => ({
  type: "base64",
  media_type: "text/plain",
  data: fileOf(text),
});

/** https://docs.anthropic.com/en/api/messages */
export const anthropic: Family = {
  name: "Anthropic Messages",
  body: (messages, beside) => ({
    model: "claude-test",
    max_tokens: 1024,
    messages,
    ...beside,
  }),
  smallTalk: user("and now?"),
  positions: [
    { name: "system string", once: (system) => ({ system }) },
    {
      name: "system block",
      once: (text) => ({
        system: [
          { type: "text", text: "Be brief." },
          { type: "text", text, cache_control: { type: "ephemeral" } },
        ],
      }),
    },
    {
      name: "tool definition's description",
      once: (description) => ({
        tools: [{ name: "write", description, input_schema: schema }],
      }),
    },
    {
      name: "tool definition's schema",
      once: (text) => ({
        tools: [{
          name: "write",
          input_schema: {
            type: "object",
            properties: { content: { type: "string", default: text } },
          },
        }],
      }),
    },
    { name: "metadata", once: (user_id) => ({ metadata: { user_id } }) },
    { name: "an unknown field", once: (text) => ({ x_new: { deep: [text] } }) },
    {
      name: "MCP server's address",
      once: (url) => ({ mcp_servers: [{ type: "url", name: "m", url }] }),
    },
    { name: "user string", turn: user },
    { name: "user block", turn: (text) => user([{ type: "text", text }]) },
    {
      name: "assistant string",
      turn: (content) => [{ role: "assistant", content }],
    },
    {
      name: "assistant block",
      turn: (text) => assistant({ type: "text", text }),
    },
    ...underKeys("tool input", use),
    { name: "tool input, an object key", turn: (key) => use({ [key]: 1 }) },
    { name: "tool input, deep", turn: (text) => use({ a: [{ b: [text] }] }) },
    { name: "tool result string", turn: result },
    {
      name: "tool result block",
      turn: (text) => result([{ type: "text", text }]),
    },
    {
      name: "document text",
      turn: (data) =>
        document({ source: { type: "text", media_type: "text/plain", data } }),
    },
    {
      name: "document, a file of text in base64",
      turn: (text) => document({ source: inBase64(text) }),
    },
    {
      name: "tool result, a file of text in base64",
      turn: (text) => result([{ type: "document", source: inBase64(text) }]),
    },
    {
      name: "document's title and context",
      turn: (title) => document({ title, context: title }),
    },
    {
      name: "search result",
      turn: (text) =>
        result([{
          type: "search_result",
          source: text,
          title: "t",
          content: [{ type: "text", text }],
        }]),
    },
    {
      name: "server tool's input",
      turn: (code) =>
        assistant({
          type: "server_tool_use",
          id: "srvtoolu_1",
          name: "code_execution",
          input: { code },
        }),
    },
    {
      name: "server tool's output",
      turn: (stdout) =>
        assistant({
          type: "code_execution_tool_result",
          tool_use_id: "srvtoolu_1",
          content: { type: "code_execution_result", stdout, return_code: 0 },
        }),
    },
    {
      name: "MCP call's input",
      turn: (token) =>
        assistant({
          type: "mcp_tool_use",
          id: "mcptoolu_1",
          name: "query",
          server_name: "m",
          input: { token },
        }),
    },
    {
      name: "MCP call's result",
      turn: (text) =>
        assistant({
          type: "mcp_tool_result",
          tool_use_id: "mcptoolu_1",
          is_error: false,
          content: [{ type: "text", text }],
        }),
    },
    {
      name: "a block of an unknown type",
      turn: (text) =>
        user([{ type: "new_block", signature: text, data: text }]),
    },
  ],
};

/** The older endpoint, which takes one string. https://docs.anthropic.com/en/api/complete */
export const anthropicComplete: Family = {
  name: "Anthropic Complete",
  body: (turns, beside) => ({
    model: "claude-test",
    max_tokens_to_sample: 100,
    prompt: turns.join("\n\n"),
    ...beside,
  }),
  smallTalk: ["Human: and now?"],
  positions: [
    { name: "prompt", turn: (text) => [`Human: ${text}`] },
    { name: "metadata", once: (user_id) => ({ metadata: { user_id } }) },
    { name: "stop sequence", once: (text) => ({ stop_sequences: [text] }) },
  ],
};
