/** The proxy worker, made mortal for a test. */
import "../../../proxy/worker.ts";
import { obeyOrders } from "./orders.ts";

obeyOrders("proxy");
