/** Stands, in text that is judged, for a placeholder of ours. */
export const SECRET = "\uE000";
/** The same, for a secret that is itself an address: it says where it goes. */
export const ADDRESS = "\uE001";
/** Stands for what only the running command will know. */
export const UNKNOWN = "\uE002";

/** Text of the model's without characters that could be taken for a mark. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\uE000-\uE002]/g, "\uFFFD");
}
