const BEGIN = "# >>> waterwall >>>";
/** Begins a block before which the last line had no end, so that it gets it back. */
const BEGIN_JOINED = "# >>> waterwall (the line before had no end) >>>";
const END = "# <<< waterwall <<<";

/** Where the block stands in a profile, with the line ends that belong to it. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A profile with the block in it that holds these lines; once, however often it is added. */
export function withBlock(profile: string, lines: readonly string[]): string {
  const place = placeOf(profile);
  const rest = withoutBlock(profile);
  const at = place?.start ?? rest.length;
  const before = rest.slice(0, at);
  const isJoined = before !== "" && !before.endsWith("\n");
  const block = [isJoined ? BEGIN_JOINED : BEGIN, ...lines, END].join("\n");
  return `${before}${isJoined ? "\n" : ""}${block}\n${rest.slice(at)}`;
}

/** A profile as it was before the block was added; all else stays. */
export function withoutBlock(profile: string): string {
  const place = placeOf(profile);
  if (place === undefined) return profile;
  return profile.slice(0, place.start) + profile.slice(place.end);
}

function placeOf(profile: string): Place | undefined {
  const found = /^# >>> waterwall (\(.*\) )?>>>\r?\n/m.exec(profile);
  if (found === null) return undefined;
  const { index } = found;
  const last = profile.indexOf(END, index);
  if (last < 0) return undefined;
  const lineEnd = profile.indexOf("\n", last);
  const end = lineEnd < 0 ? profile.length : lineEnd + 1;
  // Lines that were added since must not be joined with the one before.
  const takesEnd = found[1] !== undefined && end === profile.length;
  return { start: takesEnd ? index - 1 : index, end };
}
