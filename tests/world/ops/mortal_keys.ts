/** The keys worker, made mortal for a test. */
import "../../../ops/keys_worker.ts";
import { obeyOrders } from "./orders.ts";

obeyOrders("keys");
