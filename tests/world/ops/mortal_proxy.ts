/** The proxy worker, made mortal for a test. */
import "../../../proxy/worker.ts";
import { makeMortal } from "./orders.ts";

makeMortal("proxy");
