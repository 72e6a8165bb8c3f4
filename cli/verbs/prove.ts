import { Exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { rehearse } from "../prove/rehearse.ts";
import { holds, report, reportJson } from "../prove/report.ts";
import { wholeProxy } from "../prove/whole_proxy.ts";

/** Shows the main job without any account: made-up secrets, a whole proxy, a stub. */
export default async function prove(
  { json, show }: { readonly json: boolean; readonly show: boolean },
  io: Io,
  startProxy = wholeProxy,
): Promise<Exit> {
  const proof = await rehearse(startProxy);
  if (json) io.print(reportJson(proof, { show }));
  else for (const line of report(proof, { show })) io.print(line);
  return holds(proof) ? Exit.ok : Exit.refuted;
}
