import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";
import { UUID } from "./uuid.ts";

/** Who somebody is: signed tokens, identity providers, trackers of work. */
export const identity: readonly Rule[] = [
  {
    id: "jwt",
    type: "JWT",
    shape:
      "(?:eyJ|eyAi|ewo|eyAg|eyAK)[A-Za-z0-9_-]{12,}\\.(?:ey|ew)[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{10,}",
  },
  {
    id: "atlassian-token",
    type: "ATLASSIAN_TOKEN",
    shape: "ATATT3[A-Za-z0-9_=-]{100,}",
  },
  {
    id: "atlassian-scoped-token",
    type: "ATLASSIAN_TOKEN",
    shape: "ATCTT3[A-Za-z0-9_=-]{100,}",
  },
  {
    id: "bitbucket-app-password",
    type: "BITBUCKET_TOKEN",
    shape: "ATBB[A-Za-z0-9_=-]{24,}",
    random: true,
  },
  {
    id: "atlassian-legacy-token",
    type: "ATLASSIAN_TOKEN",
    words: ["atlassian", "confluence", "jira"],
    shape: "[A-Za-z0-9]{24}",
    random: true,
  },

  {
    id: "okta-token",
    type: "OKTA_TOKEN",
    words: ["okta", "ssws"],
    shape: "00[A-Za-z0-9_-]{40}",
    random: true,
  },
  {
    id: "okta-client-secret",
    type: "OKTA_CLIENT_SECRET",
    words: ["okta"],
    shape: "[A-Za-z0-9_-]{40}(?:[A-Za-z0-9_-]{24})?",
    random: true,
  },
  {
    id: "auth0-secret",
    type: "AUTH0_SECRET",
    words: ["auth0"],
    shape: "[A-Za-z0-9_-]{64,128}",
    random: true,
  },
  {
    id: "auth0-client-id",
    type: "AUTH0_CLIENT_ID",
    words: ["auth0"],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "onelogin-secret",
    type: "ONELOGIN_SECRET",
    words: ["onelogin", "one_login"],
    shape: "[0-9a-f]{64}",
  },
  {
    id: "jumpcloud-key",
    type: "JUMPCLOUD_KEY",
    words: ["jumpcloud", "jump_cloud"],
    shape: "[0-9a-f]{40}",
  },
  {
    id: "jumpcloud-prefixed-key",
    type: "JUMPCLOUD_KEY",
    shape: "jca_[A-Za-z0-9]{36}",
    random: true,
  },
  {
    id: "clerk-key",
    type: "CLERK_SECRET_KEY",
    words: ["clerk"],
    shape: "sk_(?:live|test)_[A-Za-z0-9]{32,}",
  },
  {
    id: "workos-key",
    type: "WORKOS_KEY",
    words: ["workos", "work_os"],
    shape: "sk_(?:live|test)?_?[A-Za-z0-9+/]{40,}={0,2}",
    random: true,
  },
  {
    id: "stytch-secret",
    type: "STYTCH_SECRET",
    shape: "secret-(?:live|test)-[A-Za-z0-9_=-]{32,}",
  },
  {
    id: "descope-key",
    type: "DESCOPE_KEY",
    words: ["descope"],
    shape: "K[23][A-Za-z0-9]{40,}",
    random: true,
  },
  {
    id: "authress-key",
    type: "AUTHRESS_KEY",
    shape:
      "(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\\.[A-Za-z0-9]{4,6}\\.acc[_-][A-Za-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,}",
  },
  {
    id: "duo-integration-key",
    type: "DUO_KEY",
    words: ["duo"],
    shape: "DI[A-Z0-9]{18}",
    random: true,
  },
  {
    id: "duo-secret-key",
    type: "DUO_SECRET",
    words: ["duo", "skey"],
    shape: "[A-Za-z0-9]{40}",
    random: true,
  },
  {
    id: "keycloak-secret",
    type: "KEYCLOAK_SECRET",
    words: ["keycloak"],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "keycloak-uuid-secret",
    type: "KEYCLOAK_SECRET",
    words: [
      "keycloak_secret",
      "keycloak_client_secret",
      "keycloak_credentials",
    ],
    shape: UUID,
  },
  {
    id: "salesforce-access-token",
    type: "SALESFORCE_TOKEN",
    shape: "00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{60,}",
  },
  {
    id: "salesforce-refresh-token",
    type: "SALESFORCE_TOKEN",
    shape: "5Aep[A-Za-z0-9._]{60,}",
    random: true,
  },
  {
    id: "salesforce-consumer-key",
    type: "SALESFORCE_CONSUMER_KEY",
    shape: "3MVG9[A-Za-z0-9._]{60,}",
  },
  {
    id: "salesforce-consumer-secret",
    type: "SALESFORCE_SECRET",
    words: ["salesforce", "sfdc", "consumer_secret"],
    shape: "[0-9A-F]{64}",
  },
  {
    id: "atlassian-client-secret",
    type: "ATLASSIAN_TOKEN",
    shape: "ATOA[A-Za-z0-9_=-]{60,}",
  },
  {
    id: "atlassian-connect-token",
    type: "ATLASSIAN_TOKEN",
    shape: "ATAT[A-Z][0-9][A-Za-z0-9_=-]{100,}",
    random: true,
  },
  {
    id: "jira-data-center-token",
    type: "ATLASSIAN_TOKEN",
    words: ["jira", "confluence", "bamboo", "atlassian"],
    shape: "[A-Za-z0-9+/]{44}",
    random: true,
  },
  {
    id: "hcaptcha-secret",
    type: "HCAPTCHA_SECRET",
    words: ["hcaptcha", "siteverify"],
    shape: "0x[0-9A-Fa-f]{40}",
  },
  {
    id: "hcaptcha-enterprise-secret",
    type: "HCAPTCHA_SECRET",
    words: ["hcaptcha", "siteverify"],
    shape: "ES_[0-9a-f]{32}",
  },
  {
    id: "yubico-secret",
    type: "YUBICO_SECRET",
    words: ["yubico", "yubikey", "yubi"],
    shape: "[A-Za-z0-9+/]{27}=",
    random: true,
  },
  {
    id: "totp-secret",
    type: "TOTP_SECRET",
    shape:
      "otpauth://[a-z]{4}/[^\\s\"'?]{0,120}\\?[^\\s\"']{0,120}secret=([A-Z2-7]{16,})",
  },
  {
    id: "totp-seed",
    type: "TOTP_SECRET",
    words: [
      "totp",
      "otp_secret",
      "mfa_secret",
      "two_factor",
      "2fa_secret",
      "authenticator",
    ],
    shape: "[A-Z2-7]{16,64}",
    random: true,
  },
  {
    id: "ping-identity-secret",
    type: "PING_SECRET",
    words: [
      "pingone",
      "ping_identity",
      "pingfederate",
      "ping_secret",
      "ping_client",
      "ping_one",
    ],
    shape: "[A-Za-z0-9_.~-]{64}",
    random: true,
  },
  {
    id: "frontegg-secret",
    type: "FRONTEGG_SECRET",
    words: withNouns("frontegg"),
    shape: UUID,
  },
  {
    id: "fusionauth-key",
    type: "FUSIONAUTH_KEY",
    words: ["fusionauth", "fusion_auth"],
    shape: "[A-Za-z0-9_-]{43,64}",
    random: true,
  },
  {
    id: "authentik-token",
    type: "AUTHENTIK_TOKEN",
    words: ["authentik"],
    shape: "[A-Za-z0-9]{60}",
    random: true,
  },
  {
    id: "web-session-cookie",
    type: "SESSION_COOKIE",
    shape:
      "(?:connect\\.sid|laravel_session|_session_id|_secure_session)=(s%3[Aa][A-Za-z0-9%._-]{40,})",
  },
];
