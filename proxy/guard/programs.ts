/** Programs that run another: it stands behind their options. */
export const PREFIXES: ReadonlySet<string> = new Set(
  ("sudo doas env time nohup exec command builtin timeout nice ionice stdbuf " +
    "setsid unbuffer busybox caffeinate if while until else elif then do !")
    .split(" "),
);

/** Programs that reach no network, whatever their arguments say. */
export const LOCAL: ReadonlySet<string> = new Set(
  (": [ [[ alias base64 basename break case cat cd chmod chown clear cmp comm " +
    "continue cp cut date declare df diff dirname do done du echo elif else " +
    "esac exit export expr false fi file fold for function grep egrep fgrep " +
    "rg head hexdump hostname id if install jq yq kill less let ln local ls " +
    "md5sum mkdir mktemp more mv nl od paste popd printenv printf " +
    "pushd pwd read readlink realpath return rm rmdir sed awk gawk set sha1sum " +
    "sha256sum shasum shift sleep sort split stat strings tac tail tee test touch " +
    "tr trap true type ulimit umask unalias uname unexpand uniq unset until " +
    "wait wc which while whoami xxd gzip gunzip tar zip unzip find in then " +
    "get-content set-content add-content out-file write-output write-host " +
    "new-item remove-item copy-item get-childitem").split(" "),
);

/** Programs whose business is to carry what they are given to a host. */
export const CARRIERS: ReadonlySet<string> = new Set(
  ("curl wget wget2 aria2c axel http https httpie xh xhs curlie hurl nc ncat " +
    "netcat socat telnet dig drill host nslookup kdig doggo dog delv whois " +
    "finger ping ping6 fping hping3 traceroute tracepath mtr ssh mosh autossh " +
    "scp sftp rsync ftp lftp tftp ncftp smbclient rclone croc lynx links elinks " +
    "w3m mail mailx mutt sendmail swaks msmtp websocat wscat grpcurl ab wrk " +
    "hey nmap masscan irm iwr invoke-webrequest invoke-restmethod " +
    "start-bitstransfer test-connection test-netconnection resolve-dnsname " +
    "certutil bitsadmin mosquitto_pub kcat kafkacat nats xdg-open sensible-browser " +
    "chromium google-chrome firefox").split(" "),
);

/** Carriers to which only `host:path` is remote. */
export const COPIERS: ReadonlySet<string> = new Set(["scp", "rsync", "rclone"]);

/** Carriers whose first argument alone is an address; what follows is said there. */
export const CALLERS: ReadonlySet<string> = new Set([
  "ssh",
  "mosh",
  "autossh",
  "http",
  "https",
  "httpie",
  "xh",
  "xhs",
]);

/** Shells: they run text. */
export const SHELLS: ReadonlySet<string> = new Set([
  "sh",
  "bash",
  "zsh",
  "dash",
  "ksh",
  "fish",
  "ash",
  "eval",
]);

/** Interpreters, and the options that hold what they run. */
export const INTERPRETERS: Readonly<Record<string, RegExp>> = {
  python: /^-\w*c$/,
  python2: /^-\w*c$/,
  python3: /^-\w*c$/,
  pypy3: /^-\w*c$/,
  node: /^(?:-e|-p|-pe|--eval|--print)$/,
  nodejs: /^(?:-e|-p|-pe|--eval|--print)$/,
  bun: /^(?:-e|-p|--eval|--print)$/,
  tsx: /^(?:-e|--eval)$/,
  deno: /^(?:eval|-p)$/,
  perl: /^-\w*[eE]$/,
  ruby: /^-\w*e$/,
  php: /^-\w*r$/,
  lua: /^-e$/,
  osascript: /^-e$/,
  awk: /^(?!-)/,
  gawk: /^(?!-)/,
  pwsh: /^-(?:c|command)$/i,
  powershell: /^-(?:c|command)$/i,
  cmd: /^\/c$/i,
};

/** Options, of any program, that are followed by a file. */
export const FILE_OPTIONS =
  /^(?:-[foic]|--(?:file|output|config|values|values-file|env-file))$/;

/** Options, of any program, that are followed by an address. */
export const HOST_OPTIONS =
  /^(?:-h|--?(?:host(?:name)?|server|registry|endpoint(?:-url)?|url|uri|address|remote|proxy|connect|broker|brokers|bootstrap-servers?|index-url|extra-index-url|repository(?:-url)?|api-?(?:url|server)|base-?url|webhook(?:-url)?|dsn|peer|target))$/i;
