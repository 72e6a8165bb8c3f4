/** Below what any system gives out for port 0 or to a client. */
const FIRST = 10_000;
const COUNT = 20_000;

/**
 * A port of 127.0.0.1 that is free, for a test that takes one port more than
 * once: one that the system gave could be another's as soon as it is let go.
 */
export function ownPort(): number {
  for (;;) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    const port = FIRST + random % COUNT;
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
