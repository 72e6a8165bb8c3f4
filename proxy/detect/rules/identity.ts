import type { Rule } from "../rule.ts";

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
];
