import type { Path } from "../json/path_tree.ts";
import type { Shaped } from "./provider.ts";

const BASE64 = /^[A-Za-z0-9+/_=\s-]*$/;
const DATA_URI = /^data:[^,]{0,200};base64,[A-Za-z0-9+/_=\s-]*$/;
const SEAL = /^[A-Za-z0-9+/]{80,}={0,2}$/;

/** A place that holds the base64 of an image, a sound or a document. */
export function base64(path: Path): Shaped {
  return { path, matches: BASE64, isFile: true };
}

/** A place that may hold a data: URI; any other URI is scanned. */
export function dataUri(path: Path): Shaped {
  return { path, matches: DATA_URI, isFile: true };
}

/** A place that holds a server's signature: longer than credentials are, and of another alphabet. */
export function seal(path: Path): Shaped {
  return { path, matches: SEAL };
}
