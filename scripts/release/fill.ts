/**
 * A template with each `@NAME@` replaced.
 *
 * @throws {RangeError} One is left for which there is no value.
 */
export function fill(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replaceAll(
    /@((?:[A-Z]+_)*[A-Z]+(?:_[\w-]+)?)@/g,
    (_, name) => {
      const value = values[name];
      if (value === undefined) throw new RangeError(`Cannot fill in: ${name}`);
      return value;
    },
  );
}
