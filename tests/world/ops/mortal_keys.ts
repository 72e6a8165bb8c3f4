/** The keys worker, made mortal for a test. */
import "../../../ops/keys_worker.ts";
import { begun } from "./orders.ts";

await begun("keys");
