/**
 * The part of audit/ that loads at once: for what a shell waits for.
 *
 * @module
 */
export { WaterwallError } from "./errors.ts";
