import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";
import { UUID } from "./uuid.ts";

/** Where code lives and is built, and where packages are published. */
export const codeHosting: readonly Rule[] = [
  {
    id: "github-token",
    type: "GITHUB_TOKEN",
    shape: "gh[pousr]_[A-Za-z0-9_]{36,}",
  },
  {
    id: "github-fine-grained-token",
    type: "GITHUB_TOKEN",
    shape: "github_pat_[A-Za-z0-9_]{50,}",
  },
  {
    id: "gitlab-token",
    type: "GITLAB_TOKEN",
    shape:
      "gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_.=-]{20,}",
  },
  {
    id: "gitlab-runner-registration",
    type: "GITLAB_TOKEN",
    shape: "GR1348941[A-Za-z0-9_-]{20,}",
  },
  { id: "npm-token", type: "NPM_TOKEN", shape: "npm_[A-Za-z0-9]{36,}" },
  { id: "pypi-token", type: "PYPI_TOKEN", shape: "pypi-AgE[A-Za-z0-9_-]{50,}" },

  {
    id: "github-legacy-token",
    type: "GITHUB_TOKEN",
    words: [
      "github_token",
      "gh_token",
      "github_pat",
      "github_oauth",
      "github_secret",
      "github_client_secret",
      "github_api",
      "github_key",
      "github_access",
      "github_auth",
    ],
    shape: "[0-9a-f]{40}",
  },
  {
    id: "gitlab-session-cookie",
    type: "GITLAB_SESSION",
    shape: "_gitlab_session=([0-9a-f]{32})",
  },
  {
    id: "gitlab-mail-address-token",
    type: "GITLAB_TOKEN",
    shape: "incoming\\+([A-Za-z0-9._/-]{24,120})@",
  },
  {
    id: "gitlab-legacy-token",
    type: "GITLAB_TOKEN",
    words: [
      ...withNouns(
        "gitlab",
        "gitlab_api",
        "gitlab_private",
        "gitlab_personal",
        "gitlab_runner",
      ),
      "private_token",
      "gitlab_pat",
      "ci_job_token",
      "registration_token",
    ],
    shape: "[A-Za-z0-9_-]{20}",
    random: true,
  },
  {
    id: "bitbucket-data-center-token",
    type: "BITBUCKET_TOKEN",
    shape: "BBDC-[A-Za-z0-9+/=]{32,}",
  },
  {
    id: "bitbucket-client-id",
    type: "BITBUCKET_CLIENT_ID",
    words: ["bitbucket"],
    shape: "[A-Za-z0-9]{18}",
    random: true,
  },
  {
    id: "bitbucket-client-secret",
    type: "BITBUCKET_CLIENT_SECRET",
    words: ["bitbucket"],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "bitbucket-long-secret",
    type: "BITBUCKET_CLIENT_SECRET",
    words: ["bitbucket"],
    shape: "[A-Za-z0-9=_-]{64}",
    random: true,
  },
  {
    id: "gitea-token",
    type: "GITEA_TOKEN",
    words: [
      "gitea_token",
      "gitea_key",
      "gitea_secret",
      "gitea_access",
      "gitea_api",
      "forgejo_token",
      "codeberg_token",
      "gogs_token",
    ],
    shape: "[0-9a-f]{40}",
  },
  {
    id: "gitee-token",
    type: "GITEE_TOKEN",
    words: ["gitee"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "sourcegraph-token",
    type: "SOURCEGRAPH_TOKEN",
    shape: "sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}",
  },
  {
    id: "sourcegraph-gateway-token",
    type: "SOURCEGRAPH_TOKEN",
    shape: "sg[dsp]_[0-9a-f]{64}",
  },
  {
    id: "sourcegraph-license-token",
    type: "SOURCEGRAPH_TOKEN",
    shape: "slk_[0-9a-f]{64}",
  },
  {
    id: "sourcegraph-legacy-token",
    type: "SOURCEGRAPH_TOKEN",
    words: ["sourcegraph_token", "sourcegraph_access", "src_access_token"],
    shape: "[0-9a-f]{40}",
  },
  {
    id: "wakatime-key",
    type: "WAKATIME_API_KEY",
    shape: `waka_(?:tok_|ref_|sec_)?${UUID}`,
  },
  {
    id: "wakatime-token",
    type: "WAKATIME_API_KEY",
    shape: "waka_(?:tok_|ref_|sec_)?[A-Za-z0-9]{36,}",
    random: true,
  },
  {
    id: "wakatime-legacy-key",
    type: "WAKATIME_API_KEY",
    words: [...withNouns("wakatime", "waka_time"), "waka_api", "wakatime_api"],
    shape: UUID,
  },
  {
    id: "jetbrains-token",
    type: "JETBRAINS_TOKEN",
    shape:
      "perm[:-][A-Za-z0-9+/=]{6,}\\.[A-Za-z0-9+/=_-]{4,}\\.[A-Za-z0-9]{20,}",
  },
  {
    id: "codesandbox-token",
    type: "CODESANDBOX_TOKEN",
    shape: "csb_v1_[A-Za-z0-9_-]{30,}",
  },
  { id: "raycast-token", type: "RAYCAST_TOKEN", shape: "rca_[0-9a-f]{64}" },
  { id: "zenhub-token", type: "ZENHUB_TOKEN", shape: "zh_[0-9a-f]{64}" },
  {
    id: "mergify-key",
    type: "MERGIFY_KEY",
    shape: "mergify_application_key_[A-Za-z0-9_-]{40,}",
  },
  {
    id: "val-town-token",
    type: "VAL_TOWN_TOKEN",
    shape: "vtwn_[A-Za-z0-9_-]{20,}",
    random: true,
  },
  {
    id: "gitpod-token",
    type: "GITPOD_TOKEN",
    shape: "gitpod_pat_[A-Za-z0-9._-]{40,}",
  },
];
