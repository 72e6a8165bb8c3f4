import type { Rule } from "../rule.ts";

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * Microsoft's cloud.
 *
 * Most of its keys carry a mark at a fixed place, by which they are known:
 * https://github.com/microsoft/security-utilities
 */
export const azure: readonly Rule[] = [
  {
    id: "azure-storage-key",
    type: "AZURE_STORAGE_KEY",
    shape: "[A-Za-z0-9+/]{76}\\+ASt[A-Za-z0-9+/]{6}==",
  },
  {
    id: "azure-storage-legacy-key",
    type: "AZURE_STORAGE_KEY",
    words: [
      "accountkey",
      "azure_storage",
      "storage_key",
      "storage_account",
      "storage_access_key",
      "blob_core_windows_net",
    ],
    reach: 120,
    shape: "[A-Za-z0-9+/]{86}==",
    random: true,
  },
  {
    id: "azure-batch-key",
    type: "AZURE_BATCH_KEY",
    shape: "[A-Za-z0-9+/]{76}\\+ABa[A-Za-z0-9+/]{6}==",
  },
  {
    id: "azure-ml-classic-key",
    type: "AZURE_ML_KEY",
    shape: "[A-Za-z0-9+/]{76}\\+AMC[A-Za-z0-9+/]{6}==",
  },
  {
    id: "azure-cosmos-key",
    type: "AZURE_COSMOS_KEY",
    shape: "[A-Za-z0-9+/]{76}ACDb[A-Za-z0-9+/]{6}==",
  },
  {
    id: "azure-cosmos-legacy-key",
    type: "AZURE_COSMOS_KEY",
    words: ["cosmos", "documentdb", "documents_azure_com"],
    reach: 120,
    shape: "[A-Za-z0-9+/]{86}==",
    random: true,
  },
  {
    id: "azure-apim-key",
    type: "AZURE_APIM_KEY",
    shape: "[A-Za-z0-9+/]{76}APIM[A-Za-z0-9+/]{6}==",
  },
  {
    id: "azure-iot-key",
    type: "AZURE_IOT_KEY",
    shape: "[A-Za-z0-9+/]{33}AIoT[A-Za-z0-9+/]{6}=",
  },
  {
    id: "azure-service-bus-key",
    type: "AZURE_SERVICE_BUS_KEY",
    shape: "[A-Za-z0-9+/]{33}\\+ASb[A-Za-z0-9+/]{6}=",
  },
  {
    id: "azure-event-hub-key",
    type: "AZURE_EVENT_HUB_KEY",
    shape: "[A-Za-z0-9+/]{33}\\+AEh[A-Za-z0-9+/]{6}=",
  },
  {
    id: "azure-relay-key",
    type: "AZURE_RELAY_KEY",
    shape: "[A-Za-z0-9+/]{33}\\+ARm[A-Za-z0-9+/]{6}=",
  },
  {
    id: "azure-event-grid-key",
    type: "AZURE_EVENT_GRID_KEY",
    shape: "[A-Za-z0-9+/]{33}AZEG[A-Za-z0-9+/]{6}=",
  },
  {
    id: "azure-redis-key",
    type: "AZURE_REDIS_KEY",
    shape: "[A-Za-z0-9]{33}AzCa[A-Za-z0-9]{6}=",
  },
  {
    id: "azure-search-key",
    type: "AZURE_SEARCH_KEY",
    shape: "[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}",
  },
  {
    id: "azure-container-registry-key",
    type: "AZURE_CONTAINER_REGISTRY_KEY",
    shape: "[A-Za-z0-9+/]{42}\\+ACR[A-Za-z0-9+/]{6}",
  },
  {
    id: "azure-functions-key",
    type: "AZURE_FUNCTIONS_KEY",
    shape: "[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{6}==",
  },
  {
    id: "azure-functions-legacy-key",
    type: "AZURE_FUNCTIONS_KEY",
    words: [
      "azurewebsites_net",
      "functions_key",
      "function_key",
      "x_functions_key",
    ],
    reach: 120,
    shape: "[A-Za-z0-9_/-]{54}==",
    random: true,
  },
  {
    id: "azure-devops-token",
    type: "AZURE_DEVOPS_TOKEN",
    shape: "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}",
  },
  {
    id: "azure-devops-legacy-token",
    type: "AZURE_DEVOPS_TOKEN",
    words: [
      "azure_devops",
      "azuredevops",
      "dev_azure_com",
      "visualstudio",
      "vsts",
      "azdo",
      "ado_pat",
      "system_accesstoken",
    ],
    shape: "[a-z2-7]{52}",
    random: true,
  },
  {
    id: "azure-service-key",
    type: "AZURE_SERVICE_KEY",
    shape: "[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{26}(?:[A-Za-z0-9]{2}==)?",
    random: true,
  },
  ...DIGITS.map((digit): Rule => ({
    id: `azure-ad-client-secret-${digit}`,
    type: "AZURE_AD_CLIENT_SECRET",
    shape: `[A-Za-z0-9_~.-]{3}${digit}Q~[A-Za-z0-9_~.-]{31,34}`,
  })),
  {
    id: "azure-account-key",
    type: "AZURE_STORAGE_KEY",
    shape: "AccountKey=([A-Za-z0-9+/]{80,}={0,2})",
  },
  {
    id: "azure-shared-access-key",
    type: "AZURE_SHARED_ACCESS_KEY",
    shape: "SharedAccessKey=([A-Za-z0-9+/]{40,}={0,2})",
  },
  {
    id: "azure-access-key",
    type: "AZURE_ACCESS_KEY",
    shape: "AccessKey=([A-Za-z0-9+/]{40,}={0,2})",
    random: true,
  },
  {
    id: "azure-app-configuration-secret",
    type: "AZURE_APP_CONFIGURATION_KEY",
    words: ["azconfig_io"],
    reach: 120,
    shape: "Secret=([A-Za-z0-9+/]{36,}={0,2})",
  },
  {
    id: "azure-sas-signature",
    type: "AZURE_SAS_TOKEN",
    shape: "sig=([A-Za-z0-9%+/]{43,}={0,2})",
    random: true,
  },
  {
    id: "azure-shared-access-signature",
    type: "AZURE_SAS_TOKEN",
    shape: "SharedAccessSignature sr=[^\\s&]{3,200}&sig=([A-Za-z0-9%+/=]{40,})",
  },
  {
    id: "azure-ai-key",
    type: "AZURE_AI_KEY",
    words: [
      "azure_openai",
      "openai_azure",
      "azure_ai",
      "cognitive",
      "azure_speech",
      "azure_vision",
      "azure_translator",
      "azure_openai_api",
      "ocp_apim_subscription",
      "apim_subscription",
      "azure_maps",
      "azure_search",
      "text_analytics",
      "form_recognizer",
      "bing_search",
      "azure_face",
      "luis",
      "qna_maker",
      "content_safety",
      "azure_language",
    ],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "azure-search-legacy-key",
    type: "AZURE_SEARCH_KEY",
    words: [
      "azure_search",
      "search_windows_net",
      "search_admin",
      "search_query_key",
    ],
    shape: "[A-F0-9]{32}",
  },
  {
    id: "azure-maps-key",
    type: "AZURE_MAPS_KEY",
    words: ["azure_maps", "atlas_microsoft_com"],
    shape: "[A-Za-z0-9_-]{43}",
    random: true,
  },
  {
    id: "azure-signalr-key",
    type: "AZURE_SIGNALR_KEY",
    words: ["signalr", "webpubsub", "web_pub_sub", "communication_services"],
    shape: "[A-Za-z0-9+/]{43}=",
    random: true,
  },
  {
    id: "azure-direct-line-secret",
    type: "AZURE_DIRECT_LINE_SECRET",
    words: ["direct_line", "directline", "bot_secret", "webchat"],
    shape: "[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_.-]{43,60}",
    random: true,
  },
  {
    id: "azure-publish-profile-password",
    type: "AZURE_PUBLISH_PASSWORD",
    shape: 'userPWD=\\\\?"([A-Za-z0-9]{60})',
  },
  {
    id: "azure-management-certificate",
    type: "AZURE_CERTIFICATE",
    words: [
      "management_certificate",
      "managementcertificate",
      "azure_certificate",
      "azure_cert",
      "azure_publish",
      "publishsettings",
    ],
    shape: "MII[A-Za-z0-9+/]{500,}={0,2}",
  },
  {
    id: "azure-refresh-token",
    type: "AZURE_REFRESH_TOKEN",
    words: ["refresh_token", "refreshtoken"],
    shape: "[01]\\.A[A-Za-z0-9_.-]{200,}",
  },
  {
    id: "azure-sql-password",
    type: "AZURE_SQL_PASSWORD",
    words: ["database_windows_net"],
    reach: 160,
    shape: "(?i)(?:Password|Pwd)=([^;\\s\"'<>]{8,128})",
  },
  {
    id: "microsoft-webhook",
    type: "TEAMS_WEBHOOK",
    shape:
      "[a-z0-9:/.-]{0,72}webhook\\.office\\.com/webhookb2/[A-Za-z0-9@-]{36,80}/IncomingWebhook/[A-Za-z0-9/_-]{36,}",
  },
  {
    id: "power-automate-webhook",
    type: "POWER_AUTOMATE_WEBHOOK",
    shape:
      "[A-Za-z0-9:/._-]{0,200}/triggers/manual/paths/invoke\\?[^\\s\"']{0,120}sig=[A-Za-z0-9_-]{43}",
  },
];
