import { awaitValues } from "../confined_worker.ts";
import verifyReceipt from "../verbs/verify_receipt.ts";

awaitValues(verifyReceipt);
