import type { Scanner, ScannerOptions } from "./scanner.ts";

/**
 * Makes a scanner, and loads what that takes only then: the rules are ten
 * megabytes that who merely supervises a proxy need not hold.
 */
export async function loadScanner(options?: ScannerOptions): Promise<Scanner> {
  const { createScanner } = await import("./mod.ts");
  return createScanner(options);
}
