import type { LogFiles } from "./read_log.ts";
import { leafHash, Tree } from "./tree.ts";
import { TreePath } from "./tree_path.ts";
import { treeBefore } from "./tree_before.ts";

/**
 * The proof that a log of `size` records continues one of `old`, in one pass.
 *
 * `undefined` if the log on disk does not reach back or up to there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6962#section-2.1.2
 */
export function consistencyProof(
  log: LogFiles,
  { old, size }: { readonly old: number; readonly size: number },
): readonly Uint8Array[] | undefined {
  if (old === 0 || old === size) return [];
  let tree: Tree | undefined;
  let path: TreePath | undefined;
  for (const { bytes } of log.lines()) {
    tree ??= treeBefore(JSON.parse(new TextDecoder().decode(bytes)));
    if (tree.size === old) path = TreePath.fromSize(tree);
    if (tree.size === size) break;
    const leaf = leafHash(bytes);
    tree.push(leaf);
    path?.push(leaf);
  }
  return tree?.size === size ? path?.proof() : undefined;
}
