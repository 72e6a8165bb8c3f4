/** The proxy worker, made mortal for a test. */
import "../../../proxy/worker.ts";
import { begun } from "./orders.ts";

await begun("proxy");
