import type { Shell } from "../../ops/quick.ts";

/** What a guard is made of. */
export interface GuardOptions {
  /** Commands that it keeps from starting. */
  readonly commands: readonly string[];
  /** The command line, quoted for the shell, that prints the exports if all is well. */
  readonly hook: string;
}

/**
 * Functions that stand in for agents. Each asks once more when it is called:
 * if requests are protected by then, it sets the variables and starts the
 * agent, else it refuses with status 1.
 */
export function guard(
  shell: Shell,
  { commands, hook }: GuardOptions,
): readonly string[] {
  return [...GUARD[shell](hook), ...commands.map(STAND_IN[shell])];
}

const REFUSED = "is not started: its secrets would leave unprotected";

const GUARD: Readonly<Record<Shell, (hook: string) => readonly string[]>> = {
  sh: (hook) => [
    "__waterwall_guard() {",
    `  __waterwall_env="$(${hook})"`,
    '  if [ -n "$__waterwall_env" ]; then',
    '    eval "$__waterwall_env"; unset __waterwall_env; command "$@"; return',
    "  fi",
    `  echo "waterwall: $1 ${REFUSED}" >&2; return 1`,
    "}",
  ],
  fish: (hook) => [
    "function __waterwall_guard",
    `  set -l lines (${hook} | string collect)`,
    '  if test -n "$lines"',
    '    eval "$lines"; command $argv; return',
    "  end",
    `  echo "waterwall: $argv[1] ${REFUSED}" >&2; return 1`,
    "end",
  ],
  powershell: (hook) => [
    "function global:__waterwall_guard {",
    "  $name, $rest = $args",
    `  $lines = (& ${hook} | Out-String).Trim()`,
    "  if ($lines) {",
    "    Invoke-Expression $lines",
    "    $kinds = 'Application', 'ExternalScript'",
    "    $found = @(Get-Command -Name $name -CommandType $kinds)[0]",
    "    & $found @rest; return",
    "  }",
    `  [Console]::Error.WriteLine("waterwall: $name ${REFUSED}")`,
    "  $global:LASTEXITCODE = 1",
    "}",
  ],
};

/**
 * An alias of the same name must not be read in the function's place. Bash and
 * zsh do not look for one after `function`, which other shells do not know.
 */
const STAND_IN: Readonly<Record<Shell, (command: string) => string>> = {
  sh: (command) => {
    const body = `{ __waterwall_guard ${command} "$@"; }`;
    return 'if [ -n "${BASH_VERSION-}${ZSH_VERSION-}" ]; ' +
      `then eval 'function ${command} ${body}'; ` +
      `else unalias ${command} 2>/dev/null; eval '${command}() ${body}'; fi`;
  },
  fish: (command) =>
    `function ${command}; __waterwall_guard ${command} $argv; end`,
  powershell: (command) =>
    `function global:${command} { __waterwall_guard ${command} @args }`,
};
