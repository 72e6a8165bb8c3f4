import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";
import { UUID } from "./uuid.ts";

/** Shops, parcels and journeys. */
export const commerce: readonly Rule[] = [
  {
    id: "shopify-access-token",
    type: "SHOPIFY_TOKEN",
    shape: "shpat_[0-9A-Fa-f]{32,}",
  },
  {
    id: "shopify-custom-app-token",
    type: "SHOPIFY_TOKEN",
    shape: "shpca_[0-9A-Fa-f]{32,}",
  },
  {
    id: "shopify-private-app-token",
    type: "SHOPIFY_TOKEN",
    shape: "shppa_[0-9A-Fa-f]{32,}",
  },
  {
    id: "shopify-shared-secret",
    type: "SHOPIFY_SECRET",
    shape: "shpss_[0-9A-Fa-f]{32,}",
  },
  {
    id: "shopify-user-token",
    type: "SHOPIFY_TOKEN",
    shape: "shp(?:ua|it|mt|st|cu|rt|atf|tka|ent|lk|cat)_[0-9A-Za-z]{32,}",
  },
  {
    id: "shopify-partner-token",
    type: "SHOPIFY_TOKEN",
    shape: "prtapi_[0-9a-f]{32}",
  },
  {
    id: "shopify-legacy-secret",
    type: "SHOPIFY_SECRET",
    words: ["shopify"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "woocommerce-secret",
    type: "WOOCOMMERCE_KEY",
    shape: "c[ks]_[0-9a-f]{40}",
  },
  {
    id: "bigcommerce-token",
    type: "BIGCOMMERCE_TOKEN",
    words: ["bigcommerce", "big_commerce"],
    shape: "[a-z0-9]{31}",
    random: true,
  },
  {
    id: "bigcommerce-secret",
    type: "BIGCOMMERCE_SECRET",
    words: ["bigcommerce_client_secret", "bigcommerce_secret"],
    shape: "[0-9a-f]{64}",
  },
  {
    id: "magento-token",
    type: "MAGENTO_TOKEN",
    words: ["magento"],
    shape: "[a-z0-9]{32}",
    random: true,
  },
  {
    id: "squarespace-key",
    type: "SQUARESPACE_KEY",
    words: [...withNouns("squarespace"), "squarespace_api"],
    shape: UUID,
  },
  {
    id: "wix-key",
    type: "WIX_API_KEY",
    shape:
      "IST\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{40,}",
  },
  {
    id: "ecwid-token",
    type: "ECWID_TOKEN",
    shape: "secret_[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "lightspeed-token",
    type: "LIGHTSPEED_TOKEN",
    shape: "lsxs_pt_[A-Za-z0-9]{32,}",
  },
  {
    id: "shippo-token",
    type: "SHIPPO_TOKEN",
    shape: "shippo_(?:live|test)_[0-9A-Fa-f]{40}",
  },
  { id: "easypost-key", type: "EASYPOST_KEY", shape: "EZ[AT]K[A-Za-z0-9]{54}" },
  {
    id: "shipengine-key",
    type: "SHIPENGINE_KEY",
    words: ["shipengine", "ship_engine"],
    shape: "(?:TEST_|LIVE_)?[A-Za-z0-9+/]{43}",
    random: true,
  },
  {
    id: "shipstation-key",
    type: "SHIPSTATION_KEY",
    words: ["shipstation", "ship_station"],
    shape: "[0-9a-f]{32}",
  },
  { id: "aftership-key", type: "AFTERSHIP_KEY", shape: "asat_[0-9a-f]{32}" },
  {
    id: "duffel-token",
    type: "DUFFEL_TOKEN",
    shape: "duffel_(?:live|test)_[A-Za-z0-9_=-]{40,}",
  },
  {
    id: "lob-key",
    type: "LOB_API_KEY",
    shape: "(?:live|test)_(?:pub_)?[0-9a-f]{31,35}",
    left: "[A-Za-z0-9/_]",
  },
  {
    id: "etsy-key",
    type: "ETSY_KEY",
    words: ["etsy"],
    shape: "[a-z0-9]{24}(?::[a-z0-9]{10,64})?",
    random: true,
  },
  {
    id: "ebay-client-secret",
    type: "EBAY_SECRET",
    shape:
      "(?:PRD|SBX)-[0-9a-f]{8,12}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}(?:-[0-9a-f]{4,12})?",
  },
  {
    id: "ebay-token",
    type: "EBAY_TOKEN",
    shape: "v\\^1\\.1#i\\^1#[A-Za-z0-9#^=+/]{60,}",
  },
  {
    id: "shopee-partner-key",
    type: "SHOPEE_KEY",
    words: ["shopee"],
    shape: "(?:shpk)?[0-9a-f]{48,64}",
  },
  {
    id: "shopee-prefixed-key",
    type: "SHOPEE_KEY",
    shape: "shpk[0-9a-f]{56,64}",
  },
  {
    id: "lazada-secret",
    type: "LAZADA_SECRET",
    words: ["lazada", "taobao", "tmall"],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "commercetools-secret",
    type: "COMMERCETOOLS_SECRET",
    words: ["commercetools", "ctp_client_secret", "ctp_secret"],
    shape: "[A-Za-z0-9_-]{32}",
    random: true,
  },
  {
    id: "snipcart-key",
    type: "SNIPCART_KEY",
    words: ["snipcart"],
    shape: "(?:ST_)?[A-Za-z0-9+/]{60,}={0,2}",
    random: true,
  },
  {
    id: "medusa-key",
    type: "MEDUSA_KEY",
    words: ["medusa"],
    shape: "sk_[0-9a-f]{64}",
  },
  {
    id: "swell-key",
    type: "SWELL_KEY",
    words: ["swell"],
    shape: "sk_(?:live_|test_)?[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "amadeus-secret",
    type: "AMADEUS_SECRET",
    words: ["amadeus"],
    shape: "[A-Za-z0-9]{16}(?:[A-Za-z0-9]{16})?",
    random: true,
  },
  {
    id: "samsara-token",
    type: "SAMSARA_TOKEN",
    shape: "samsara_api_[A-Za-z0-9]{24,}",
  },
  {
    id: "samsara-oauth-token",
    type: "SAMSARA_TOKEN",
    shape: "samsara_oauth_[A-Za-z0-9_-]{20,}",
  },
  {
    id: "printful-token",
    type: "PRINTFUL_TOKEN",
    words: ["printful"],
    shape: "[A-Za-z0-9]{40}",
    random: true,
  },
  {
    id: "fieldguide-token",
    type: "FIELDGUIDE_TOKEN",
    words: ["fieldguide"],
    shape: "fgp_[A-Za-z0-9]{20,}",
    random: true,
  },
  {
    id: "doordash-secret",
    type: "DOORDASH_SECRET",
    words: ["doordash"],
    shape: "[A-Za-z0-9_-]{43}",
    random: true,
  },
  {
    id: "uber-secret",
    type: "UBER_SECRET",
    words: ["uber_client_secret", "uber_secret", "uber_token"],
    shape: "[A-Za-z0-9_-]{40}",
    random: true,
  },
];
