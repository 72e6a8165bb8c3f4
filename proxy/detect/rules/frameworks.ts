import type { Rule } from "../rule.ts";
import { sample } from "../sample.ts";
import { UUID } from "./uuid.ts";

/** Keys with which web frameworks sign and encrypt. */
export const frameworks: readonly Rule[] = [
  {
    id: "django-secret-key",
    type: "DJANGO_SECRET_KEY",
    shape: "django-insecure-[A-Za-z0-9!@#$%^&*()_=+-]{40,60}",
  },
  {
    id: "dotnet-network-credential",
    type: "PASSWORD",
    shape:
      "NetworkCredential\\([\"'][^\"'\\n]{1,80}[\"'],\\s{0,4}[\"']([^\"'\\n{}<>]{5,80})[\"']",
    example: (random) =>
      `new NetworkCredential("mail@acme.test", "${
        sample("[A-Za-z0-9]{12}", random)
      }")`,
    counterExamples: ['new NetworkCredential("{user}", "{password}")'],
  },
  {
    id: "dotnet-directory-entry",
    type: "PASSWORD",
    shape:
      "DirectoryEntry\\([\"'][^\"'\\n]{1,120}[\"'],\\s{0,24}[\"'][^\"'\\n]{1,80}[\"'],\\s{0,24}[\"']([^\"'\\n{}<>]{5,80})[\"']",
    example: (random) =>
      `new DirectoryEntry("LDAP://dc.acme.test", "admin", "${
        sample("[A-Za-z0-9]{12}", random)
      }")`,
  },
  {
    id: "django-generated-key",
    type: "DJANGO_SECRET_KEY",
    words: ["secret_key"],
    reach: 10,
    shape: "[a-z0-9!@#$%^&*()_=+-]{50}",
    random: true,
  },
  {
    id: "laravel-app-key",
    type: "LARAVEL_APP_KEY",
    shape: "base64:[A-Za-z0-9+/]{43}=",
    random: true,
  },
  {
    id: "laravel-short-app-key",
    type: "LARAVEL_APP_KEY",
    words: ["app_key"],
    reach: 10,
    shape: "base64:[A-Za-z0-9+/]{22}==",
    random: true,
  },
  {
    id: "rails-master-key",
    type: "RAILS_MASTER_KEY",
    words: ["rails_master", "master_key", "credentials_key"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "rails-secret-key-base",
    type: "RAILS_SECRET_KEY_BASE",
    words: ["secret_key_base", "rails_secret", "rails_master", "secret_token"],
    shape: "[0-9a-f]{64,128}",
  },
  {
    id: "phoenix-secret-key-base",
    type: "PHOENIX_SECRET_KEY_BASE",
    words: ["secret_key_base", "signing_salt", "encryption_salt"],
    shape: "[A-Za-z0-9+/]{64}",
    random: true,
  },
  {
    id: "symfony-app-secret",
    type: "SYMFONY_APP_SECRET",
    words: ["app_secret", "kernel_secret", "framework_secret"],
    shape: "[0-9a-f]{32}(?:[0-9a-f]{8})?",
  },
  {
    id: "nextauth-secret",
    type: "NEXTAUTH_SECRET",
    words: ["nextauth_secret", "auth_secret", "better_auth_secret"],
    shape: "[A-Za-z0-9+/_-]{43}=?",
    random: true,
  },
  {
    id: "nextauth-hex-secret",
    type: "NEXTAUTH_SECRET",
    words: ["nextauth_secret", "auth_secret", "better_auth_secret"],
    shape: "[0-9a-f]{32,64}",
  },
  {
    id: "wordpress-salt",
    type: "WORDPRESS_SALT",
    shape:
      "define\\( ?['\"](?:SECURE_AUTH|LOGGED_IN|AUTH|NONCE)_(?:KEY|SALT)['\"], {1,16}['\"]([^'\"\\s]{1}[^'\"]{30,120})['\"]",
    example: (random) =>
      `define('AUTH_KEY',         '${
        sample("[A-Za-z0-9#$%&*+]{64}", random)
      }');`,
  },
  {
    id: "machine-validation-key",
    type: "ASPNET_MACHINE_KEY",
    shape: "(?i)validationKey=\\\\?[\"']([0-9A-F]{40,128})",
  },
  {
    id: "machine-decryption-key",
    type: "ASPNET_MACHINE_KEY",
    shape: "(?i)decryptionKey=\\\\?[\"']([0-9A-F]{32,64})",
  },
  {
    id: "fernet-key",
    type: "FERNET_KEY",
    words: ["fernet"],
    shape: "[A-Za-z0-9_-]{43}=",
    random: true,
  },
  {
    id: "vapid-private-key",
    type: "VAPID_PRIVATE_KEY",
    words: ["vapid_private", "vapid"],
    shape: "[A-Za-z0-9_-]{43}",
    random: true,
  },
  {
    id: "web-session-signature",
    type: "SESSION_SECRET",
    words: [
      "session_secret",
      "cookie_secret",
      "cookie_key",
      "jwt_secret",
      "jwt_key",
      "token_secret",
    ],
    shape: "[0-9a-f]{32,128}",
  },
  {
    id: "strapi-key",
    type: "STRAPI_KEY",
    words: [
      "strapi",
      "app_keys",
      "api_token_salt",
      "admin_jwt_secret",
      "transfer_token_salt",
    ],
    shape: "[A-Za-z0-9+/]{22}==",
    random: true,
  },
  {
    id: "strapi-token",
    type: "STRAPI_TOKEN",
    words: ["strapi"],
    shape: "[0-9a-f]{256}",
  },
  {
    id: "magento-crypt-key",
    type: "MAGENTO_CRYPT_KEY",
    words: ["'crypt'", "crypt_key"],
    shape: "(?:base64)?[0-9a-f]{32}",
    example: (random) =>
      `'crypt' => [ 'key' => '${sample("[0-9a-f]{32}", random)}' ]`,
  },
  {
    id: "drupal-hash-salt",
    type: "DRUPAL_HASH_SALT",
    words: ["hash_salt"],
    shape: "[A-Za-z0-9_-]{74}",
    random: true,
  },
  {
    id: "codeigniter-key",
    type: "CODEIGNITER_KEY",
    shape: "hex2bin:[0-9a-f]{64}",
  },
  {
    id: "jasypt-encrypted",
    type: "JASYPT_PASSWORD",
    words: ["jasypt"],
    shape: "ENC\\([A-Za-z0-9+/]{20,}={0,2}\\)",
  },
  {
    id: "jwk-private-exponent",
    type: "JWK_PRIVATE_KEY",
    shape: '"d" ?: ?"([A-Za-z0-9_-]{40,})"',
    left: "[A-Za-z0-9_]",
    random: true,
    example: (random) => `"d": "${sample("[A-Za-z0-9_-]{43}", random)}"`,
  },
  {
    id: "jwk-symmetric-key",
    type: "JWK_SECRET_KEY",
    shape: '"k" ?: ?"([A-Za-z0-9_-]{22,})"',
    left: "[A-Za-z0-9_]",
    random: true,
    example: (random) => `"k": "${sample("[A-Za-z0-9_-]{43}", random)}"`,
  },
  {
    id: "meteor-deploy-key",
    type: "METEOR_TOKEN",
    words: ["meteor", "galaxy_deploy"],
    shape: "[A-Za-z0-9_-]{43}",
    random: true,
  },
  {
    id: "arcjet-key",
    type: "ARCJET_KEY",
    shape: "ajkey_[a-z0-9]{26}",
    random: true,
  },
  {
    id: "unkey-root-key",
    type: "UNKEY_KEY",
    shape: "unkey_[A-Za-z0-9_]{20,}",
    random: true,
  },
  {
    id: "zuplo-key",
    type: "ZUPLO_KEY",
    shape: "zpka_[a-z0-9]{32}_[0-9a-f]{8}",
  },
  { id: "kong-key", type: "KONG_TOKEN", shape: "kpat_[A-Za-z0-9]{40,}" },
  {
    id: "kong-service-token",
    type: "KONG_TOKEN",
    shape: "spat_[A-Za-z0-9]{40,}",
  },
  { id: "tyk-key", type: "TYK_KEY", words: ["tyk"], shape: "[0-9a-f]{32}" },
  {
    id: "block-protocol-key",
    type: "BLOCK_PROTOCOL_KEY",
    shape: `b10ck5\\.[0-9a-f]{32}\\.${UUID}`,
  },
  {
    id: "react-app-secret",
    type: "APP_SECRET",
    words: [
      "react_app_secret",
      "next_public_secret",
      "vite_secret",
      "react_app_password",
      "react_app_private",
      "app_secret_key",
    ],
    shape: "[A-Za-z0-9_-]{16,64}",
    random: true,
  },
];
