import type { Random, Rule } from "../rule.ts";
import { sample } from "../sample.ts";

const password = (random: Random) => sample("[A-Z][a-z]{5}[0-9]{4}", random);

/** A password that no name stands before, only a call, command or statement. */
const row = (
  id: string,
  shape: string,
  example: (password: string) => string,
): Rule => ({
  id,
  type: "PASSWORD",
  shape,
  isMadeUp: true,
  example: (random) => example(password(random)),
});

const STRING = "[\"']";
const COMMA = ",\\s{0,20}";
const SOME = `${STRING}[^"'\\n]{1,200}${STRING}`;
const WORD = "([^\"'\\s{}<>]{4,80})";
/** A password in a sentence: without the point that ends it. */
const SAID = "([!#-&(-+/-:=?-_a-z|~-]{3,80}" +
  "(?:[.,;][!#-&(-+/-:=?-_a-z|~-]{1,40}){0,4})";
/** What may stand around a name and a value in running text. */
const MARKS = "[\"'*_`]{0,4}";

const OPEN = "[\"'`]{0,2}";

/** A password after its name in a language whose word is not in ASCII. */
const inLanguage = (
  language: string,
  { words, verbs, said }: {
    readonly words: string;
    readonly verbs: string;
    readonly said: string;
  },
): Rule =>
  row(
    `password-in-${language}`,
    `(?i)${words}${MARKS} {0,3}(?:[:=]|：|${verbs}) {0,3}${OPEN}${SAID}`,
    (p) => `${said}${p}.`,
  );
const LAST = `${STRING}${WORD}${STRING}`;

/** Passwords that are told by their place in a call, command or statement. */
export const byPosition: readonly Rule[] = [
  // Calls of programs
  row(
    "call-connect-database",
    `(?i)(?:mysqli?_connect|mysql_pconnect|new mysqli|new pdo|pymysql\\.connect|mysqldb\\.connect|getconnection)\\(\\s{0,20}${SOME}${COMMA}${SOME}${COMMA}${LAST}`,
    (p) => `new mysqli("db", "bob", "${p}", "app");`,
  ),
  row(
    "call-get-connection",
    `getConnection\\([A-Za-z_.$()]{1,60}${COMMA}(?:${SOME}|[A-Za-z_.$]{1,40})${COMMA}${LAST}`,
    (p) => `DriverManager.getConnection(url, "root", "${p}")`,
  ),
  row(
    "call-connect-port",
    `connect\\(${SOME}${COMMA}[0-9]{1,5}${COMMA}${SOME}${COMMA}${LAST}`,
    (p) => `client.connect("host", 22, "bob", "${p}")`,
  ),
  row(
    "call-login",
    `login\\(${SOME}${COMMA}${LAST}`,
    (p) => `smtp.login("bob@x.test", "${p}")`,
  ),
  row(
    "call-http-login",
    `(?i)http(?:basic|digest|proxy)auth\\(${SOME}${COMMA}${LAST}`,
    (p) => `auth=HTTPBasicAuth('bob', '${p}')`,
  ),
  row(
    "call-auth-pair",
    `auth ?= ?\\(${SOME}${COMMA}${LAST}`,
    (p) => `requests.get(url, auth=("bob", "${p}"))`,
  ),
  row(
    "call-basic-auth-pair",
    `(?i)(?:basic_?auth|setbasicauth|basicauthentication|usernamepasswordcredentials|passwordauthentication|usernamepasswordauthenticationtoken)\\(${SOME}${COMMA}(?:Some\\()?${LAST}`,
    (p) => `req.SetBasicAuth("bob", "${p}")`,
  ),
  row(
    "call-wifi-begin",
    `WiFi\\.begin\\(${SOME}${COMMA}${LAST}`,
    (p) => `WiFi.begin("HomeNet", "${p}");`,
  ),
  row(
    "call-secure-string",
    `(?i)convertto-securestring(?: -string| -asplaintext| -force){0,3} ["']([^"'\\n]{4,80})["']`,
    (p) => `ConvertTo-SecureString "${p}" -AsPlainText -Force`,
  ),
  row(
    "call-cipher-key",
    `(?:AES|DES|DES3|Blowfish|ARC4|ARC2|CAST|Salsa20|ChaCha20|XOR)\\.new\\((?:key ?= ?)?b?["']([^"'\\s]{8,64})["']`,
    (p) => `AES.new(b"${p}Ab12", AES.MODE_ECB)`,
  ),
  row(
    "call-secret-key-spec",
    `SecretKeySpec\\(["']([^"'\\s]{8,64})["']`,
    (p) => `new SecretKeySpec("${p}Ab1234".getBytes(), "AES")`,
  ),
  row(
    "call-hmac-key",
    `(?:createHmac|hash_hmac)\\(["'][A-Za-z0-9-]{3,12}["'],(?: ?[$A-Za-z_.]{1,40},)? ?["']([^"'\\s]{8,128})["']`,
    (p) => `crypto.createHmac("sha256", "${p}").update(body)`,
  ),
  row(
    "call-jwt-key",
    `(?i)jwt\\.(?:sign|verify|encode|decode)\\([^,"'\\n]{1,80}, ?["']([^"'\\s]{8,128})["']`,
    (p) => `jwt.sign(payload, "${p}")`,
  ),
  {
    ...row(
      "call-aws-credentials",
      `(?:NewStaticCredentials(?:Provider)?|BasicAWSCredentials|AwsBasicCredentials\\.create|BasicSessionCredentials|AwsSessionCredentials\\.create|AWSCredentials)\\(["'][A-Z0-9]{16,24}["']${COMMA}["']([A-Za-z0-9/+]{40})["']`,
      (p) => `${p}`,
    ),
    type: "AWS_SECRET_ACCESS_KEY",
    example: (random) =>
      `credentials.NewStaticCredentials("${sample("[A-Z0-9]{20}", random)}", "${
        sample("[A-Za-z0-9/+]{40}", random)
      }", "")`,
  },
  {
    ...row(
      "call-wallet",
      `(?:Wallet|from_key|privateKeyToAccount|privateKeyToAddress|accounts: ?\\[ ?|accounts=\\[)\\(?["']((?:0x)?[0-9a-fA-F]{64})["']`,
      (p) => p,
    ),
    type: "ETHEREUM_PRIVATE_KEY",
    example: (random) =>
      `new ethers.Wallet("0x${sample("[0-9a-f]{64}", random)}", provider)`,
  },
  {
    ...row(
      "aws-key-pair",
      `AKIA[A-Z2-7]{16}["']? ?[/,:|;] ?["']?([A-Za-z0-9/+]{40})`,
      (p) => p,
    ),
    type: "AWS_SECRET_ACCESS_KEY",
    right: "[A-Za-z0-9/+=]",
    example: (random) =>
      `AKIA${sample("[A-Z2-7]{16}", random)} / ${
        sample("[A-Za-z0-9/+]{40}", random)
      }`,
  },
  {
    ...row(
      "call-auth",
      `(?:\\.auth|\\.authenticate)\\(${SOME}${COMMA}${LAST}`,
      (p) => `db.auth("admin", "${p}")`,
    ),
    left: "[\n]",
  },
  // Statements of databases
  row(
    "sql-identified-by",
    `(?i)identified (?:with ["']?[a-z0-9_]{3,40}["']? )?(?:by|as) (?:password )?["']([^"'\\s]{4,80})["']`,
    (p) => `CREATE USER 'bob'@'%' IDENTIFIED BY '${p}';`,
  ),
  row(
    "sql-with-password",
    `(?i)(?:with|encrypted|set) password(?: ?=)? ?n?'([^'\\s]{4,80})'`,
    (p) => `CREATE LOGIN bob WITH PASSWORD = N'${p}';`,
  ),
  row(
    "jdbc-oracle-login",
    `jdbc:oracle:(?:thin|oci8?):[A-Za-z0-9_$#]{1,40}\\/([^@\\s"'/]{3,60})@`,
    (p) => `jdbc:oracle:thin:scott/${p}@//db:1521/orcl`,
  ),
  row(
    "oracle-tool-login",
    `(?:sqlplus|expdp|impdp|sqlldr)(?: -[A-Za-z]{1,8}){0,2} ["']?[A-Za-z0-9_$#]{1,40}\\/([^@\\s"'/]{3,60})@`,
    (p) => `sqlplus scott/${p}@orcl`,
  ),
  {
    ...row(
      "pgpass-line",
      `:5432:[^:\\s]{1,64}:[^:\\s]{1,64}:([^\\s"'\`]{4,80})`,
      (p) => `db.x.test:5432:app:bob:${p}`,
    ),
    left: "[\n]",
  },
  // Network devices
  row(
    "cisco-enable-password",
    `(?i)enable (?:secret|password) (?:level [0-9]{1,2} )?(?:[05] )?([^\\s"'<>]{4,60})`,
    (p) => `enable secret ${p}`,
  ),
  row(
    "cisco-user-password",
    `(?i)username [^\\s"']{1,40} (?:privilege [0-9]{1,2} )?(?:password|secret) (?:[05] )?([^\\s"'<>]{4,60})`,
    (p) => `username admin privilege 15 password 0 ${p}`,
  ),
  row(
    "snmp-community",
    `(?i)snmp-server community ([^\\s"'<>]{4,60})`,
    (p) => `snmp-server community ${p} RO`,
  ),
  row(
    "snmp-create-user",
    `(?i)createuser [^\\s"']{1,40} (?:md5|sha|sha-?[0-9]{3}) ["']?([^\\s"'<>]{8,80})`,
    (p) => `createUser bob SHA "${p}" AES`,
  ),
  {
    ...row(
      "chap-secret",
      `" \\* "([^\\s"*]{4,80})" \\*`,
      (p) => `"bob" * "${p}" *`,
    ),
    left: "[\n]",
  },
  {
    ...row(
      "mail-relay-login",
      `\\]:(?:587|465|2525|25)[ \\t]{1,8}[^\\s:"']{1,80}:([^\\s"']{4,80})`,
      (p) => `[smtp.x.test]:587 bob@x.test:${p}`,
    ),
    left: "[\n]",
  },
  {
    ...row(
      "mail-login-command",
      `LOGIN [^\\s"']{1,80} ["']?([^\\s"'<>(){}]{4,80})`,
      (p) => `a1 LOGIN bob ${p}`,
    ),
    left: "[\n]",
  },
  {
    ...row(
      "login-and-password-pair",
      `(?i)/ ?pass(?:word|wd|phrase)? ?(?:[:=]|is) ?[^\\s/|:]{1,60} ?[/|:] ?["'\`]?([^\\s"'\`<>/|]{4,80})`,
      (p) => `user/pass: admin / ${p}`,
    ),
    left: "[\n]",
  },
  {
    id: "authorization-code",
    type: "AUTH_CODE",
    shape:
      "code=([A-Za-z0-9._~%/-]{20,512})&(?:state|scope|session_state|iss)=",
    left: "[A-Za-z0-9_-]",
    random: true,
    example: (random) =>
      `https://x.test/cb?code=${sample("[A-Za-z0-9]{40}", random)}&state=1`,
  },
  row(
    "network-shared-key",
    `(?:pre-shared-key|(?:radius|tacacs)-server key|isakmp key|pre-shared-secret) (?:[0-9] |ascii-text |local |remote )?["']?([^\\s"'<>]{6,80})`,
    (p) => `radius-server key 0 ${p}`,
  ),
  row(
    "network-neighbor-password",
    `neighbor [^\\s]{2,60} password (?:[0-9] )?([^\\s"'<>]{4,80})`,
    (p) => `neighbor 10.0.0.1 password ${p}`,
  ),
  row(
    "network-line-password",
    `password [05] ([^\\s"'<>]{6,80})`,
    (p) => ` password 0 ${p}`,
  ),
  row(
    "mysql-first-password",
    `temporary password is generated for [^\\s:]{1,80}: ([^\\s]{8,80})`,
    (p) => `A temporary password is generated for root@localhost: ${p}`,
  ),
  {
    id: "recovery-codes",
    type: "RECOVERY_CODES",
    shape:
      `(?i)(?:recovery|backup|scratch) codes?[\\s:="'\\[,]{1,12}([a-z0-9]{4,10}-[a-z0-9]{4,10}(?:[\\s,;"'*]{1,8}[a-z0-9]{4,10}-[a-z0-9]{4,10}){1,19})`,
    example: (random) =>
      `Recovery codes:\n${
        [1, 2, 3].map(() => sample("[a-z0-9]{4}-[a-z0-9]{4}", random)).join(
          "\n",
        )
      }`,
  },
  row(
    "login-and-password-said",
    `(?i)(?:log ?in with|sign ?in with|zugangsdaten:) ?["'\`]?[^\\s/"'\`]{1,60}["'\`]? ?/ ?["'\`]?${SAID}`,
    (p) => `Login with admin / ${p}`,
  ),
  row(
    "french-abbreviation",
    `(?i)mdp ?[:=] ?["'\`]?${SAID}`,
    (p) => `mdp: ${p}`,
  ),
  {
    id: "consul-gossip-key",
    type: "ENCRYPTION_KEY",
    shape: `(?:encrypt ?= ?"|encrypt": ?")([A-Za-z0-9+/]{43}=)`,
    example: (random) => `encrypt = "${sample("[A-Za-z0-9+/]{43}", random)}="`,
  },
  // Commands
  row(
    "expect-send",
    `send "([^"\\s\\\\$]{4,80})\\\\[rn]`,
    (p) => `expect "assword:"; send "${p}\\r"`,
  ),
  {
    ...row(
      "command-redis-auth",
      `> AUTH (?:[^\\s]{1,40} )?([^\\s"'<>(){}]{6,80})`,
      (p) => `127.0.0.1:6379> AUTH ${p}`,
    ),
    left: "[\n]",
  },
  row(
    "command-irc-identify",
    `IDENTIFY (?:[^\\s]{1,40} )?([^\\s"'<>(){}]{6,80})`,
    (p) => `/msg NickServ IDENTIFY ${p}`,
  ),
  row(
    "command-rabbitmq-user",
    `rabbitmqctl (?:-[a-z-]{1,12} [^\\s]{1,40} ){0,2}(?:add_user|change_password|authenticate_user) ["']?[^\\s"']{1,60}["']? ["']?([^\\s"']{4,80})`,
    (p) => `rabbitmqctl add_user app ${p}`,
  ),
  row(
    "command-net-use",
    `(?i)net use (?:[a-z*]:? )?[^\\s]{3,120} ["']?([^\\s/"'*][^\\s"']{3,60})["']? \\/u`,
    (p) => `net use Z: \\\\srv\\share ${p} /user:CORP\\bob`,
  ),
  row(
    "command-net-user",
    `(?i)net user [^\\s/]{1,40} ["']?([^\\s/"'*][^\\s"']{3,60})["']? \\/add`,
    (p) => `net user bob ${p} /add`,
  ),
  row(
    "command-echo-password",
    `(?:echo|printf) (?:-n |-e |-en |'?%s'? )?["']?([^\\s"'|$]{4,80})["']? ?\\| ?(?:sudo -S|sudo --stdin|docker login|podman login|helm registry login|crane auth login|skopeo login|docker secret create|kinit|passwd|su |gh auth login|op signin|faillock|sudo tee)`,
    (p) => `echo ${p} | sudo -S apt update`,
  ),
  row(
    "command-chpasswd",
    `echo (?:-e |-n )?["']?[a-z_][a-z0-9_-]{0,31}:([^\\s"'|$]{4,80})["']? ?\\| ?(?:sudo )?chpasswd`,
    (p) => `echo "root:${p}" | chpasswd`,
  ),
  row(
    "command-here-string",
    `(?:kinit|passwd|--password-stdin|--with-token|sudo -S)[^\\n<|]{0,60}<<< ?["']?([^\\s"'$]{4,80})`,
    (p) => `kinit bob <<< ${p}`,
  ),
  row(
    "command-chpasswd-here",
    `chpasswd[^\\n<|]{0,20}<<< ?["']?[a-z_][a-z0-9_-]{0,31}:([^\\s"'$]{4,80})`,
    (p) => `chpasswd <<< "root:${p}"`,
  ),
  row(
    "command-httpie-login",
    `https? (?:-a|--auth)[ =]["']?[^\\s:"']{1,80}:([^\\s"']{4,80})`,
    (p) => `http -a admin:${p} GET x.test`,
  ),
  row(
    "command-htpasswd",
    `htpasswd (?:-[A-Za-z]{1,5} |-C [0-9]{1,2} ){1,3}(?:["']?[^\\s"']{1,80}["']? ){1,2}["']?([^\\s"'$]{4,80})`,
    (p) => `htpasswd -b .htpasswd bob ${p}`,
  ),
  row(
    "command-minio-alias",
    `mc (?:alias|config host) (?:set|add) [^\\s]{1,40} https?:\\/\\/[^\\s]{3,80} [^\\s]{3,80} ["']?([^\\s"'$]{8,80})`,
    (p) => `mc alias set m https://minio.x.test admin ${p}`,
  ),
  // Names in other languages
  inLanguage("russian", {
    words: "(?:ароль|ароля|аролем)",
    verbs: "-|—|–",
    said: "Пароль: ",
  }),
  row(
    "password-in-russian-of",
    `(?:ароль|ароля) [^\\n:="'.]{1,60}: ${OPEN}${SAID}`,
    (p) => `Пароль от базы: ${p}`,
  ),
  inLanguage("spanish", {
    words: "contraseña",
    verbs: "es |será |- ",
    said: "La contraseña es ",
  }),
  row(
    "password-in-spanish-of",
    `contraseña de[^\\n:="'.]{1,60} es ${OPEN}${SAID}`,
    (p) => `la contraseña de la base es ${p}`,
  ),
  inLanguage("polish", {
    words: "(?:hasło|hasła)",
    verbs: "to |brzmi |jest |- ",
    said: "Hasło to ",
  }),
  inLanguage("czech", {
    words: "heslo",
    verbs: "je |zní |- ",
    said: "heslo je ",
  }),
  inLanguage("dutch", {
    words: "wachtwoord",
    verbs: "is |luidt |- ",
    said: "Het wachtwoord is ",
  }),
  inLanguage("swedish", {
    words: "lösenord(?:et)?",
    verbs: "är |- ",
    said: "Lösenordet är ",
  }),
  inLanguage("danish", {
    words: "(?:adgangskode|passord)(?:n|et)?",
    verbs: "er |- ",
    said: "adgangskoden er ",
  }),
  inLanguage("turkish", {
    words: "(?:ifre|parola)(?:si|sı|niz|nız)?",
    verbs: "- ",
    said: "Şifre: ",
  }),
  row(
    "password-in-chinese",
    `(?:密码|密碼|口令)(?:：|:|=|是：|为：|為：|是|为|為) {0,3}${OPEN}${SAID}`,
    (p) => `密码：${p}`,
  ),
  inLanguage("japanese", {
    words: "パスワード",
    verbs: "は",
    said: "パスワードは",
  }),
  inLanguage("korean", {
    words: "비밀번호",
    verbs: "는|은",
    said: "비밀번호: ",
  }),
];
