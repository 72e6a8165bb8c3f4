/** The keys worker, made mortal for a test. */
import "../../../ops/keys_worker.ts";
import { makeMortal } from "./orders.ts";

makeMortal("keys");
