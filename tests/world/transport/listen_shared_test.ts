import { equal, ok, rejects } from "node:assert/strict";
import net from "node:net";
import {
  listenShared,
  untilQuiet,
} from "../../../proxy/transport/listen_shared.ts";
import { connectRaw } from "./raw_client.ts";

const says = (text: string) => net.createServer((socket) => socket.end(text));
const close = (server: net.Server) =>
  new Promise<void>((resolve) => server.close(() => resolve()));

async function heard(port: number): Promise<string> {
  const client = await connectRaw(port);
  const text = await client.rest();
  client.close();
  return text;
}

Deno.test("a successor takes a port over while it is open", async () => {
  const old = says("old");
  const port = await listenShared(old, 0, false);
  const next = says("next");
  const relieved = Deno.build.os === "linux" ? null : close(old);
  equal(await listenShared(next, port, true), port);
  ok(["old", "next"].includes(await heard(port)));
  await (relieved ?? close(old));
  equal(await heard(port), "next");
  await close(next);
});

Deno.test("a port that another has is not shared with it", async () => {
  for (const beside of [says("ours"), says("another's")]) {
    const port = await listenShared(beside, 0, false);
    await rejects(listenShared(says("new"), port, false), /EADDRINUSE/);
    await close(beside);
  }
});

Deno.test("it is quiet once nobody was accepted for a turn", async () => {
  let accepted = 0;
  const busy = setInterval(() => accepted += 1, 0);
  setTimeout(() => clearInterval(busy), 30);
  await untilQuiet(() => accepted);
  clearInterval(busy);
});
