import { CREDENTIALS, everything } from "./generic.ts";
import type { Provider } from "./provider.ts";

/** Amazon Bedrock runtime. */
export const bedrock: Provider = {
  name: "bedrock",
  endpoints: [],
  fallback: everything,
  credentials: [...CREDENTIALS, "x-amz-security-token"],
  parameters: [],
  errors: "openai",
};
