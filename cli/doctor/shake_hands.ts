import type { Runtime } from "./runtimes.ts";

/** How a handshake ended. */
export type Handshake =
  | { readonly ok: true; readonly version: string }
  /** In the runtime's own words. */
  | { readonly ok: false; readonly why: string };

const LIMIT_MS = 30_000;

/** Has a runtime make a TLS connection to a host, with these variables beside those of this process. */
export async function shakeHands(
  { command, handshake, source }: Runtime,
  { host, env }: {
    readonly host: string;
    readonly env: Readonly<Record<string, string>>;
  },
): Promise<Handshake> {
  const folder = await Deno.makeTempDir({ prefix: "waterwall-doctor-" });
  const script = `${folder}/main.go`;
  try {
    if (source !== undefined) await Deno.writeTextFile(script, source);
    const { success, code, stdout, stderr } = await new Deno.Command(command, {
      args: [...handshake(host, script)],
      env,
      cwd: folder,
      stdin: "null",
      signal: AbortSignal.timeout(LIMIT_MS),
    }).output();
    const said = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
    if (success) return { ok: true, version: said(stdout) };
    return {
      ok: false,
      why: said(stderr).split("\n")[0] || `it ended with ${code}`,
    };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
