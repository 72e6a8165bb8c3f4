import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";
import { UUID } from "./uuid.ts";

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

  {
    id: "stripe-legacy-key",
    type: "STRIPE_KEY",
    words: ["stripe"],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "stripe-ephemeral-key",
    type: "STRIPE_KEY",
    shape: "ek_(?:live|test)_[A-Za-z0-9]{20,}",
  },
  {
    id: "braintree-token",
    type: "BRAINTREE_TOKEN",
    shape:
      "access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}",
  },
  {
    id: "braintree-private-key",
    type: "BRAINTREE_PRIVATE_KEY",
    words: ["braintree"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "paypal-client-secret",
    type: "PAYPAL_SECRET",
    words: ["paypal"],
    shape: "E[A-Za-z0-9_-]{75,120}",
    random: true,
  },
  {
    id: "paypal-client-id",
    type: "PAYPAL_CLIENT_ID",
    words: ["paypal"],
    shape: "A[A-Za-z0-9_-]{75,100}",
    random: true,
  },
  {
    id: "paypal-long-secret",
    type: "PAYPAL_SECRET",
    words: [
      "paypal_client_secret",
      "paypal_secret",
      "paypal_key",
      "paypal_token",
    ],
    shape: "[A-Za-z0-9_.-]{60,120}",
    random: true,
  },
  {
    id: "square-access-token",
    type: "SQUARE_TOKEN",
    shape: "EAAA[B-Za-z0-9_-][A-Za-z0-9_-]{21,60}",
    random: true,
    right: "[A-Za-z0-9_+/-]",
  },
  {
    id: "square-legacy-token",
    type: "SQUARE_TOKEN",
    shape: "sq0atp-[A-Za-z0-9_-]{22,}",
  },
  {
    id: "square-application-secret",
    type: "SQUARE_SECRET",
    shape: "sq0csp-[A-Za-z0-9_-]{40,}",
  },
  {
    id: "square-sandbox-secret",
    type: "SQUARE_SECRET",
    shape: "sq0csb-[A-Za-z0-9_-]{40,}",
  },
  {
    id: "adyen-key",
    type: "ADYEN_API_KEY",
    shape:
      "AQ[EF][A-Za-z0-9]hmf[a-z][A-Za-z0-9+/=.:;,<>{}()&%$#@!~*?^_|-]{80,}",
    random: true,
  },
  {
    id: "adyen-hmac-key",
    type: "ADYEN_HMAC_KEY",
    words: ["adyen"],
    shape: "[0-9A-F]{64}",
  },
  {
    id: "checkout-key",
    type: "CHECKOUT_SECRET_KEY",
    shape: `sk_(?:test_)?${UUID}`,
  },
  {
    id: "checkout-prefixed-key",
    type: "CHECKOUT_SECRET_KEY",
    words: ["checkout"],
    shape: "sk_(?:sbox_)?[a-z2-7]{26}[a-z2-7*#$=]",
    random: true,
  },
  {
    id: "flutterwave-secret-key",
    type: "FLUTTERWAVE_KEY",
    shape: "FLWSECK(?:_TEST)?-[A-Za-z0-9]{32}-X",
  },
  {
    id: "flutterwave-encryption-key",
    type: "FLUTTERWAVE_KEY",
    shape: "FLWSECK(?:_TEST)?-?[A-Za-z0-9]{12}",
  },
  {
    id: "flutterwave-public-key",
    type: "FLUTTERWAVE_KEY",
    shape: "FLWPUBK(?:_TEST)?-[A-Za-z0-9]{32}-X",
  },
  {
    id: "paystack-key",
    type: "PAYSTACK_KEY",
    words: ["paystack"],
    shape: "sk_(?:live|test)_[0-9a-f]{40}",
  },
  {
    id: "razorpay-key-id",
    type: "RAZORPAY_KEY",
    shape: "rzp_(?:live|test)_[A-Za-z0-9]{14,}",
  },
  {
    id: "razorpay-secret",
    type: "RAZORPAY_SECRET",
    words: ["razorpay"],
    shape: "[A-Za-z0-9]{24}",
    random: true,
  },
  {
    id: "mollie-key",
    type: "MOLLIE_API_KEY",
    words: ["mollie"],
    shape: "(?:live|test)_[A-Za-z0-9]{30}",
    random: true,
  },
  {
    id: "mollie-access-token",
    type: "MOLLIE_API_KEY",
    shape: "access_[A-Za-z0-9]{40}",
    random: true,
  },
  {
    id: "without-vendor-payment-key",
    type: "PAYMENT_API_KEY",
    shape: "(?:live|test)_[A-Za-z0-9]{30,48}",
    random: true,
    left: "[A-Za-z0-9_]",
  },
  {
    id: "gocardless-token",
    type: "GOCARDLESS_TOKEN",
    words: ["gocardless", "go_cardless"],
    shape: "(?:live|sandbox)_[A-Za-z0-9_=-]{40}",
    random: true,
  },
  {
    id: "klarna-key",
    type: "KLARNA_API_KEY",
    shape: "klarna_(?:live|test)_api_[A-Za-z0-9!?#$%*()/_-]{40,}",
  },
  {
    id: "mercado-pago-token",
    type: "MERCADO_PAGO_TOKEN",
    shape: "(?:APP_USR|TEST)-[0-9]{12,18}-[0-9]{6}-[0-9a-f]{32}-[0-9]{5,12}",
  },
  {
    id: "asaas-token",
    type: "ASAAS_TOKEN",
    shape: "\\$aact_[A-Za-z0-9+/=_:-]{40,}",
  },
  {
    id: "cashfree-key",
    type: "CASHFREE_KEY",
    shape: "cfsk_ma_(?:prod|test)_[0-9a-f]{32}_[0-9a-f]{8}",
  },
  {
    id: "midtrans-server-key",
    type: "MIDTRANS_KEY",
    shape: "Mid-(?:server|client)-[A-Za-z0-9_-]{10,24}",
  },
  {
    id: "xendit-key",
    type: "XENDIT_KEY",
    shape: "xnd_(?:production|development)_[A-Za-z0-9]{40,}",
  },
  {
    id: "lithic-key",
    type: "LITHIC_API_KEY",
    words: [...withNouns("lithic"), "lithic_api"],
    shape: UUID,
  },
  {
    id: "ramp-client-secret",
    type: "RAMP_SECRET",
    shape: "ramp_(?:sec|id|tok|bus_tok)_[A-Za-z0-9]{32,}",
  },
  {
    id: "brex-token",
    type: "BREX_TOKEN",
    shape: "bxt_[A-Za-z0-9]{36,}",
    random: true,
  },
  {
    id: "mercury-token",
    type: "MERCURY_TOKEN",
    shape:
      "mercury_(?:production|sandbox|nonproduction|non_production|test)_[a-z]{3,6}_[A-Za-z0-9]{36,}",
  },
  {
    id: "highnote-key",
    type: "HIGHNOTE_KEY",
    shape: "[sr]k_(?:live|test)_a2V5X[A-Za-z0-9+/]{60,}={0,2}",
  },
  {
    id: "paddle-key",
    type: "PADDLE_API_KEY",
    shape:
      "pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}",
  },
  {
    id: "paddle-webhook-secret",
    type: "PADDLE_WEBHOOK_SECRET",
    shape: "pdl_ntfset_[a-z0-9]{26}_[A-Za-z0-9+/]{30,}",
  },
  {
    id: "recurly-key",
    type: "RECURLY_API_KEY",
    words: ["recurly"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "chargebee-key",
    type: "CHARGEBEE_API_KEY",
    words: ["chargebee"],
    shape: "(?:live|test)_[A-Za-z0-9]{30,}",
    random: true,
  },
  {
    id: "gumroad-token",
    type: "GUMROAD_TOKEN",
    words: ["gumroad"],
    shape: "[A-Za-z0-9_-]{43}(?:[A-Za-z0-9_-]{21})?",
    random: true,
  },
  {
    id: "polar-organization-token",
    type: "POLAR_TOKEN",
    shape: "polar_oat_[A-Za-z0-9_-]{20,}",
  },
  {
    id: "polar-personal-token",
    type: "POLAR_TOKEN",
    shape: "polar_pat_[A-Za-z0-9_-]{20,}",
  },
  {
    id: "polar-oauth-token",
    type: "POLAR_TOKEN",
    shape: "polar_(?:at|rt|ac)_[A-Za-z0-9_-]{20,}",
  },
  {
    id: "polar-client-secret",
    type: "POLAR_TOKEN",
    shape: "polar_(?:cs|crt|mst|us|cst|whs)_[A-Za-z0-9_-]{20,}",
  },
  {
    id: "creem-key",
    type: "CREEM_API_KEY",
    shape: "creem_(?:test_)?[A-Za-z0-9]{20,}",
    random: true,
  },
  {
    id: "yookassa-key",
    type: "YOOKASSA_KEY",
    words: ["yookassa", "yoomoney", "yandex_kassa"],
    shape: "(?:live|test)_[A-Za-z0-9_-]{40,}",
    random: true,
  },
  {
    id: "cloudpayments-secret",
    type: "CLOUDPAYMENTS_SECRET",
    words: ["cloudpayments"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "sumup-key",
    type: "SUMUP_API_KEY",
    shape: "sup_[sp]k_[A-Za-z0-9]{32,}",
  },
  {
    id: "omise-key",
    type: "OMISE_KEY",
    shape: "skey_(?:test_)?[a-z0-9]{19,}",
    random: true,
  },
  {
    id: "toss-payments-key",
    type: "TOSS_PAYMENTS_KEY",
    shape: "(?:live|test)_g?sk_[A-Za-z0-9]{20,}",
    random: true,
  },
  {
    id: "rainforest-key",
    type: "RAINFOREST_API_KEY",
    shape: "(?:sbx_)?apikey_[0-9a-f]{64}",
  },
  {
    id: "taxjar-token",
    type: "TAXJAR_TOKEN",
    words: ["taxjar"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "coinbase-commerce-key",
    type: "COINBASE_COMMERCE_KEY",
    words: [
      ...withNouns("coinbase_commerce"),
      "commerce_api_key",
      "x-cc-api-key",
    ],
    shape: UUID,
  },
  {
    id: "freemius-key",
    type: "FREEMIUS_KEY",
    words: ["freemius", "secret_key"],
    reach: 12,
    shape: "sk_[^\\s\"'<>]{29}",
  },
  {
    id: "alipay-private-key",
    type: "ALIPAY_PRIVATE_KEY",
    words: ["alipay", "merchant_private_key", "app_private_key"],
    shape: "MII[A-Za-z0-9+/]{400,}={0,2}",
  },
  {
    id: "wechat-pay-key",
    type: "WECHAT_PAY_KEY",
    words: [
      "wechat_pay",
      "wechatpay",
      "wxpay",
      "mch_key",
      "apiv3_key",
      "api_v3_key",
    ],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "afterpay-secret",
    type: "AFTERPAY_SECRET",
    words: ["afterpay", "clearpay"],
    shape: "[0-9a-f]{128}",
  },
];
