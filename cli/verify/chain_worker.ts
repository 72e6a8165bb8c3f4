import { awaitValues } from "../confined_worker.ts";
import verifyChain from "../verbs/verify_chain.ts";

awaitValues(verifyChain);
