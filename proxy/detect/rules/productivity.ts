import type { Rule } from "../rule.ts";

/** Documents, tickets and plans. */
export const productivity: readonly Rule[] = [
  {
    id: "notion-token",
    type: "NOTION_TOKEN",
    shape: "ntn_[0-9]{11}[A-Za-z0-9]{35,}",
  },
  {
    id: "notion-legacy-token",
    type: "NOTION_TOKEN",
    shape: "secret_[A-Za-z0-9]{43}",
    random: true,
  },
  {
    id: "linear-api-key",
    type: "LINEAR_API_KEY",
    shape: "lin_(?:api|oauth)_[A-Za-z0-9]{32,}",
  },
  {
    id: "clickup-token",
    type: "CLICKUP_TOKEN",
    shape: "pk_[0-9]{5,12}_[A-Z0-9]{32}",
  },
];
