import { loadPublicKey, verifyLogAt } from "../../audit/mod.ts";
import { type CanaryState, homeAt, readConfig } from "../../ops/mod.ts";
import { placeOf, REHEARSAL, WOULD_LEAVE } from "../../proxy/mod.ts";
import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";
import type { Canary } from "../prove/canaries.ts";
import { tracesOf } from "../prove/traces.ts";
import { withoutProxies } from "../prove/without_proxies.ts";
import type { Live } from "../running.ts";
import { tellRunning } from "../tell_running.ts";

const LIMIT_MS = 30_000;

/**
 * Sends a made-up secret through a running instance, by tunnel and TLS, to a
 * protected host, and has it mirrored there: all of the path is live but the
 * last step, so that no provider is reached.
 *
 * @throws {WaterwallError} It does not get through.
 */
export async function liveCanary(
  { text, secret }: Canary,
  { dir, io, live }: {
    readonly dir: string;
    readonly io: Io;
    readonly live: Live;
  },
): Promise<CanaryState> {
  const host = await hostIn(dir);
  const { ticket } = Object(
    await tellRunning("rehearse", {}, { dir, io, live }),
  );
  const caCert = await Deno.readTextFile(homeAt(dir).caCert);
  const { told, left } = await withoutProxies(() =>
    send(text, { host, ticket: String(ticket), caCert, port: live.proxyPort })
  );
  const [tag] = /[0-9a-f]{16}(?=>)/.exec(new TextDecoder().decode(left)) ?? [];
  return {
    way: `through the running instance, to ${host} and not beyond`,
    isLeaked: tracesOf(secret, left).length > 0,
    isRestored: told === text,
    isRecorded: tag !== undefined && await isOnRecord(tag, dir),
  };
}

/** A protected host whose name is one host's. */
async function hostIn(dir: string): Promise<string> {
  const { hosts } = await readConfig(homeAt(dir));
  const named = hosts.filter(({ name, policy }) =>
    policy === "protect" && /^[\w.-]+$/.test(name)
  );
  const host = named.find(({ provider }) => provider === "anthropic") ??
    named[0];
  if (host) return placeOf(host.name).host;
  throw new CliError(
    "usage",
    "Cannot rehearse as no single host is protected",
    {
      hint: "Add a [[host]] to config.toml.",
    },
  );
}

interface Destination {
  readonly host: string;
  readonly ticket: string;
  readonly caCert: string;
  readonly port: number;
}

/** What came back, and the bytes that would have left. */
async function send(text: string, { host, ticket, caCert, port }: Destination) {
  const client = Deno.createHttpClient({
    proxy: { url: `http://127.0.0.1:${port}` },
    caCerts: [caCert],
  });
  const messages = [{ role: "user", content: text }];
  try {
    const answer = await fetch(`https://${host}/v1/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "waterwall-verify-install",
        [REHEARSAL]: ticket,
      },
      body: JSON.stringify({ model: "canary", max_tokens: 1, messages }),
      signal: AbortSignal.timeout(LIMIT_MS),
      client,
    }).catch((cause) => {
      throw noWay(host, cause);
    });
    const said = await answer.text();
    if (answer.status !== 200) throw refused(answer.status, said);
    const left = Uint8Array.fromBase64(answer.headers.get(WOULD_LEAVE) ?? "");
    return { told: JSON.parse(said).content[0].text as string, left };
  } finally {
    client.close();
  }
}

function refused(status: number, said: string): CliError {
  const why = /"message":"(Cannot [^"]*)/.exec(said)?.[1] ?? "";
  return new CliError("not_running", `the proxy answered ${status}: ${why}`);
}

function noWay(host: string, cause: unknown): CliError {
  const what = `the proxy opens no connection that ends at ${host}`;
  return new CliError("not_running", what, { cause });
}

async function isOnRecord(tag: string, dir: string): Promise<boolean> {
  const { audit } = homeAt(dir);
  let found = false;
  await verifyLogAt(audit, {
    pinned: loadPublicKey(`${audit}/log.vkey`),
    visit: (record) => {
      found ||= record.type === "redaction" &&
        record.items.some((item) => item.tag === tag);
    },
  });
  return found;
}
