import { HOSTS } from "../providers/hosts.ts";

/** A host to which a tool may carry secrets, and why. */
export interface AllowedHost {
  /** A DNS name in lower case; `*.` in front admits all below. */
  readonly name: string;
  readonly why: string;
}

const LOCAL = "this machine itself";
const PROVIDER = "a provider whose traffic passes here anyway";
const CODE = "where an agent's person keeps code, and logs in by token";
const PACKAGES = "where packages and images are published, by token";
const CLOUD = "the control plane of a cloud, which only its customers can use";

const of = (why: string, ...names: readonly string[]): AllowedHost[] =>
  names.map((name) => ({ name, why }));

/**
 * The hosts that need no entry in the policy.
 *
 * Not here on purpose: whatever lets anybody read what others send to it, such
 * as object stores by their own names, request bins, pastes and tunnels.
 */
export const ALLOWED_HOSTS: readonly AllowedHost[] = [
  ...of(LOCAL, "localhost", "*.localhost", "host.docker.internal", "0.0.0.0"),
  ...HOSTS.filter(({ policy }) => policy === "protect")
    .flatMap(({ name }) =>
      // A star in the middle is not one that can be told apart here.
      /^(?:\*\.)?[^*]+$/.test(name) ? of(PROVIDER, name) : []
    ),
  ...of(
    CODE,
    "github.com",
    "api.github.com",
    "uploads.github.com",
    "gitlab.com",
    "bitbucket.org",
    "api.bitbucket.org",
    "codeberg.org",
    "ssh.dev.azure.com",
    "dev.azure.com",
  ),
  ...of(
    PACKAGES,
    "registry.npmjs.org",
    "registry.yarnpkg.com",
    "npm.pkg.github.com",
    "upload.pypi.org",
    "test.pypi.org",
    "pypi.org",
    "crates.io",
    "index.crates.io",
    "rubygems.org",
    "api.nuget.org",
    "repo.maven.apache.org",
    "central.sonatype.com",
    "jsr.io",
    "api.jsr.io",
    "docker.io",
    "index.docker.io",
    "registry-1.docker.io",
    "auth.docker.io",
    "hub.docker.com",
    "ghcr.io",
    "quay.io",
    "gcr.io",
    "public.ecr.aws",
    "registry.gitlab.com",
    "mcr.microsoft.com",
  ),
  ...of(
    CLOUD,
    "sts.amazonaws.com",
    "iam.amazonaws.com",
    "management.azure.com",
    "login.microsoftonline.com",
    "graph.microsoft.com",
    "cloudresourcemanager.googleapis.com",
    "oauth2.googleapis.com",
    "accounts.google.com",
    "api.cloudflare.com",
    "api.digitalocean.com",
    "api.heroku.com",
    "api.vercel.com",
    "api.netlify.com",
    "api.fly.io",
    "app.terraform.io",
    "api.stripe.com",
  ),
];
