import type { Rule } from "../rule.ts";
import { UUID } from "./uuid.ts";

/** Amazon's other services: shops, sign-in, data. */
export const amazon: readonly Rule[] = [
  {
    id: "aws-legacy-access-key-id",
    type: "AWS_ACCESS_KEY_ID",
    shape: "A3T[A-Z0-9][A-Z0-9]{16}",
    random: true,
  },
  {
    id: "aws-secret-key-by-name",
    type: "AWS_SECRET_ACCESS_KEY",
    words: ["secretaccesskey", "secret_key", "aws_secret", "s3_secret"],
    shape: "[A-Za-z0-9/+]{40}",
    random: true,
  },
  { id: "aws-mws-token", type: "AWS_MWS_TOKEN", shape: `amzn\\.mws\\.${UUID}` },
  { id: "aws-appsync-key", type: "AWS_APPSYNC_KEY", shape: "da2-[a-z0-9]{26}" },
  {
    id: "aws-cognito-client-secret",
    type: "AWS_COGNITO_SECRET",
    words: ["cognito"],
    shape: "[a-z0-9]{50,52}",
    random: true,
  },
  {
    id: "aws-api-gateway-key",
    type: "AWS_API_GATEWAY_KEY",
    words: ["execute_api", "apigateway", "api_gateway", "x_api_key"],
    shape: "[A-Za-z0-9]{40}",
    random: true,
  },
  {
    id: "aws-ses-smtp-password",
    type: "AWS_SES_SMTP_PASSWORD",
    words: ["ses_smtp", "email-smtp", "smtp_pass", "smtp_password"],
    shape: "B[A-Za-z0-9+/]{43}",
    random: true,
  },
  {
    id: "amazon-oauth-client-id",
    type: "AMAZON_OAUTH_CLIENT_ID",
    shape: "amzn1\\.application-oa2-client\\.[0-9a-f]{32}",
  },
  {
    id: "amazon-oauth-client-secret",
    type: "AMAZON_OAUTH_SECRET",
    shape: "amzn1\\.oa2-cs\\.v1\\.[0-9a-f]{64}",
  },
  {
    id: "amazon-oauth-refresh-token",
    type: "AMAZON_OAUTH_TOKEN",
    shape: "Atz[ra]\\|[A-Za-z0-9_/+=-]{80,}",
  },
  {
    id: "aws-presigned-url-signature",
    type: "AWS_SIGNATURE",
    shape: "X-Amz-Signature=([0-9a-f]{64})",
  },
  {
    id: "aws-presigned-url-token",
    type: "AWS_SESSION_TOKEN",
    shape: "X-Amz-Security-Token=([A-Za-z0-9%+/=_-]{100,})",
  },
  {
    id: "aws-session-token-prefixed",
    type: "AWS_SESSION_TOKEN",
    shape:
      "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/_-]{80,}={0,2}",
  },
];
