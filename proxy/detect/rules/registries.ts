import type { Rule } from "../rule.ts";
import { withNouns } from "./nouns.ts";
import { sample } from "../sample.ts";
import { UUID } from "./uuid.ts";

/** Where packages and images are published. */
export const registries: readonly Rule[] = [
  {
    id: "npm-legacy-token",
    type: "NPM_TOKEN",
    words: ["npm_token", "_authtoken", "npm_auth_token", "npm_auth"],
    shape: UUID,
  },
  {
    id: "netrc-password",
    type: "PASSWORD",
    shape:
      "machine [^\\s]{3,100}\\s{1,8}login\\s{1,4}[^\\s]{1,80}\\s{1,8}password\\s{1,4}([A-Za-z]{0,40}[^A-Za-z\\s\"'<>$][^\\s\"'<>$]{2,80})",
    isMadeUp: true,
    example: (random) =>
      `machine git.acme.test\n  login deploy\n  password ${
        sample("[a-z]{4}[0-9]{4}[A-Za-z]{4}", random)
      }`,
    counterExamples: ["machine git.acme.test login deploy password $TOKEN"],
  },
  {
    id: "pyx-token",
    type: "PYX_TOKEN",
    shape: "(?:sk|tp)-pyx-[A-Za-z0-9]{46,64}",
  },
  {
    id: "rubygems-key",
    type: "RUBYGEMS_API_KEY",
    shape: "rubygems_[0-9a-f]{48}",
  },
  {
    id: "rubygems-legacy-key",
    type: "RUBYGEMS_API_KEY",
    words: ["rubygems"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "nuget-key",
    type: "NUGET_API_KEY",
    shape: "oy2[a-z0-9]{43}",
  },
  {
    id: "cratesio-token",
    type: "CRATES_IO_TOKEN",
    shape: "cio[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "clojars-token",
    type: "CLOJARS_TOKEN",
    shape: "(?i)CLOJARS_[0-9a-z]{60}",
  },
  {
    id: "hex-pm-key",
    type: "HEX_API_KEY",
    words: ["hex_api", "hex_pm", "hexpm"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "packagist-token",
    type: "PACKAGIST_TOKEN",
    shape: "packagist_[a-z]{3}_[0-9a-f]{60,}",
  },
  {
    id: "packagist-legacy-token",
    type: "PACKAGIST_TOKEN",
    words: ["packagist"],
    shape: "[A-Za-z0-9_-]{20}",
    random: true,
  },
  {
    id: "artifactory-key",
    type: "ARTIFACTORY_API_KEY",
    shape: "AKCp[A-Za-z0-9]{60,}",
  },
  {
    id: "artifactory-reference-token",
    type: "ARTIFACTORY_TOKEN",
    shape: "cmVmd[A-Za-z0-9]{59}",
  },
  {
    id: "artifactory-password",
    type: "ARTIFACTORY_PASSWORD",
    words: ["artifactory", "jfrog"],
    shape: "AP[A-Za-z0-9]{15,}",
    random: true,
  },
  {
    id: "cloudsmith-key",
    type: "CLOUDSMITH_API_KEY",
    shape: "csa_[A-Za-z0-9]{36}",
    random: true,
  },
  {
    id: "cloudsmith-legacy-key",
    type: "CLOUDSMITH_API_KEY",
    words: ["cloudsmith"],
    shape: "[0-9a-f]{40}",
  },
  {
    id: "docker-personal-token",
    type: "DOCKER_TOKEN",
    shape: "dckr_pat_[A-Za-z0-9_-]{27,}",
  },
  {
    id: "docker-organization-token",
    type: "DOCKER_TOKEN",
    shape: "dckr_oat_[A-Za-z0-9_-]{27,}",
  },
  {
    id: "docker-legacy-token",
    type: "DOCKER_TOKEN",
    words: withNouns("docker", "dockerhub", "docker_hub"),
    shape: UUID,
  },
  {
    id: "docker-registry-auth",
    type: "REGISTRY_AUTH",
    shape: '\\\\?"auth\\\\?": ?\\\\?"([A-Za-z0-9+/]{16,}={0,2})',
    left: "[A-Za-z0-9_]",
    random: true,
    example: (random) => `"auth": "${sample("[A-Za-z0-9+/]{40}", random)}"`,
  },
  {
    id: "quay-token",
    type: "QUAY_TOKEN",
    words: ["quay"],
    shape: "[A-Z0-9]{64}",
    random: true,
  },
  {
    id: "harbor-robot-secret",
    type: "HARBOR_TOKEN",
    words: ["harbor", "robot$"],
    shape: "[A-Za-z0-9]{32}",
    random: true,
  },
  {
    id: "open-vsx-token",
    type: "OPEN_VSX_TOKEN",
    shape: `ovsx(?:p|at)_${UUID}`,
  },
  {
    id: "anaconda-token",
    type: "ANACONDA_TOKEN",
    words: withNouns("anaconda", "anaconda_org", "conda"),
    shape:
      "(?:[a-z]{2}-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
  },
  {
    id: "chocolatey-key",
    type: "CHOCOLATEY_API_KEY",
    words: [
      ...withNouns("chocolatey", "choco"),
      "choco apikey --key",
      "chocolatey_api",
    ],
    shape: UUID,
  },
  {
    id: "gemfury-token",
    type: "GEMFURY_TOKEN",
    words: ["gemfury", "fury.io", "fury_token", "fury_auth"],
    shape: "[A-Za-z0-9_-]{20,26}",
    random: true,
  },
  {
    id: "contributed-systems-credentials",
    type: "CONTRIBSYS_CREDENTIALS",
    words: ["contribsys"],
    shape: "[0-9a-f]{8}:[0-9a-f]{8}",
  },
  {
    id: "thunderstore-token",
    type: "THUNDERSTORE_TOKEN",
    shape: "tss_[A-Za-z0-9_-]{20,}",
    random: true,
  },
  {
    id: "modrinth-token",
    type: "MODRINTH_TOKEN",
    shape: "mr[pao]_[A-Za-z0-9]{60}",
  },
  {
    id: "maven-encrypted-password",
    type: "MAVEN_PASSWORD",
    words: ["password", "master"],
    reach: 12,
    shape: "\\{[A-Za-z0-9+/]{42,}={0,2}\\}",
    random: true,
  },
  {
    id: "chainguard-token",
    type: "CHAINGUARD_TOKEN",
    words: ["cgr_dev", "chainguard"],
    shape: "[0-9a-f]{40}(?:/[0-9a-f]{16})?",
  },
];
