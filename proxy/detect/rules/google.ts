import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";

/** Google: sign-in, cloud, messaging. */
export const google: readonly Rule[] = [
  {
    id: "google-oauth-client-secret",
    type: "GOOGLE_OAUTH_SECRET",
    shape: "GOCSPX-[A-Za-z0-9_-]{28}",
  },
  {
    id: "google-oauth-legacy-client-secret",
    type: "GOOGLE_OAUTH_SECRET",
    words: [
      "google_client_secret",
      "google_secret",
      "google_oauth",
      "googleusercontent.com",
      "gcp_client_secret",
    ],
    shape: "[A-Za-z0-9_-]{24}",
    random: true,
  },
  {
    id: "google-oauth-access-token",
    type: "GOOGLE_OAUTH_TOKEN",
    shape: "ya29\\.[A-Za-z0-9_-]{20,}",
  },
  {
    id: "google-oauth-refresh-token",
    type: "GOOGLE_OAUTH_TOKEN",
    shape: "1//0[A-Za-z0-9_-]{40,}",
    random: true,
  },
  {
    id: "google-oauth-code",
    type: "GOOGLE_OAUTH_CODE",
    shape: "4/0A[A-Za-z0-9_-]{40,}",
    random: true,
  },
  {
    id: "google-private-key-id",
    type: "GOOGLE_PRIVATE_KEY_ID",
    words: ["private_key_id"],
    reach: 12,
    shape: "[0-9a-f]{40}",
  },
  {
    id: "google-storage-hmac-id",
    type: "GOOGLE_STORAGE_KEY",
    shape: "GOOG[A-Z0-9]{20,}",
    random: true,
  },
  {
    id: "google-storage-hmac-secret",
    type: "GOOGLE_STORAGE_SECRET",
    words: [
      ...withNouns("gcs", "google_storage", "gs"),
      "gs_secret",
      "hmac_secret",
      "gcs_hmac",
    ],
    shape: "[A-Za-z0-9+/]{40}",
    random: true,
  },
  {
    id: "firebase-messaging-server-key",
    type: "FIREBASE_SERVER_KEY",
    shape: "AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}",
  },
  {
    id: "recaptcha-secret",
    type: "RECAPTCHA_SECRET",
    words: [
      "recaptcha_secret",
      "recaptcha_private",
      "captcha_secret",
      "recaptcha_server",
    ],
    shape: "6[A-Za-z0-9_-]{39}",
    random: true,
    counterExamples: [
      '<div class="g-recaptcha" data-sitekey="6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI">',
    ],
  },
  {
    id: "google-chat-webhook",
    type: "GOOGLE_CHAT_WEBHOOK",
    shape:
      "[htps:/]{0,8}chat\\.googleapis\\.com/v1/spaces/[A-Za-z0-9_-]{8,}/messages\\?key=[A-Za-z0-9_&=%-]{40,}",
  },
  {
    id: "google-signed-url",
    type: "GOOGLE_SIGNATURE",
    shape: "X-Goog-Signature=([0-9a-f]{64,})",
  },
  {
    id: "google-ads-developer-token",
    type: "GOOGLE_ADS_TOKEN",
    words: ["google_ads", "googleads", "adwords", "developer_token"],
    shape: "[A-Za-z0-9_-]{22}",
    random: true,
  },
];
