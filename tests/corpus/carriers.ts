/** How a secret is called in each style of naming. */
export interface Named {
  /** `ACME_API_KEY` */
  readonly env: string;
  /** `acmeApiKey` */
  readonly camel: string;
  /** `acme_api_key` */
  readonly snake: string;
  /** `acme-api-key` */
  readonly kebab: string;
  /** `acme api key` */
  readonly words: string;
  readonly value: string;
}

/** A kind of text in which secrets travel. */
export interface Carrier {
  readonly id: string;
  /** Says no name: only a secret with a form of its own can be found there. */
  readonly isNameless?: true;
  readonly write: (named: Named) => string;
}

const ESC = "\u001b";
const json = (value: string) => JSON.stringify(value);
const base = (id: string, write: Carrier["write"]): Carrier => ({ id, write });
const nameless = (id: string, write: Carrier["write"]): Carrier => ({
  id,
  write,
  isNameless: true,
});

/** One carrier for each way that was seen to matter. */
export const CARRIERS: readonly Carrier[] = [
  // Environments and shells
  base(
    "dotenv",
    ({ env, value }) =>
      `NODE_ENV=production\nPORT=3000\n${env}=${value}\nLOG_LEVEL=info\n`,
  ),
  base("dotenv-quoted", ({ env, value }) => `DEBUG=0\n${env}="${value}"\n`),
  base("dotenv-single", ({ env, value }) => `${env}='${value}'\n`),
  base(
    "dotenv-comment",
    ({ env, value }) => `${env}=${value} # rotate in May\nNEXT=1\n`,
  ),
  base("dotenv-spaces", ({ env, value }) => `A = 1\n${env} = ${value}\n`),
  base(
    "shell-export",
    ({ env, value }) =>
      `#!/bin/bash\nset -e\nexport ${env}=${value}\n./run.sh\n`,
  ),
  base(
    "shell-export-quoted",
    ({ env, value }) =>
      `export ${env}="${value}"\nexport PATH=$PATH:/opt/bin\n`,
  ),
  base(
    "shell-inline",
    ({ env, value }) => `$ ${env}=${value} npm run deploy\n`,
  ),
  base(
    "shell-flag",
    ({ kebab, value }) =>
      `./deploy.sh --region eu-west-1 --${kebab} ${value} --yes\n`,
  ),
  base(
    "shell-flag-equals",
    ({ kebab, value }) => `tool sync --${kebab}=${value} --dry-run\n`,
  ),
  base(
    "shell-flag-quoted",
    ({ kebab, value }) => `tool login --user bob --${kebab} '${value}'\n`,
  ),
  base(
    "shell-history",
    ({ env, value }) =>
      `  501  cd app\n  502  export ${env}=${value}\n  503  make\n`,
  ),
  base("fish", ({ env, value }) => `set -gx ${env} ${value}\nset -e FOO\n`),
  base("csh", ({ env, value }) => `setenv ${env} ${value}\n`),
  base(
    "powershell",
    ({ env, value }) =>
      `$ErrorActionPreference = "Stop"\n$env:${env} = "${value}"\n`,
  ),
  base(
    "windows-set",
    ({ env, value }) => `@echo off\r\nset ${env}=${value}\r\n`,
  ),
  base("setx", ({ env, value }) => `setx ${env} "${value}" /M\n`),
  base(
    "systemd",
    ({ env, value }) =>
      `[Service]\nEnvironment="${env}=${value}"\nExecStart=/usr/bin/app\n`,
  ),
  base(
    "env-dump",
    ({ env, value }) =>
      `HOME=/root\nSHELL=/bin/bash\n${env}=${value}\nPWD=/srv\nLANG=C.UTF-8\n`,
  ),
  base(
    "declare-x",
    ({ env, value }) =>
      `declare -x HOME="/root"\ndeclare -x ${env}="${value}"\n`,
  ),
  // Containers, clusters, pipelines
  base(
    "dockerfile-env",
    ({ env, value }) => `FROM node:22\nENV ${env}=${value}\nCOPY . .\n`,
  ),
  base(
    "dockerfile-env-space",
    ({ env, value }) => `FROM alpine\nENV ${env} ${value}\nCMD ["run"]\n`,
  ),
  base("dockerfile-arg", ({ env, value }) => `ARG ${env}=${value}\nRUN make\n`),
  base(
    "docker-run",
    ({ env, value }) =>
      `docker run -d -p 80:80 -e ${env}=${value} acme/app:latest\n`,
  ),
  base(
    "docker-build-arg",
    ({ env, value }) => `docker build --build-arg ${env}=${value} -t app .\n`,
  ),
  base(
    "compose-map",
    ({ env, value }) =>
      `services:\n  web:\n    environment:\n      ${env}: ${value}\n      TZ: UTC\n`,
  ),
  base(
    "compose-list",
    ({ env, value }) =>
      `services:\n  web:\n    environment:\n      - TZ=UTC\n      - ${env}=${value}\n`,
  ),
  base(
    "k8s-env",
    ({ env, value }) =>
      `        env:\n        - name: ${env}\n          value: "${value}"\n        - name: TZ\n          value: UTC\n`,
  ),
  base(
    "k8s-stringdata",
    ({ kebab, value }) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\nstringData:\n  ${kebab}: ${value}\n`,
  ),
  base(
    "kubectl-literal",
    ({ kebab, value }) =>
      `kubectl create secret generic app --from-literal=${kebab}=${value} -n prod\n`,
  ),
  base(
    "helm-set",
    ({ camel, value }) =>
      `helm upgrade app ./chart --set secrets.${camel}=${value} --wait\n`,
  ),
  base(
    "github-actions",
    ({ env, value }) =>
      `jobs:\n  build:\n    runs-on: ubuntu-latest\n    env:\n      ${env}: "${value}"\n    steps:\n      - run: make\n`,
  ),
  base(
    "gitlab-ci",
    ({ env, value }) =>
      `variables:\n  ${env}: '${value}'\nbuild:\n  script:\n    - make\n`,
  ),
  base(
    "circleci",
    ({ env, value }) =>
      `      - run:\n          name: Deploy\n          environment:\n            ${env}: ${value}\n          command: ./deploy\n`,
  ),
  base(
    "ansible",
    ({ snake, value }) =>
      `---\n- hosts: all\n  vars:\n    ${snake}: "${value}"\n  tasks: []\n`,
  ),
  base(
    "terraform-locals",
    ({ snake, value }) =>
      `locals {\n  region = "eu-west-1"\n  ${snake} = "${value}"\n}\n`,
  ),
  base(
    "terraform-variable",
    ({ snake, value }) =>
      `variable "${snake}" {\n  type    = string\n  default = "${value}"\n}\n`,
  ),
  base(
    "tfvars",
    ({ snake, value }) => `region      = "eu"\n${snake} = "${value}"\n`,
  ),
  base("pulumi", ({ camel, value }) => `config:\n  app:${camel}: ${value}\n`),
  base(
    "cloudformation",
    ({ camel, value }) =>
      `Parameters:\n  ${camel}:\n    Type: String\n    Default: ${value}\n`,
  ),
  base(
    "jenkinsfile",
    ({ env, value }) =>
      `pipeline {\n  environment {\n    ${env} = '${value}'\n  }\n}\n`,
  ),
  base(
    "makefile",
    ({ env, value }) => `${env} := ${value}\nall:\n\t@echo ok\n`,
  ),
  // Configuration files
  base(
    "json",
    ({ snake, value }) =>
      `{\n  "name": "app",\n  "${snake}": ${
        json(value)
      },\n  "debug": false\n}\n`,
  ),
  base(
    "json-minified",
    ({ camel, value }) => `{"id":17,"${camel}":${json(value)},"ok":true}`,
  ),
  base("json-nested", ({ words, value }) => {
    const [vendor = "app", ...rest] = words.split(" ");
    const name = rest.join("_") || "token";
    return `{"services":{"${vendor}":{"region":"eu","${name}":${
      json(value)
    }}}}`;
  }),
  base(
    "json-pair",
    ({ env, value }) =>
      `[{"name":"TZ","value":"UTC"},{"name":"${env}","value":${json(value)}}]`,
  ),
  base(
    "json-in-json",
    ({ snake, value }) =>
      JSON.stringify({
        role: "user",
        content: JSON.stringify({ [snake]: value }),
      }),
  ),
  base(
    "json-in-json-twice",
    ({ snake, value }) =>
      JSON.stringify({
        a: JSON.stringify({ b: JSON.stringify({ [snake]: value }) }),
      }),
  ),
  base(
    "yaml",
    ({ snake, value }) => `app:\n  port: 80\n  ${snake}: ${value}\n`,
  ),
  base("yaml-quoted", ({ camel, value }) => `${camel}: "${value}"\nother: 1\n`),
  base(
    "yaml-flow",
    ({ snake, value }) => `auth: {user: bob, ${snake}: "${value}"}\n`,
  ),
  base(
    "yaml-block",
    ({ snake, value }) => `${snake}: |\n  ${value}\nnext: 1\n`,
  ),
  base(
    "yaml-list-pair",
    ({ env, value }) => `- key: ${env}\n  value: ${value}\n`,
  ),
  base(
    "toml",
    ({ snake, value }) =>
      `[service]\nurl = "https://x.test"\n${snake} = "${value}"\n`,
  ),
  base(
    "ini",
    ({ snake, value }) => `[main]\nhost = db\n${snake} = ${value}\nport = 1\n`,
  ),
  base("ini-tight", ({ snake, value }) => `[main]\n${snake}=${value}\n`),
  base(
    "properties",
    ({ words, value }) =>
      `spring.application.name=app\n${words.replaceAll(" ", ".")}=${value}\n`,
  ),
  base("properties-colon", ({ kebab, value }) => `app.${kebab}: ${value}\n`),
  base(
    "xml-element",
    ({ camel, value }) =>
      `<config>\n  <${camel}>${value}</${camel}>\n</config>\n`,
  ),
  base(
    "xml-attribute",
    ({ camel, value }) => `<client id="7" ${camel}="${value}" timeout="30"/>\n`,
  ),
  base(
    "xml-appsettings",
    ({ camel, value }) =>
      `<appSettings>\n  <add key="${camel}" value="${value}" />\n</appSettings>\n`,
  ),
  base(
    "android-string",
    ({ snake, value }) =>
      `<resources>\n  <string name="${snake}">${value}</string>\n</resources>\n`,
  ),
  base(
    "plist",
    ({ camel, value }) =>
      `<dict>\n  <key>${camel}</key>\n  <string>${value}</string>\n</dict>\n`,
  ),
  base("gradle", ({ camel, value }) => `ext {\n    ${camel} = '${value}'\n}\n`),
  base(
    "nginx",
    ({ kebab, value }) =>
      `location / {\n  proxy_set_header X-${kebab} "${value}";\n}\n`,
  ),
  base("lua", ({ snake, value }) => `local ${snake} = "${value}"\nreturn {}\n`),
  base(
    "nix",
    ({ camel, value }) => `{\n  services.app.${camel} = "${value}";\n}\n`,
  ),
  base(
    "elixir",
    ({ snake, value }) =>
      `config :app, Client,\n  ${snake}: "${value}",\n  pool: 5\n`,
  ),
  // Programs
  base(
    "python",
    ({ env, value }) =>
      `import os\n\n${env} = "${value}"\n\ndef run():\n    pass\n`,
  ),
  base(
    "python-single",
    ({ snake, value }) => `client = Client(region="eu", ${snake}='${value}')\n`,
  ),
  base(
    "python-dict",
    ({ snake, value }) =>
      `CONFIG = {\n    'debug': True,\n    '${snake}': '${value}',\n}\n`,
  ),
  base(
    "python-environ",
    ({ env, value }) => `os.environ["${env}"] = "${value}"\n`,
  ),
  base(
    "python-getenv-default",
    ({ env, value }) => `key = os.getenv("${env}", "${value}")\n`,
  ),
  base(
    "javascript",
    ({ camel, value }) =>
      `const ${camel} = "${value}";\nexport default ${camel};\n`,
  ),
  base(
    "javascript-property",
    ({ camel, value }) =>
      `const client = new Client({ region: "eu", ${camel}: '${value}' });\n`,
  ),
  base(
    "javascript-env",
    ({ env, value }) => `process.env.${env} = "${value}";\n`,
  ),
  base(
    "javascript-or",
    ({ env, camel, value }) =>
      `const ${camel} = process.env.${env} || "${value}";\n`,
  ),
  base(
    "typescript",
    ({ camel, value }) => `export const ${camel}: string = "${value}";\n`,
  ),
  base(
    "template-literal",
    ({ camel, value }) => "let " + camel + " = `" + value + "`;\n",
  ),
  base(
    "go-const",
    ({ camel, value }) => `package main\n\nconst ${camel} = "${value}"\n`,
  ),
  base(
    "go-short",
    ({ camel, value }) => `\t${camel} := "${value}"\n\tuse(${camel})\n`,
  ),
  base("go-setenv", ({ env, value }) => `\tos.Setenv("${env}", "${value}")\n`),
  base(
    "java",
    ({ env, value }) => `  private static final String ${env} = "${value}";\n`,
  ),
  base(
    "java-setter",
    ({ camel, value }) =>
      `    client.set${camel[0]!.toUpperCase()}${
        camel.slice(1)
      }("${value}");\n`,
  ),
  base(
    "java-put",
    ({ kebab, value }) => `    headers.put("X-${kebab}", "${value}");\n`,
  ),
  base("kotlin", ({ camel, value }) => `val ${camel} = "${value}"\n`),
  base(
    "csharp",
    ({ camel, value }) => `private const string ${camel} = @"${value}";\n`,
  ),
  base("rust", ({ env, value }) => `const ${env}: &str = "${value}";\n`),
  base(
    "rust-string",
    ({ snake, value }) => `    let ${snake} = String::from("${value}");\n`,
  ),
  base("swift", ({ camel, value }) => `let ${camel}: String = "${value}"\n`),
  base(
    "objective-c",
    ({ camel, value }) => `NSString *${camel} = @"${value}";\n`,
  ),
  base(
    "php-define",
    ({ env, value }) => `<?php\ndefine('${env}', '${value}');\n`,
  ),
  base(
    "php-array",
    ({ snake, value }) => `return [\n    '${snake}' => '${value}',\n];\n`,
  ),
  base("php-variable", ({ snake, value }) => `$${snake} = '${value}';\n`),
  base("ruby", ({ snake, value }) => `${snake} = '${value}'\n`),
  base(
    "ruby-hash",
    ({ snake, value }) => `config = { :${snake} => "${value}" }\n`,
  ),
  base("ruby-env", ({ env, value }) => `ENV['${env}'] = '${value}'\n`),
  base(
    "c-define",
    ({ env, value }) => `#include <stdio.h>\n#define ${env} "${value}"\n`,
  ),
  base(
    "cpp",
    ({ snake, value }) => `const std::string ${snake} = "${value}";\n`,
  ),
  base("scala", ({ camel, value }) => `  val ${camel}: String = "${value}"\n`),
  base("dart", ({ camel, value }) => `final String ${camel} = '${value}';\n`),
  base("r", ({ env, value }) => `Sys.setenv(${env} = "${value}")\n`),
  base("perl", ({ snake, value }) => `my $${snake} = "${value}";\n`),
  base(
    "sql-set",
    ({ snake, value }) =>
      `UPDATE settings SET value = 1;\nSET @${snake} = '${value}';\n`,
  ),
  base("clojure", ({ kebab, value }) => `{:port 80 :${kebab} "${value}"}\n`),
  base(
    "comment",
    ({ words, value }) => `// TODO remove: ${words} = ${value}\nrun();\n`,
  ),
  // Traffic
  base(
    "curl-header",
    ({ kebab, value }) =>
      `curl -s -H "X-${kebab}: ${value}" https://api.test/v1/items\n`,
  ),
  base(
    "curl-bearer",
    ({ value }) =>
      `curl https://api.test/v1 \\\n  -H 'Authorization: Bearer ${value}' \\\n  -d '{}'\n`,
  ),
  base(
    "http-request",
    ({ value }) =>
      `GET /v1/me HTTP/1.1\r\nHost: api.test\r\nAuthorization: Bearer ${value}\r\nAccept: */*\r\n\r\n`,
  ),
  base(
    "http-header",
    ({ kebab, value }) =>
      `POST /v2 HTTP/1.1\r\nHost: api.test\r\n${kebab}: ${value}\r\nContent-Length: 2\r\n\r\n{}`,
  ),
  base(
    "authorization-token",
    ({ value }) => `headers = {"Authorization": "Token ${value}"}\n`,
  ),
  base(
    "authorization-bare",
    ({ value }) => `{"headers":{"authorization":"${value}","accept":"*/*"}}`,
  ),
  base(
    "url-query",
    ({ snake, value }) =>
      `GET https://api.test/v1/list?limit=10&${snake}=${value}&page=2\n`,
  ),
  base(
    "url-query-first",
    ({ snake, value }) =>
      `see https://api.test/hook?${snake}=${value} for it\n`,
  ),
  base(
    "form",
    ({ snake, value }) => `grant_type=client&${snake}=${value}&scope=all`,
  ),
  base(
    "cookie",
    ({ snake, value }) => `Cookie: lang=en; ${snake}=${value}; theme=dark\n`,
  ),
  base(
    "har",
    ({ kebab, value }) =>
      `{"request":{"headers":[{"name":"accept","value":"*/*"},{"name":"${kebab}","value":${
        json(value)
      }}]}}`,
  ),
  // Logs and terminals
  base(
    "log-line",
    ({ snake, value }) =>
      `2025-03-11T09:14:02.113Z INFO  [main] starting with ${snake}=${value} retries=3\n`,
  ),
  base(
    "log-json",
    ({ camel, value }) =>
      `{"level":"debug","ts":1741684442,"msg":"config","${camel}":"${value}"}\n`,
  ),
  base(
    "log-ansi",
    ({ snake, value }) =>
      `${ESC}[2m09:14${ESC}[0m ${ESC}[32mDEBUG${ESC}[0m ${ESC}[1m${snake}${ESC}[0m=${ESC}[33m${value}${ESC}[0m\n`,
  ),
  base(
    "log-python",
    ({ snake, value }) =>
      `DEBUG:root:settings {'${snake}': '${value}', 'debug': True}\n`,
  ),
  base(
    "stack-trace",
    ({ snake, value }) =>
      `Traceback (most recent call last):\n  File "app.py", line 3, in <module>\n    connect(${snake}="${value}")\nValueError: bad\n`,
  ),
  base(
    "diff-added",
    ({ env, value }) =>
      `diff --git a/.env b/.env\n--- a/.env\n+++ b/.env\n@@ -1,2 +1,3 @@\n PORT=1\n+${env}=${value}\n`,
  ),
  base(
    "diff-removed",
    ({ camel, value }) =>
      `@@ -4,7 +4,7 @@\n-const ${camel} = "${value}";\n+const ${camel} = load();\n`,
  ),
  base(
    "grep-output",
    ({ env, value }) => `config/prod.env:12:${env}=${value}\n`,
  ),
  base(
    "escaped-newlines",
    ({ env, value }) => json(`PORT=1\n${env}=${value}\nTZ=UTC\n`),
  ),
  base(
    "tool-result",
    ({ env, value }) =>
      `{"type":"tool_result","content":"1\\tPORT=3000\\n2\\t${env}=${value}\\n3\\tTZ=UTC"}`,
  ),
  // Prose and documents
  base(
    "markdown-list",
    ({ words, value }) =>
      `- **Host:** db.test\n- **${words}:** ${value}\n- **Port:** 1\n`,
  ),
  base(
    "markdown-code",
    ({ words, value }) => `The ${words} is \`${value}\`, keep it safe.\n`,
  ),
  base(
    "markdown-table",
    ({ words, value }) =>
      `| setting | value |\n|---|---|\n| ${words} | ${value} |\n`,
  ),
  base(
    "markdown-fence",
    ({ env, value }) =>
      "Run:\n\n```sh\nexport " + env + "=" + value + "\n```\n",
  ),
  base(
    "chat-is",
    ({ words, value }) =>
      `hey, for staging the ${words} is ${value} - dont share it pls\n`,
  ),
  base(
    "chat-colon",
    ({ words, value }) => `sure! ${words}: ${value}\nlet me know if it works\n`,
  ),
  base(
    "chat-here",
    ({ words, value }) =>
      `Here's the ${words} you asked for:\n\n${value}\n\nThanks!\n`,
  ),
  base(
    "chat-use",
    ({ words, value }) =>
      `Please use ${value} as the ${words} when you call it.\n`,
  ),
  base(
    "email-quoted",
    ({ words, value }) =>
      `> On Monday Bob wrote:\n> ${words}: ${value}\n> cheers\n`,
  ),
  base(
    "html-input",
    ({ snake, value }) =>
      `<input type="hidden" name="${snake}" value="${value}">\n`,
  ),
  base(
    "html-table",
    ({ words, value }) => `<tr><td>${words}</td><td>${value}</td></tr>\n`,
  ),
  base(
    "html-entity",
    ({ snake, value }) =>
      `<pre>{&quot;${snake}&quot;: &quot;${value}&quot;}</pre>\n`,
  ),
  base(
    "csv-row",
    ({ snake, value }) => `name,value\nregion,eu\n${snake},${value}\n`,
  ),
  base(
    "csv-column",
    ({ snake, value }) => `id,user,${snake},active\n1,bob,${value},true\n`,
  ),
  base(
    "notebook",
    ({ camel, value }) =>
      `{"cells":[{"cell_type":"code","source":["${camel} = \\"${value}\\"\\n","run()"]}]}`,
  ),
  base(
    "postman",
    ({ snake, value }) =>
      `{"values":[{"key":"${snake}","value":"${value}","enabled":true}]}`,
  ),
  base(
    "jira",
    ({ words, value }) =>
      `*Steps*\n# Log in\n# Set {{${words}}} to {noformat}${value}{noformat}\n`,
  ),
  base("rst", ({ words, value }) => `:${words}: \`\`${value}\`\`\n`),
  // Output of tools
  base(
    "docker-inspect",
    ({ env, value }) =>
      `"Env": ["PATH=/usr/bin", "${env}=${value}", "TZ=UTC"],\n"Cmd": null\n`,
  ),
  base(
    "ps-aux",
    ({ kebab, value }) =>
      `root  311  0.0  0.1 /usr/bin/agent --server https://x.test --${kebab}=${value} --daemon\n`,
  ),
  base(
    "heroku-config",
    ({ env, value }) =>
      `=== app Config Vars\nDATABASE_POOL:   5\n${env}:   ${value}\nTZ:   UTC\n`,
  ),
  base(
    "vault-table",
    ({ snake, value }) =>
      `Key                Value\n---                -----\nlease_id           n/a\n${snake}    ${value}\n`,
  ),
  base(
    "cli-json",
    ({ camel, value }) =>
      `$ az account get\n{\n  "${camel}": "${value}",\n  "expiresOn": "2025-01-01 00:00:00"\n}\n`,
  ),
  base(
    "fly-secrets",
    ({ env, value }) => `fly secrets set ${env}=${value} --app web\n`,
  ),
  base(
    "export-semicolon",
    ({ env, value }) => `export ${env}=${value}; ./run --fast\n`,
  ),
  base(
    "env-command",
    ({ env, value }) => `env ${env}='${value}' python app.py\n`,
  ),
  base(
    "heredoc",
    ({ env, value }) => `cat > .env <<EOF\n${env}=${value}\nEOF\n`,
  ),
  base("echo-append", ({ env, value }) => `echo "${env}=${value}" >> .env\n`),
  base(
    "github-env",
    ({ env, value }) => `echo ${env}=${value} >> $GITHUB_ENV\n`,
  ),
  base(
    "crontab",
    ({ env, value }) => `*/5 * * * * ${env}=${value} /usr/bin/job >/dev/null\n`,
  ),
  base(
    "supervisord",
    ({ env, value }) =>
      `[program:app]\nenvironment=TZ="UTC",${env}="${value}"\n`,
  ),
  base(
    "apache-setenv",
    ({ env, value }) =>
      `<VirtualHost *:80>\n  SetEnv ${env} ${value}\n</VirtualHost>\n`,
  ),
  base(
    "nginx-param",
    ({ env, value }) => `fastcgi_param ${env} ${value};\nfastcgi_pass php;\n`,
  ),
  base("vim", ({ snake, value }) => `let g:${snake} = '${value}'\n`),
  base(
    "reg-file",
    ({ camel, value }) =>
      `[HKEY_LOCAL_MACHINE\\SOFTWARE\\App]\n"${camel}"="${value}"\n`,
  ),
  base(
    "arm-parameters",
    ({ camel, value }) =>
      `{"parameters": {"${camel}": {"value": "${value}"}, "region": {"value": "eu"}}}\n`,
  ),
  base("bicep", ({ camel, value }) => `param ${camel} string = '${value}'\n`),
  base(
    "serverless",
    ({ env, value }) => `provider:\n  environment:\n    ${env}: '${value}'\n`,
  ),
  base(
    "helm-values",
    ({ camel, value }) => `secrets:\n  ${camel}: "${value}"\nreplicas: 2\n`,
  ),
  base(
    "chef",
    ({ snake, value }) => `default['app']['${snake}'] = '${value}'\n`,
  ),
  base(
    "puppet",
    ({ snake, value }) => `class { 'app':\n  ${snake} => '${value}',\n}\n`,
  ),
  base("hiera", ({ snake, value }) => `app::${snake}: '${value}'\n`),
  base(
    "vscode-settings",
    ({ camel, value }) => `{"app.client.${camel}": "${value}"}\n`,
  ),
  base(
    "idea-xml",
    ({ env, value }) =>
      `<envs>\n  <env name="${env}" value="${value}" />\n</envs>\n`,
  ),
  base(
    "http-file",
    ({ kebab, value }) =>
      `### list\nGET https://api.test/v1\nX-${kebab}: ${value}\n\n###\n`,
  ),
  base(
    "soap",
    ({ camel, value }) =>
      `<soap:Header><auth:${camel} xmlns:auth="urn:x">${value}</auth:${camel}></soap:Header>\n`,
  ),
  base(
    "cdata",
    ({ camel, value }) => `<${camel}><![CDATA[${value}]]></${camel}>\n`,
  ),
  base(
    "graphql",
    ({ camel, value }) =>
      `{"query":"mutation($k:String!){x(k:$k)}","variables":{"${camel}":"${value}"}}`,
  ),
  base(
    "protobuf-text",
    ({ snake, value }) => `config {\n  ${snake}: "${value}"\n}\n`,
  ),
  base(
    "haskell",
    ({ camel, value }) => `${camel} :: String\n${camel} = "${value}"\n`,
  ),
  base("groovy", ({ camel, value }) => `def ${camel} = "${value}"\n`),
  base("julia", ({ env, value }) => `ENV["${env}"] = "${value}"\n`),
  base(
    "matlab",
    ({ snake, value }) => `${snake} = '${value}'; % do not commit\n`,
  ),
  base("vb", ({ camel, value }) => `Dim ${camel} As String = "${value}"\n`),
  base("delphi", ({ camel, value }) => `const ${camel} = '${value}';\n`),
  base(
    "arduino",
    ({ env, value }) => `#define ${env}   "${value}"  // cloud\n`,
  ),
  base(
    "go-struct",
    ({ camel, value }) =>
      `cfg := Config{\n\tRegion: "eu",\n\t${camel}:  "${value}",\n}\n`,
  ),
  base(
    "rust-struct",
    ({ snake, value }) =>
      `Config { region: "eu".into(), ${snake}: "${value}".to_string() }\n`,
  ),
  base(
    "java-annotation",
    ({ camel, value }) =>
      `@Value("\${${camel}:${value}}")\nprivate String k;\n`,
  ),
  base(
    "java-properties-set",
    ({ words, value }) =>
      `props.setProperty("app.${words.replaceAll(" ", ".")}", "${value}");\n`,
  ),
  base(
    "spring-yaml",
    ({ words, value }) =>
      `spring:\n  ${words.split(" ")[0]}:\n    ${
        words.split(" ").slice(1).join("-") || "token"
      }: ${value}\n`,
  ),
  base(
    "jest",
    ({ camel, value }) =>
      `beforeAll(() => { client = create({ ${camel}: "${value}" }); });\n`,
  ),
  base(
    "headers-object",
    ({ kebab, value }) =>
      `fetch(url, { headers: { "x-${kebab}": "${value}", accept: "*/*" } });\n`,
  ),
  base(
    "requests-headers",
    ({ kebab, value }) =>
      `requests.get(url, headers={'X-${kebab}': '${value}'})\n`,
  ),
  base(
    "axios-defaults",
    ({ kebab, value }) =>
      `axios.defaults.headers.common['X-${kebab}'] = '${value}';\n`,
  ),
  base(
    "bearer-template",
    ({ value }) => "headers.Authorization = `Bearer " + value + "`;\n",
  ),
  base(
    "bearer-fstring",
    ({ value }) => `headers = {"Authorization": f"Bearer ${value}"}\n`,
  ),
  base(
    "set-header",
    ({ value }) => `req.Header.Set("Authorization", "Bearer ${value}")\n`,
  ),
  base(
    "insomnia",
    ({ value }) => `{"authentication":{"type":"bearer","token":"${value}"}}`,
  ),
  base(
    "slack",
    ({ words, value }) => `:lock: *${words}* → \`${value}\` (expires friday)\n`,
  ),
  base(
    "chat-heres",
    ({ words, value }) =>
      `ok here is my ${words}: "${value}", can you test the call?\n`,
  ),
  base(
    "chat-changed",
    ({ words, value }) => `I changed the ${words} to ${value} yesterday.\n`,
  ),
  base("chat-equals", ({ words, value }) => `${words} = ${value}\n`),
  base("chat-arrow", ({ words, value }) => `${words} -> ${value}\n`),
  base("chat-dash", ({ words, value }) => `${words} - ${value}\n`),
  base("chat-newline", ({ words, value }) => `${words}:\n${value}\n`),
  base(
    "chat-login",
    ({ words, value }) =>
      `login: bob@x.test\n${words}: ${value}\nurl: https://x.test\n`,
  ),
  base(
    "error-invalid",
    ({ words, value }) =>
      `Error: Invalid ${words} provided: ${value}. Check your settings.\n`,
  ),
  base(
    "error-quoted",
    ({ words, value }) =>
      `AuthenticationError: Incorrect ${words} '${value}' (401)\n`,
  ),
  base(
    "json-array-pair",
    ({ env, value }) => `[["TZ","UTC"],["${env}","${value}"]]`,
  ),
  base(
    "python-tuple",
    ({ snake, value }) =>
      `settings = [("region", "eu"), ("${snake}", "${value}")]\n`,
  ),
  base(
    "sql-insert",
    ({ snake, value }) =>
      `INSERT INTO settings (name, value) VALUES ('${snake}', '${value}');\n`,
  ),
  base(
    "sql-insert-column",
    ({ snake, value }) =>
      `INSERT INTO users (id, name, ${snake}) VALUES (1, 'bob', '${value}');\n`,
  ),
  base(
    "sql-update",
    ({ snake, value }) =>
      `UPDATE accounts SET ${snake} = '${value}' WHERE id = 7;\n`,
  ),
  base(
    "mongo-shell",
    ({ camel, value }) =>
      `db.config.insertOne({ env: "prod", ${camel}: "${value}" })\n`,
  ),
  base(
    "redis-cli",
    ({ snake, value }) => `127.0.0.1:6379> SET app:${snake} "${value}"\nOK\n`,
  ),
  base("tsv", ({ snake, value }) => `region\teu\n${snake}\t${value}\n`),
  base("org-mode", ({ words, value }) => `- ${words} :: ${value}\n`),
  base("asciidoc", ({ words, value }) => `${words}:: \`${value}\`\n`),
  base("latex", ({ words, value }) => `\\texttt{${words}: ${value}}\n`),
  base(
    "html-li",
    ({ words, value }) => `<li><b>${words}:</b> <code>${value}</code></li>\n`,
  ),
  base(
    "html-data",
    ({ kebab, value }) => `<div id="app" data-${kebab}="${value}"></div>\n`,
  ),
  base(
    "html-meta",
    ({ kebab, value }) => `<meta name="${kebab}" content="${value}">\n`,
  ),
  base(
    "js-window",
    ({ camel, value }) =>
      `window.__CONFIG__ = {"${camel}":"${value}","v":2};\n`,
  ),
  base(
    "minified-js",
    ({ camel, value }) =>
      `!function(e){var t={${camel}:"${value}",n:1};e.c=t}(window);`,
  ),
  base(
    "query-encoded",
    ({ snake, value }) =>
      `callback=https%3A%2F%2Fx.test%2F%3F${snake}%3D${
        encodeURIComponent(value)
      }%26x%3D1\n`,
  ),
  base(
    "log-bracket",
    ({ snake, value }) => `[DEBUG] [auth] ${snake}=[${value}] ok\n`,
  ),
  base(
    "log-kv-quoted",
    ({ snake, value }) =>
      `level=info msg="starting" ${snake}="${value}" port=80\n`,
  ),
  base(
    "log-tostring",
    ({ camel, value }) =>
      `Config{region='eu', ${camel}='${value}', retries=3}\n`,
  ),
  base(
    "log-java-map",
    ({ camel, value }) =>
      `2025-01-01 INFO c.a.Main - {region=eu, ${camel}=${value}, retries=3}\n`,
  ),
  base(
    "log-go-struct",
    ({ camel, value }) => `cfg=&{Region:eu ${camel}:${value} Retries:3}\n`,
  ),
  base(
    "xml-param",
    ({ snake, value }) =>
      `<param><param-name>${snake}</param-name><param-value>${value}</param-value></param>\n`,
  ),
  base(
    "xml-nested",
    ({ camel, value }) =>
      `<${camel}>\n    <Value>${value}</Value>\n</${camel}>\n`,
  ),
  base(
    "yaml-anchor",
    ({ snake, value }) => `${snake}: &k ${value}\nother: *k\n`,
  ),
  base("yaml-folded", ({ snake, value }) => `${snake}: >-\n    ${value}\n`),
  base(
    "toml-table",
    ({ snake, value }) => `[[accounts]]\nname = "a"\n${snake} = '${value}'\n`,
  ),
  base(
    "json-escaped-slash",
    ({ snake, value }) => `{"${snake}":"${value.replaceAll("/", "\\/")}"}`,
  ),
  base("python-bytes", ({ snake, value }) => `${snake} = b"${value}"\n`),
  base("python-comment", ({ snake, value }) => `x = 1  # ${snake}: ${value}\n`),
  base(
    "python-kwarg-default",
    ({ snake, value }) => `def connect(host, ${snake}="${value}"):\n    pass\n`,
  ),
  base(
    "python-assert",
    ({ snake, value }) => `assert settings.${snake} == "${value}"\n`,
  ),
  base(
    "ts-enum",
    ({ camel, value }) =>
      `export const config = {\n  ${camel}: process.env.X ?? '${value}',\n};\n`,
  ),
  base("js-map", ({ env, value }) => `new Map([["${env}", "${value}"]])\n`),
  base(
    "commit-message",
    ({ words, value }) => `    Remove ${words} ${value} from config\n`,
  ),
  // Places that the first collection had not thought of
  base(
    "line-numbered-arrow",
    ({ env, value }) =>
      `     11→PORT=80\n     12→${env}=${value}\n     13→A=1\n`,
  ),
  base(
    "line-numbered-tab",
    ({ env, value }) =>
      `    11\tPORT=80\n    12\t${env}=${value}\n    13\tA=1\n`,
  ),
  base(
    "far-into-a-line",
    ({ env, value }) =>
      `aws lambda update-function-configuration --function-name web ` +
      `--environment "Variables={${env}=${value},X=1}"\n`,
  ),
  base(
    "backticked-assignment",
    ({ env, value }) => `here you go: \`${env}=${value}\`\n`,
  ),
  base(
    "postgres-copy",
    ({ snake, value }) =>
      `COPY settings (id, ${snake}, created) FROM stdin;\n1\t${value}\t2026\n\\.\n`,
  ),
  base(
    "csv-semicolons",
    ({ snake, value }) => `${snake};region;port\n${value};eu;80\n`,
  ),
  base(
    "mysql-box",
    ({ snake, value }) =>
      `+----+-----+\n| id | ${snake} |\n+----+-----+\n|  1 | ${value} |\n+----+-----+\n`,
  ),
  base(
    "psql-expanded",
    ({ snake, value }) => `-[ RECORD 1 ]---\nid | 1\n${snake} | ${value}\n`,
  ),
  base(
    "php-var-dump",
    ({ snake, value }) =>
      `  ["${snake}"]=>\n  string(${value.length}) ${json(value)}\n`,
  ),
  base(
    "php-print-r",
    ({ snake, value }) => `    [port] => 80\n    [${snake}] => ${value}\n`,
  ),
  base(
    "recorded-header",
    ({ kebab, value }) => `    headers:\n      X-${kebab}:\n      - ${value}\n`,
  ),
  base(
    "android-metadata",
    ({ camel, value }) =>
      `<meta-data android:name="com.acme.${camel}" android:value=${
        json(value)
      } />\n`,
  ),
  base(
    "kotlin-lazy",
    ({ camel, value }) => `val ${camel}: String by lazy { ${json(value)} }\n`,
  ),
  base(
    "app-manifest",
    ({ env, value }) =>
      `"env":{"${env}":{"description":"x","value":${json(value)}}}\n`,
  ),
  base(
    "t-sql",
    ({ snake, value }) =>
      `DECLARE @${snake} NVARCHAR(200) = N'${value.replaceAll("'", "''")}';\n`,
  ),
  base(
    "pl-sql",
    ({ snake, value }) => `v_${snake} VARCHAR2(200) := '${value}';\n`,
  ),
  base(
    "here-string",
    ({ env, value }) => `wrangler secret put ${env} <<< ${json(value)}\n`,
  ),
  base(
    "github-secret",
    ({ env, value }) => `gh secret set ${env} --body ${json(value)}\n`,
  ),
  base(
    "prose-german",
    ({ words, value }) => `Mein ${words} lautet ${value} .\n`,
  ),
  base("prose-french", ({ words, value }) => `Le ${words} est ${value} ici.\n`),
  base("prose-spanish", ({ words, value }) => `Mi ${words} es ${value} hoy.\n`),
  base("prose-italian", ({ words, value }) => `La ${words} è ${value} ora.\n`),
  base("prose-chinese", ({ words, value }) => `${words}是：${value}\n`),
  base(
    "ci-log",
    ({ env, value }) =>
      `2026-03-03T10:11:12.1234567Z   env:\n` +
      `2026-03-03T10:11:12.1234568Z     ${env}: ${value}\n`,
  ),
  base(
    "tool-call",
    ({ env, value }) =>
      `<invoke name="write">\n<parameter name="content">PORT=80\n` +
      `${env}=${value}\n</parameter>\n</invoke>\n`,
  ),
  base(
    "secret-string",
    ({ snake, value }) =>
      `{ "SecretString": ${json(JSON.stringify({ [snake]: "@" }))} }\n`
        .replace("@", json(json(value).slice(1, -1)).slice(1, -1)),
  ),
  base(
    "mcp-settings",
    ({ env, value }) =>
      `{"mcpServers":{"x":{"command":"npx","env":{"${env}":${
        json(value)
      }}}}}\n`,
  ),
  base("environ", ({ env, value }) => `PATH=/bin\0${env}=${value}\0HOME=/r\0`),
  base(
    "rust-debug",
    ({ snake, value }) =>
      `Config { port: 80, ${snake}: ${json(value)}, debug: false }\n`,
  ),
  base(
    "java-to-string",
    ({ camel, value }) => `Config[port=80, ${camel}=${value}, debug=false]\n`,
  ),
  // No name at all
  nameless("bare-line", ({ value }) => `${value}\n`),
  nameless(
    "bare-prose",
    ({ value }) =>
      `I got this from the console, ${value}, does it look right?\n`,
  ),
  nameless("bare-string", ({ value }) => `connect("${value}");\n`),
  nameless("bare-array", ({ value }) => `["a", "${value}", "b"]\n`),
  nameless("bare-argument", ({ value }) => `login(${value})\n`),
  nameless(
    "bare-log",
    ({ value }) =>
      `[2025-01-02 10:11:12] ERROR invalid credentials ${value} (401)\n`,
  ),
  nameless(
    "bare-url-path",
    ({ value }) => `https://api.test/v1/${value}/items\n`,
  ),
  nameless("bare-angle", ({ value }) => `<${value}>\n`),
  nameless(
    "bare-after-escape",
    ({ value }) => `"line one\\n${value}\\nline three"\n`,
  ),
  nameless("bare-cell", ({ value }) => `| 1 | ${value} | ok |\n`),
];
