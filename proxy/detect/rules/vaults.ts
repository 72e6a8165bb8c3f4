import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";
import { UUID } from "./uuid.ts";

/** Where secrets themselves are kept. */
export const vaults: readonly Rule[] = [
  {
    id: "onepassword-service-token",
    type: "ONEPASSWORD_TOKEN",
    shape: "ops_eyJ[A-Za-z0-9+/_-]{200,}={0,3}",
  },
  {
    id: "onepassword-secret-key",
    type: "ONEPASSWORD_SECRET_KEY",
    shape:
      "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",
  },
  {
    id: "onepassword-connect-token",
    type: "ONEPASSWORD_TOKEN",
    words: ["op_connect", "onepassword", "1password"],
    shape: "eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{40,}",
  },
  {
    id: "bitwarden-machine-token",
    type: "BITWARDEN_TOKEN",
    words: ["bws", "bitwarden", "access_token"],
    shape: `0\\.${UUID}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==`,
  },
  {
    id: "bitwarden-client-secret",
    type: "BITWARDEN_SECRET",
    words: ["bitwarden", "bw_clientsecret", "bw_client"],
    shape: "[A-Za-z0-9]{30}",
    random: true,
  },
  {
    id: "dashlane-device-key",
    type: "DASHLANE_KEY",
    shape: "dls_[A-Z0-9]{16,}_[A-Za-z0-9]{40,}",
  },
  {
    id: "keeper-one-time-token",
    type: "KEEPER_TOKEN",
    words: ["keeper", "ksm"],
    shape: "(?:US|EU|AU|CA|JP):[A-Za-z0-9_-]{43}",
    random: true,
  },
  {
    id: "doppler-personal-token",
    type: "DOPPLER_TOKEN",
    shape: "dp\\.pt\\.[A-Za-z0-9]{40,}",
  },
  {
    id: "doppler-service-token",
    type: "DOPPLER_TOKEN",
    shape: "dp\\.st\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,}",
  },
  {
    id: "doppler-cli-token",
    type: "DOPPLER_TOKEN",
    shape: "dp\\.ct\\.[A-Za-z0-9]{40,}",
  },
  {
    id: "doppler-service-account-token",
    type: "DOPPLER_TOKEN",
    shape: "dp\\.sa\\.[A-Za-z0-9]{40,}",
  },
  {
    id: "doppler-scim-token",
    type: "DOPPLER_TOKEN",
    shape: "dp\\.scim\\.[A-Za-z0-9]{40,}",
  },
  {
    id: "doppler-audit-token",
    type: "DOPPLER_TOKEN",
    shape: "dp\\.audit\\.[A-Za-z0-9]{40,}",
  },
  {
    id: "infisical-token",
    type: "INFISICAL_TOKEN",
    shape: "st\\.[0-9a-f]{24}\\.[0-9a-f]{32}\\.[0-9a-f]{32}",
  },
  {
    id: "infisical-uuid-token",
    type: "INFISICAL_TOKEN",
    words: ["infisical"],
    shape: `st\\.${UUID}\\.[0-9a-f]{32}\\.[0-9a-f]{32}`,
  },
  {
    id: "infisical-client-secret",
    type: "INFISICAL_SECRET",
    words: ["infisical"],
    shape: "[0-9a-f]{64}",
  },
  {
    id: "akeyless-access-key",
    type: "AKEYLESS_KEY",
    words: ["akeyless"],
    shape: "[A-Za-z0-9+/]{43}=",
    random: true,
  },
  {
    id: "vault-root-token",
    type: "VAULT_TOKEN",
    shape: "hvs\\.[A-Za-z0-9]{24}",
  },
  {
    id: "vault-unseal-key",
    type: "VAULT_UNSEAL_KEY",
    words: ["unseal_key"],
    reach: 16,
    shape: "[A-Za-z0-9+/]{43}[A-Za-z0-9+/=]",
    random: true,
  },
  {
    id: "vault-uuid-token",
    type: "VAULT_TOKEN",
    words: [
      "vault_token",
      "x_vault_token",
      "vault_secret_id",
      "vault_role_id",
      "secret_id",
      "approle_secret",
      "approle_role_id",
    ],
    shape: UUID,
  },
  {
    id: "delinea-secret",
    type: "DELINEA_SECRET",
    words: withNouns("delinea", "thycotic", "secretserver"),
    shape: "[A-Za-z0-9_-]{32,64}",
    random: true,
  },
  {
    id: "conjur-key",
    type: "CONJUR_API_KEY",
    words: [
      ...withNouns("conjur", "conjur_authn", "cyberark"),
      "authn_api_key",
    ],
    shape: "[a-z0-9]{40,60}",
    random: true,
  },
  {
    id: "beyondtrust-key",
    type: "BEYONDTRUST_API_KEY",
    words: withNouns("beyondtrust", "beyond_trust"),
    shape: "[0-9a-f]{64,128}",
  },
  {
    id: "gitguardian-token",
    type: "GITGUARDIAN_TOKEN",
    words: ["gitguardian", "git_guardian"],
    shape: "[0-9a-f]{40}(?:[0-9a-f]{30})?",
  },
  {
    id: "evervault-key",
    type: "EVERVAULT_KEY",
    shape: "ev:key:[0-9]:[A-Za-z0-9+/=:]{40,}",
  },
  {
    id: "skyflow-token",
    type: "SKYFLOW_TOKEN",
    words: ["skyflow"],
    shape: "eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{40,}",
  },
];
