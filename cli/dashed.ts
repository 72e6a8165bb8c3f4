/** An option's name as it is typed: `dryRun` as `dry-run`. */
export function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
}
