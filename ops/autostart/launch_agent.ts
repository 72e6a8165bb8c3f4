import { xmlText } from "./xml_text.ts";

/** A launchd agent that runs an instance while its user is logged in. See launchd.plist(5). */
export function launchAgent(
  { words, variables, home, label }: {
    readonly words: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly home: string;
    readonly label: string;
  },
): string {
  const strings = words.map((word) => `    <string>${xmlText(word)}</string>`);
  const set = Object.entries({ ...variables, WATERWALL_UNWATCHED: "1" })
    .map(([name, value]) =>
      `    <key>${xmlText(name)}</key>\n` +
      `    <string>${xmlText(value)}</string>`
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${xmlText(label)}</string>
  <key>ProgramArguments</key>
  <array>
${strings.join("\n")}
  </array>
  <key>WorkingDirectory</key>
  <string>${xmlText(home)}</string>
  <key>EnvironmentVariables</key>
  <dict>
${set.join("\n")}
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ExitTimeOut</key>
  <integer>60</integer>
  <key>Umask</key>
  <integer>63</integer>
  <key>ProcessType</key>
  <string>Interactive</string>
  <key>StandardErrorPath</key>
  <string>${xmlText(home)}/logs/start.err</string>
</dict>
</plist>
`;
}
