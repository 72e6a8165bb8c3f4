import { fileOf } from "../file.ts";
import { type Family, type Json, underKeys } from "../position.ts";

const message = (role: string, type: string) => (text: string): Json[] => [
  { type: "message", role, content: [{ type, text }] },
];
const calling = (input: Json): Json[] => [
  {
    type: "function_call",
    call_id: "call_1",
    name: "write",
    arguments: JSON.stringify(input),
  },
  { type: "function_call_output", call_id: "call_1", output: "ok" },
];
const output = (output: Json): Json[] => [
  { type: "function_call_output", call_id: "call_2", output },
];
const inBase64 = (text: string) => ({
  type: "input_file",
  filename: "a.yaml",
  file_data: `data:application/x-yaml;base64,${fileOf(text)}`,
});

/** https://platform.openai.com/docs/api-reference/responses/create */
export const openaiResponses: Family = {
  name: "OpenAI Responses",
  body: (input, beside) => ({ model: "gpt-test", input, ...beside }),
  smallTalk: message("user", "input_text")("and now?"),
  positions: [
    { name: "instructions", once: (instructions) => ({ instructions }) },
    { name: "input as one string", once: (input) => ({ input }) },
    { name: "metadata", once: (note) => ({ metadata: { note } }) },
    { name: "an unknown field", once: (text) => ({ x_new: { deep: [text] } }) },
    { name: "an object key", once: (key) => ({ x_new: { [key]: 1 } }) },
    {
      name: "prompt's variables",
      once: (city) => ({ prompt: { id: "pmpt_1", variables: { city } } }),
    },
    {
      name: "tool definition's description",
      once: (description) => ({
        tools: [{ type: "function", name: "write", description }],
      }),
    },
    {
      name: "MCP server's address",
      once: (server_url) => ({
        tools: [{ type: "mcp", server_label: "m", server_url }],
      }),
    },
    {
      name: "user string",
      turn: (content) => [{ role: "user", content }],
    },
    { name: "user part", turn: message("user", "input_text") },
    { name: "developer part", turn: message("developer", "input_text") },
    { name: "assistant part", turn: message("assistant", "output_text") },
    {
      name: "reasoning summary",
      turn: (text) => [{
        type: "reasoning",
        id: "rs_1",
        summary: [{ type: "summary_text", text }],
      }],
    },
    { name: "function_call's arguments", turn: (text) => calling({ text }) },
    ...underKeys("function_call's arguments", calling),
    {
      name: "function_call's arguments, an object key",
      turn: (key) => calling({ [key]: 1 }),
    },
    { name: "function_call_output string", turn: output },
    {
      name: "function_call_output part",
      turn: (text) => output([{ type: "input_text", text }]),
    },
    {
      name: "user part, a file of text",
      turn: (text) => [{ role: "user", content: [inBase64(text)] }],
    },
    {
      name: "function_call_output part, a file of text",
      turn: (text) => output([inBase64(text)]),
    },
    {
      name: "custom tool's input",
      turn: (input) => [
        { type: "custom_tool_call", call_id: "call_3", name: "patch", input },
      ],
    },
    {
      name: "custom tool's output",
      turn: (output) => [
        { type: "custom_tool_call_output", call_id: "call_3", output },
      ],
    },
    {
      name: "local shell's command and environment",
      turn: (text) => [{
        type: "local_shell_call",
        id: "ls_1",
        call_id: "call_4",
        action: { type: "exec", command: ["sh", "-c", text], env: { A: text } },
      }],
    },
    {
      name: "shell's output",
      turn: (stdout) => [{
        type: "shell_call_output",
        call_id: "call_4",
        output: [{ stdout, stderr: "", outcome: { type: "exit" } }],
      }],
    },
    {
      name: "patch",
      turn: (diff) => [{
        type: "apply_patch_call",
        call_id: "call_5",
        operation: { type: "update_file", path: ".env", diff },
      }],
    },
    {
      name: "MCP call's arguments and output",
      turn: (text) => [{
        type: "mcp_call",
        id: "mcp_1",
        server_label: "m",
        name: "query",
        arguments: JSON.stringify({ token: text }),
        output: text,
      }],
    },
    {
      name: "code interpreter's code and logs",
      turn: (code) => [{
        type: "code_interpreter_call",
        id: "ci_1",
        code,
        outputs: [{ type: "logs", logs: code }],
      }],
    },
    {
      name: "an item of an unknown type",
      turn: (text) => [{ type: "new_item", signature: text, data: text }],
    },
  ],
};
