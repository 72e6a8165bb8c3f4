import type { Rule } from "../rule.ts";

/** Clouds, hosting and what runs on them. */
export const cloud: readonly Rule[] = [
  {
    id: "aws-access-key-id",
    type: "AWS_ACCESS_KEY_ID",
    shape: "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
  },
  {
    id: "aws-secret-access-key",
    type: "AWS_SECRET_ACCESS_KEY",
    words: ["aws", "amazon", "secret_access_key"],
    shape: "[A-Za-z0-9/+]{40}",
    random: true,
  },
  {
    id: "aws-bedrock-key",
    type: "AWS_BEDROCK_API_KEY",
    shape: "ABSK[A-Za-z0-9+/]{100,}={0,2}",
  },
  {
    id: "aws-bedrock-short-key",
    type: "AWS_BEDROCK_API_KEY",
    shape: "bedrock-api-key-[A-Za-z0-9+/=]{40,}",
  },
  {
    id: "aws-session-token",
    type: "AWS_SESSION_TOKEN",
    words: ["session_token", "security_token"],
    shape: "[A-Za-z0-9/+]{100,}={0,2}",
    random: true,
  },
  {
    id: "cloudflare-api-token",
    type: "CLOUDFLARE_API_TOKEN",
    words: ["cloudflare", "cf_api"],
    shape: "[A-Za-z0-9_-]{40}",
    random: true,
  },
  {
    id: "cloudflare-global-key",
    type: "CLOUDFLARE_API_KEY",
    words: ["cloudflare", "cf_api"],
    shape: "[0-9a-f]{37}",
  },
  {
    id: "cloudflare-origin-ca-key",
    type: "CLOUDFLARE_ORIGIN_CA_KEY",
    shape: "v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}",
  },
  {
    id: "vercel-token",
    type: "VERCEL_TOKEN",
    words: ["vercel"],
    shape: "[A-Za-z0-9]{24}",
    random: true,
  },
  {
    id: "vercel-prefixed-token",
    type: "VERCEL_TOKEN",
    shape: "vc[pkair]_[A-Za-z0-9]{24,}",
  },
  {
    id: "vercel-blob-token",
    type: "VERCEL_BLOB_TOKEN",
    shape: "vercel_blob_rw_[A-Za-z0-9_]{30,}",
  },
  {
    id: "supabase-access-token",
    type: "SUPABASE_TOKEN",
    shape: "sbp_[0-9a-f]{40,}",
  },
  {
    id: "supabase-oauth-token",
    type: "SUPABASE_TOKEN",
    shape: "sbp_oauth_[0-9a-f]{40,}",
  },
  {
    id: "supabase-secret-key",
    type: "SUPABASE_SECRET_KEY",
    shape: "sb_secret_[A-Za-z0-9_-]{22,}",
  },
  {
    id: "vault-service-token",
    type: "VAULT_TOKEN",
    shape: "hv[sbr]\\.[A-Za-z0-9_-]{24,}",
  },
  {
    id: "vault-legacy-token",
    type: "VAULT_TOKEN",
    words: ["vault"],
    shape: "s\\.[A-Za-z0-9]{24}",
    random: true,
  },
];
