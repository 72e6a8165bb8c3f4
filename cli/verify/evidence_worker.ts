import { awaitValues } from "../confined_worker.ts";
import verifyEvidence from "../verbs/verify_evidence.ts";

awaitValues(verifyEvidence);
