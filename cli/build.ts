/** What a binary knows of how it was made and started. */
export interface Build {
  /** Of the sources, 12 hex digits; with `-dirty` if they were changed since. */
  readonly commit: string;
  /** The file that was started, where that is not what the system runs. */
  readonly executable: string | undefined;
}

/** Where `scripts/compile.ts` has a binary leave it, before anything else runs. */
export const BUILD_KEY = "waterwall.build";

/** How this program was built; `undefined` when it runs from its sources. */
export function build(): Build | undefined {
  return (globalThis as { readonly [key: symbol]: Build | undefined })[
    Symbol.for(BUILD_KEY)
  ];
}
