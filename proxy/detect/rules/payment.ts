import type { Rule } from "../rule.ts";

/** Payments and commerce. */
export const payment: readonly Rule[] = [
  {
    id: "stripe-key",
    type: "STRIPE_KEY",
    shape: "[sr]k_(?:live|test|prod)_[A-Za-z0-9]{20,}",
  },
  {
    id: "stripe-webhook-secret",
    type: "STRIPE_WEBHOOK_SECRET",
    shape: "whsec_[A-Za-z0-9+/=]{24,}",
  },
];
