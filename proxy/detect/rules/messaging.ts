import type { Rule } from "../rule.ts";

/** Chat, mail and telephony. */
export const messaging: readonly Rule[] = [
  {
    id: "slack-token",
    type: "SLACK_TOKEN",
    shape: "xox[abeoprs]-[A-Za-z0-9-]{10,}",
    random: true,
  },
  {
    id: "slack-config-token",
    type: "SLACK_TOKEN",
    shape: "xoxe\\.xox[bp]-[0-9]-[A-Za-z0-9]{100,}",
  },
  {
    id: "slack-app-token",
    type: "SLACK_APP_TOKEN",
    shape: "xapp-[0-9]-[A-Za-z0-9]{8,}-[0-9]{8,}-[A-Za-z0-9]{32,}",
  },
  {
    id: "slack-webhook",
    type: "SLACK_WEBHOOK",
    shape:
      "https://hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{30,}",
  },
  {
    id: "discord-bot-token",
    type: "DISCORD_TOKEN",
    words: ["discord", "bot", "token"],
    shape:
      "[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}",
  },
  {
    id: "discord-webhook",
    type: "DISCORD_WEBHOOK",
    shape:
      "https://(?:canary\\.|ptb\\.)?discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,}",
  },
  {
    id: "telegram-bot-token",
    type: "TELEGRAM_BOT_TOKEN",
    shape: "[0-9]{7,11}:AA[A-Za-z0-9_-]{32,34}",
  },
  {
    id: "sendgrid-key",
    type: "SENDGRID_API_KEY",
    shape: "SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,}",
  },
  {
    id: "twilio-api-key",
    type: "TWILIO_API_KEY",
    shape: "SK[0-9a-f]{32}",
    random: true,
  },
  {
    id: "twilio-account-sid",
    type: "TWILIO_ACCOUNT_SID",
    shape: "AC[0-9a-f]{32}",
    random: true,
  },
  {
    id: "twilio-auth-token",
    type: "TWILIO_AUTH_TOKEN",
    words: ["twilio"],
    shape: "[0-9a-f]{32}",
  },
];
