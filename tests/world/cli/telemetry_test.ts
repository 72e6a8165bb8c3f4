import { equal, ok } from "node:assert/strict";
import { STUB_HOSTS, writeStubHome } from "../../../cli/prove/stub_home.ts";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import { readRunning } from "../../../ops/running.ts";
import { homeAt } from "../../../ops/home.ts";
import { inTempDir } from "../support/run.ts";
import { WATERWALL } from "./waterwall.ts";

const SECRET = "AKIA" + "QYLPMN5HHHFPZAM2";

Deno.test("OpenTelemetry gets metrics, and nothing of a request's body, headers or address", () =>
  inTempDir(async (home) => {
    const exported: string[] = [];
    const collector = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async (request) => {
        exported.push(request.url + await request.text());
        return Response.json({});
      },
    );
    const stub = await startStubProvider();
    await writeStubHome(home, { ...stub, hosts: STUB_HOSTS });
    const [program, ...args] = WATERWALL;
    const child = new Deno.Command(program!, {
      args: [...args, "start", "--home", home],
      env: {
        OTEL_DENO: "true",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
        OTEL_METRIC_EXPORT_INTERVAL: "200",
      },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      let running = null;
      while (!(running = await readRunning(homeAt(home)))) await soon();
      const url = `http://127.0.0.1:${running.proxyPort}/anthropic/v1/messages`;
      const answer = await fetch(`${url}?key=query-${SECRET}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": SECRET },
        body: JSON.stringify({ messages: [{ role: "user", content: SECRET }] }),
      });
      await answer.body?.cancel();
      while (!exported.some((it) => it.includes("http.server"))) await soon();
    } finally {
      child.kill("SIGTERM");
      equal((await child.status).code, 0);
      await stub.close();
      await collector.shutdown();
    }
    ok(exported.every((it) => !it.includes(SECRET) && !it.includes("query-")));
    ok(exported.every((it) => !it.includes("/v1/traces")));
  }));

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
