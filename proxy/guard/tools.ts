/** What a tool does with its arguments, as far as its name tells. */
export type ToolKind =
  /** Runs a command line. */
  | "shell"
  /** Asks a search engine, which keeps what it is asked. */
  | "search"
  /** Writes to files, or passes text on within the agent. */
  | "inside"
  /** Anything else: judged by what its arguments are called. */
  | "other";

const INSIDE = words(
  "write read edit multiedit multi_edit notebookedit notebook_edit write_file " +
    "read_file edit_file create_file append_file replace replace_in_file insert_edit_into_file " +
    "write_to_file save_file str_replace str_replace_editor " +
    "str_replace_based_edit_tool text_editor apply_patch apply_diff " +
    "patch glob grep ls list_dir list_directory search_replace search_files " +
    "read_many_files move_file delete_file view create file_edit file_write todowrite todo_write " +
    "todoread update_plan task agent exitplanmode exit_plan_mode " +
    "askuserquestion ask_followup_question attempt_completion memory " +
    "edit_notebook_file write_text_file read_text_file",
);

const SHELL = words(
  "bash shell local_shell local_shell_call shell_call shell_command sh zsh " +
    "powershell pwsh terminal exec exec_command container.exec execute " +
    "execute_command run_command run_shell run_shell_command run_terminal_cmd " +
    "run_terminal_command run_in_terminal send_to_terminal write_stdin " +
    "bash_tool unified_exec command cmd computer_terminal start_process " +
    "execute_bash process_start ssh remote_exec",
);

const SEARCH = words(
  "websearch web_search google_search google_web_search search_web " +
    "brave_web_search tavily_search web_search_exa exa_search perplexity_ask " +
    "duckduckgo_search internet_search",
);

/** What kind of tool a name stands for; an MCP server's name before it does not count. */
export function toolKind(name: string): ToolKind {
  const own = name.replace(/^(?:mcp__.*?__|functions?\.)/, "").toLowerCase()
    .replaceAll("-", "_");
  if (INSIDE.has(own)) return "inside";
  if (SHELL.has(own)) return "shell";
  return SEARCH.has(own) ? "search" : "other";
}

/** What an argument holds. */
export type ArgumentKind =
  | "command"
  | "code"
  | "address"
  /** Whom it is sent to, perhaps by mail. */
  | "recipient"
  /** About the call; goes nowhere. */
  | "remark"
  | "text";

const ARGUMENTS: Readonly<Record<ArgumentKind, ReadonlySet<string>>> = {
  command: words(
    "command commands cmd cmds commandline command_line script shell bash " +
      "shell_command chars args argv arguments run exec program executable",
  ),
  code: words("code source python javascript js expression function eval"),
  address: words(
    "url urls uri href link endpoint webhook webhook_url callback " +
      "callback_url host hostname address addr server domain remote " +
      "repo_url repository_url base_url target destination origin proxy",
  ),
  recipient: words("to cc bcc recipient recipients email to_email send_to"),
  remark: words(
    "description explanation justification reason timeout timeout_ms workdir " +
      "cwd working_directory dir_path run_in_background session_id " +
      "yield_time_ms login sandbox_permissions",
  ),
  text: new Set(),
};

/** What an argument of this name holds. */
export function argumentKind(name: string): ArgumentKind {
  const own = name.toLowerCase().replaceAll("-", "_");
  const found = Object.entries(ARGUMENTS).find(([, names]) => names.has(own));
  return found === undefined ? "text" : found[0] as ArgumentKind;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
