import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { byPosition } from "../../../proxy/detect/rules/by_position.ts";

const { scan } = createScanner({ rules: byPosition });

/** Assembled, so that nothing in this file is a credential. */
const PASSWORD = "Hunter" + "2pw9";
const STAND_INS = ["password", "$DB_PASS", "${PASS}", "changeme", "secret"];

/** Calls, commands and statements in which `@` stands for a password. */
const PLACES = [
  `new mysqli('localhost', 'bob', '@', 'app');`,
  `new PDO("mysql:host=db", "bob", "@");`,
  `DriverManager.getConnection("jdbc:mysql://db/app", "bob", "@");`,
  `smtp.login("bob@x.test".trim(), 1); smtp.login("bob", "@")`,
  `requests.get(url, auth=("bob", "@"))`,
  `auth = HTTPBasicAuth('bob', '@')`,
  `req.SetBasicAuth("bob", "@")`,
  `ConvertTo-SecureString -AsPlainText "@" -Force`,
  `CREATE USER bob IDENTIFIED WITH mysql_native_password BY '@';`,
  `ALTER USER bob WITH PASSWORD '@';`,
  `jdbc:oracle:thin:scott/@@//db:1521/orcl`,
  `sqlplus -s scott/@@orcl`,
  `enable secret 5 @`,
  `snmp-server community @ RO`,
  `net use Z: \\\\srv\\share @ /user:bob`,
  `net user bob @ /add`,
  `echo "@" | docker login -u bob --password-stdin`,
  `echo "root:@" | chpasswd`,
  `kinit bob <<< "@"`,
  `http --auth admin:@ x.test`,
  `htpasswd -bc .htpasswd bob @`,
  `mc alias set m https://minio.x.test admin @`,
  `DriverManager.getConnection(url, "root", "@")`,
  `db.x.test:5432:app:bob:@`,
  `createUser bob SHA "@" AES`,
  `"bob" * "@" *`,
  `[smtp.x.test]:587 bob-x.test:@`,
  `a1 LOGIN bob @`,
  `user/pass: admin / @`,
  `rabbitmqctl add_user app @`,
  `db.auth("admin", "@")`,
  `crypto isakmp key @ address 10.0.0.1`,
  `radius-server key 0 @`,
  `neighbor 10.0.0.1 password @`,
  ` password 0 @`,
  `A temporary password is generated for root: @`,
  `Login with admin / @`,
  `mdp: @`,
  String.raw`send "@\r"`,
  `127.0.0.1:6379> AUTH @`,
  `/msg NickServ IDENTIFY @`,
  `Пароль от базы: @`,
  `Пароль: @`,
  `La contraseña es @`,
  `la contraseña de la base es @`,
  `Hasło: @`,
  `heslo je @`,
  `Het wachtwoord is @`,
  `Lösenordet är @`,
  `adgangskoden er @`,
  `Şifre: @`,
  `密码是：@`,
  `パスワードは@`,
  `비밀번호: @`,
] as const;

for (const place of PLACES) {
  const at = place.indexOf("@", place.includes("bob@x") ? 40 : 0);
  const withValue = (value: string) =>
    place.slice(0, at) + value + place.slice(at + 1);

  Deno.test(`the password is found by its place in ${place}`, () => {
    const end = at + PASSWORD.length;
    assert.deepEqual(
      scan(withValue(PASSWORD)).map(({ start, end }) => [start, end]),
      [[at, end]],
    );
  });

  Deno.test(`what stands for a password is left alone in ${place}`, () => {
    for (const standIn of STAND_INS) {
      assert.deepEqual(scan(withValue(standIn)), [], standIn);
    }
  });
}
