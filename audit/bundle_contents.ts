import { createHash } from "node:crypto";
import { BundleLog } from "./bundle_log.ts";
import { BundleReceipts, misnamed } from "./bundle_receipts.ts";
import type { Manifest } from "./bundle_manifest.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import { CATALOGUE_TEXT } from "./frameworks.ts";
import { type FrontierFile, parseFrontier } from "./frontier_file.ts";
import VERIFY_MD from "./evidence/verify.md" with { type: "text" };
import VERIFY_PY from "./evidence/verify.py" with { type: "text" };
import { type Handover, parseHandover, successorOf } from "./handover.ts";
import { KeyHistory } from "./key_history.ts";
import { type LogHolds, weakness } from "./log_verdict.ts";
import { parseNote } from "./note.ts";
import { openManifest } from "./open_manifest.ts";
import type { PinnedKey } from "./public_key.ts";
import { Refutation } from "./refutation.ts";
import {
  requireKeyFiles,
  requireManifestKey,
  type Signatures,
} from "./require_key.ts";
import type { ScanStart } from "./scan_log.ts";
import { textOf } from "./text_of.ts";
import { setBits } from "./tree.ts";
import type { BundleHolds, BundleTrust } from "./verify_bundle.ts";
import { makeVkey, parseVkey, type Vkey } from "./vkey.ts";

/** Files that a bundle made by this version would hold as they are here. */
const FOREIGN = [
  ["controls.json", CATALOGUE_TEXT],
  ["verify.md", VERIFY_MD],
  ["verify.py", VERIFY_PY],
] as const;

/** Holds each file of a bundle against the others, in the order of the archive. */
export class BundleContents {
  readonly manifest: Manifest;
  readonly #trust: BundleTrust;
  readonly #signatures: Signatures;
  readonly #early: Vkey | undefined;
  readonly #texts = new Map<string, string>();
  readonly #notes: SignedCheckpoint[] = [];
  readonly #unread: string[] = [];
  readonly #handovers: Handover[] = [];
  #head: SignedCheckpoint | undefined;
  #frontier: FrontierFile | undefined;
  #log: BundleLog | undefined;
  #holds: LogHolds | undefined;
  #receipts: BundleReceipts | undefined;
  #policies = 0;

  constructor(trust: BundleTrust, signatures: Signatures) {
    this.manifest = openManifest(signatures.note);
    this.#trust = trust;
    this.#signatures = signatures;
    this.#early = this.#signedByPinned();
  }

  /** The pinned key, if it made the bundle itself: then there is no need to wait. */
  #signedByPinned(): Vkey | undefined {
    const key = makeVkey(this.manifest.origin, this.#trust.pinned.publicKey);
    const { signatures } = parseNote(this.#signatures.note)!;
    if (!signatures.some(({ keyId }) => keyId === key.keyId)) return undefined;
    requireManifestKey(key, this.#signatures);
    return key;
  }

  /** Takes a file other than the log. @throws {Refutation} */
  take(path: string, bytes: Uint8Array): void {
    const [folder] = path.split("/");
    switch (folder) {
      case "checkpoint":
        this.#head = this.#checkpoint(path, bytes);
        this.#receipts = new BundleReceipts(
          this.manifest,
          this.#head,
          this.#texts.get(path)!,
        );
        break;
      case "frontier":
        this.#frontier = parseFrontier(textOf(bytes, path));
        if (!this.#frontier) throw misnamed(path);
        break;
      case "keys":
        this.#handover(path, bytes);
        break;
      case "anchors":
        if (path.endsWith(".note")) this.#anchor(path, bytes);
        else this.#unread.push(path);
        break;
      case "receipts":
      case "sessions":
        this.#receipts!.take(path, bytes);
        break;
      case "policy":
        this.#policy(path, bytes);
        break;
      default:
        this.#texts.set(path, textOf(bytes, path));
    }
  }

  /** Takes the log, no further than it holds. @throws {Refutation} */
  async takeLog(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const { seen = [], visit } = this.#trust;
    const pinned = successorOf(this.#trust.pinned, this.#handovers);
    const log = new BundleLog({
      pinned,
      head: this.#head!,
      seen: seen.filter(({ size }) => size <= this.manifest.to),
      anchors: this.#notes.slice(1),
      start: this.#start(pinned),
      visit,
    });
    for await (const chunk of chunks) if (!log.push(chunk)) break;
    this.#log = log;
    this.#holds = log.end();
    this.#isWhole(this.#holds);
  }

  /** The answer, once all files are in. @throws {Refutation} */
  end(): BundleHolds {
    const holds = this.#holds!;
    const key = parseVkey(holds.log.keys.at(-1)?.vkey ?? "");
    if (!key) throw new Refutation("key-unknown", "no key is known to sign");
    if (key.keyId !== this.#early?.keyId) {
      requireManifestKey(key, this.#signatures);
    }
    requireKeyFiles(key, this.#texts);
    this.#receipts!.areAllOf(this.#log!);
    const { policies, uncounted, catalogues } = this.#log!;
    return {
      ...holds,
      weaker: [
        ...holds.weaker,
        ...this.#policies < policies.size ? [weakness("policy")] : [],
      ],
      manifest: this.manifest,
      notes: this.#notes,
      remarks: {
        policies: { named: policies.size, inside: this.#policies },
        uncounted,
        catalogues: [...catalogues],
        foreign: FOREIGN.filter(([path, text]) =>
          this.#texts.has(path) && this.#texts.get(path) !== text
        ).map(([path]) => path),
        unread: this.#unread,
      },
    };
  }

  #checkpoint(path: string, bytes: Uint8Array): SignedCheckpoint {
    const text = textOf(bytes, path);
    const checkpoint = parseCheckpoint(text);
    if (!checkpoint) throw misnamed(path, "note");
    this.#texts.set(path, text);
    if (checkpoint.origin !== this.manifest.origin) {
      throw new Refutation("origin", `${path} is of another log`);
    }
    this.#notes.push(checkpoint);
    return checkpoint;
  }

  #anchor(path: string, bytes: Uint8Array): void {
    const { size } = this.#checkpoint(path, bytes);
    if (path !== `anchors/${size}.note`) throw misnamed(path, "size");
  }

  #handover(path: string, bytes: Uint8Array): void {
    const handover = parseHandover(textOf(bytes, path));
    const { from } = this.manifest;
    const isRight = handover && handover.seq < from &&
      path === `keys/${handover.seq}.json` &&
      handover.vkey.name === this.manifest.origin;
    if (!isRight) throw misnamed(path);
    this.#handovers.push(handover);
  }

  #start(pinned: PinnedKey): ScanStart | undefined {
    const { from: size, origin } = this.manifest;
    if (!this.#frontier) return undefined;
    const { nodes, prevHash: prev } = this.#frontier;
    if (nodes.length !== setBits(size)) throw misnamed("frontier", "size");
    const keys = new KeyHistory(undefined, pinned);
    return { end: { prev, ms: 0, frontier: { size, nodes } }, origin, keys };
  }

  #isWhole({ log: { size } }: LogHolds): void {
    const { to } = this.manifest;
    if (size !== to || this.#head!.size !== to) {
      throw new Refutation("bundle-count", `the records do not end at ${to}`);
    }
    const { firstNote } = this.#log!;
    if (this.#frontier && this.#frontier.checkpoint !== firstNote) {
      throw misnamed("frontier", "note");
    }
  }

  #policy(path: string, bytes: Uint8Array): void {
    const digest = createHash("sha256").update(bytes).digest("hex");
    if (path !== `policy/${digest}.json`) {
      throw misnamed(path, "bundle-digest");
    }
    if (!this.#log!.policies.has(digest)) {
      throw new Refutation("bundle-extra", `no record names ${path}`);
    }
    this.#policies += 1;
  }
}
