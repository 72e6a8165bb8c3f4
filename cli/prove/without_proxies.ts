const NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]
  .flatMap((name) => [name, name.toLowerCase()]);

/**
 * Does something while the environment names no proxy.
 *
 * `fetch` obeys these variables, also when it is told which proxy to use.
 */
export async function withoutProxies<T>(what: () => Promise<T>): Promise<T> {
  const before = NAMES.map((name) => [name, Deno.env.get(name)] as const);
  for (const name of NAMES) Deno.env.delete(name);
  try {
    return await what();
  } finally {
    for (const [name, value] of before) {
      if (value !== undefined) Deno.env.set(name, value);
    }
  }
}
