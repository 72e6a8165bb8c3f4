/** Whether a text of no known type is JSON lines: several, each an object. */
export function textKind(text: string): "lines" | "text" {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.every(isObject) ? "lines" : "text";
}

function isObject(line: string): boolean {
  try {
    return line.trimStart().startsWith("{") && JSON.parse(line) !== null;
  } catch {
    return false;
  }
}
