import { Buffer } from "node:buffer";
import { type Lock, type Package, packagesOf } from "./lock_closure.ts";
import { sha256 } from "./sha256.ts";

/** What a bill of materials is about. */
export interface SbomSubject {
  readonly version: string;
  readonly commit: string;
  readonly deno: string;
  /** Of the commit, in seconds since 1970. */
  readonly committedAt: number;
  /** Keys of the packages that are part of the product; the others only test it. */
  readonly shipped: readonly string[];
  /** SPDX expressions by key. */
  readonly licences: ReadonlyMap<string, string>;
}

/**
 * A bill of materials from deno.lock; the same for the same commit.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function sbom(lock: Lock, subject: SbomSubject): object {
  const { version, commit, deno, committedAt, shipped } = subject;
  const packages = packagesOf(lock);
  const components = [
    runtime(deno),
    ...[...packages].map(([key, it]) => component(key, it, subject)),
  ];
  const self = purl("@waterwall/waterwall", version);
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidFrom(`${commit}${JSON.stringify(lock)}`)}`,
    version: 1,
    metadata: {
      timestamp: new Date(committedAt * 1000).toISOString(),
      component: {
        "bom-ref": self,
        type: "application",
        name: "waterwall",
        version,
        purl: self,
        licenses: [{ expression: "MIT" }],
        properties: [{ name: "waterwall:commit", value: commit }],
      },
    },
    components,
    dependencies: [
      { ref: self, dependsOn: [`deno@${deno}`, ...shipped] },
      ...[...packages].map(([ref, { needs }]) => ({ ref, dependsOn: needs })),
    ],
  };
}

function runtime(version: string): object {
  return {
    "bom-ref": `deno@${version}`,
    type: "platform",
    name: "deno",
    version,
    purl: purl("deno", version),
    scope: "required",
    licenses: [{ expression: "MIT" }],
  };
}

function component(
  key: string,
  { name, version, integrity }: Package,
  { shipped, licences }: SbomSubject,
): object {
  const [algorithm, digest] = integrity.split("-") as [string, string];
  const licence = licences.get(key);
  return {
    "bom-ref": key,
    type: "library",
    name,
    version,
    purl: purl(name, version),
    scope: shipped.includes(key) ? "required" : "excluded",
    hashes: [{
      alg: algorithm.replace(/^sha/, "SHA-"),
      content: Buffer.from(digest, "base64").toString("hex"),
    }],
    ...licence && { licenses: [{ expression: licence }] },
  };
}

/** @see https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
}

/** A version 8 UUID that follows from a text. */
function uuidFrom(text: string): string {
  const hex = sha256(text);
  const variant = "89ab"[Number.parseInt(hex[16]!, 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
