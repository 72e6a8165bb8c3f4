import { xmlText } from "./xml_text.ts";

/**
 * A Windows scheduled task that runs an instance at logon, with the user's own
 * rights and no more.
 *
 * https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
 */
export function scheduledTask(
  { words: [program = "", ...args], user }: {
    readonly words: readonly string[];
    /** `DOMAIN\name`. */
    readonly user: string;
  },
): string {
  const who = `<UserId>${xmlText(user)}</UserId>`;
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Waterwall: keeps secrets out of AI requests</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      ${who}
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      ${who}
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Hidden>true</Hidden>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>3</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(program)}</Command>
      <Arguments>${xmlText(args.map(quoted).join(" "))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** A word as CommandLineToArgvW reads it back. */
function quoted(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  const escaped = word.replaceAll(/(\\*)"/g, '$1$1\\"')
    .replace(/(\\+)$/, "$1$1");
  return `"${escaped}"`;
}
