import { loadPublicKey, verifyLogAt } from "../../audit/mod.ts";
import { startService } from "../../ops/mod.ts";
import { VERSION } from "../version.ts";
import { processIo } from "../io.ts";
import type { Recorded } from "./judge.ts";
import type { ProxyUnderTest, StartProxy, Written } from "./rehearse.ts";
import { STUB_HOSTS, writeStubHome } from "./stub_home.ts";

/** The product as it ships, on free ports, in a home that is gone afterwards. */
export const wholeProxy: StartProxy = async (stub) => {
  const home = await Deno.makeTempDir({ prefix: "waterwall-prove-" });
  try {
    await writeStubHome(home, { ...stub, hosts: STUB_HOSTS });
    return await start(home);
  } catch (error) {
    await Deno.remove(home, { recursive: true });
    throw error;
  }
};

async function start(home: string): Promise<ProxyUnderTest> {
  const service = await startService({
    home,
    signals: false,
    env: () => undefined,
    tool: `waterwall/${VERSION} prove`,
    log: ({ level, text }) => {
      if (level !== "info") processIo.complain(`${level}: ${text}`);
    },
  });
  return {
    port: service.proxyPort,
    ca: await Deno.readTextFile(service.home.caCert),
    finish: async () => {
      await service.stop("proved");
      const written = await readLog(service.home.audit);
      await Deno.remove(home, { recursive: true });
      return written;
    },
  };
}

async function readLog(folder: string): Promise<Written> {
  const records = new Map<number, Recorded>();
  const pinned = loadPublicKey(`${folder}/log.vkey`);
  const verdict = await verifyLogAt(folder, {
    pinned,
    visit: (record) => {
      if (record.type !== "redaction") return;
      const tags = record.items.map(({ tag }) => tag);
      records.set(record.seq, { seq: record.seq, tags });
    },
  });
  const verified = verdict.ok && verdict.weaker.length === 0;
  const says = verdict.ok
    ? `${verdict.log.size} records, ${verdict.log.signed} of them under the signed head`
    : `record ${verdict.seq}: ${verdict.explanation}`;
  return { records: [...records.values()], log: { verified, says } };
}
