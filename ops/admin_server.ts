import { type AdminContext, answerAdmin } from "./admin.ts";
import { ServiceError } from "./errors.ts";

/** A running admin server. */
export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves administration on 127.0.0.1, which is not a setting.
 *
 * @throws {ServiceError} `port_taken`.
 */
export function openAdmin(
  port: number,
  context: Omit<AdminContext, "port">,
): AdminServer {
  const server = serve(
    port,
    (request) => answerAdmin(request, { ...context, port: server.addr.port }),
  );
  return {
    port: server.addr.port,
    close: () => server.shutdown(),
  };
}

function serve(
  port: number,
  answer: (request: Request) => Promise<Response>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({
      hostname: "127.0.0.1",
      port,
      onListen: () => {},
      onError: () => Response.json({ error: "internal" }, { status: 500 }),
    }, answer);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw ServiceError.portTaken(port, error);
  }
}
