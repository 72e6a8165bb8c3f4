import type { Rule } from "../rule.ts";

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
];
