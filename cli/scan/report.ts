/** A secret in a file. Never the secret. */
export interface Located {
  readonly path: string;
  /** Both count from 1, columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly type: string;
  readonly rule: string;
  /** Of the value: what `waterwall allow` takes. */
  readonly sha256: string;
}

/** A finding on one line; with its rule and hash if it is to be explained. */
export function findingLine(
  { path, line, column, type, rule, sha256 }: Located,
  { explain }: { readonly explain: boolean },
): string {
  const place = `${path}:${line}:${column} ${type}`;
  return explain ? `${place}  rule ${rule}  sha256 ${sha256}` : place;
}

/** Findings as a log of SARIF 2.1.0, which code hosts show beside the code. */
export function sarif(
  findings: readonly Located[],
  version: string,
): Record<string, unknown> {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: {
        driver: {
          name: "waterwall",
          version,
          rules: rules.map((id) => ({ id })),
        },
      },
      columnKind: "utf16CodeUnits",
      results: findings.map(resultOf),
    }],
  };
}

function resultOf({ path, line, column, type, rule, sha256 }: Located) {
  return {
    ruleId: rule,
    level: "error",
    message: { text: `A secret of type ${type} stands here` },
    partialFingerprints: { "valueSha256/v1": sha256 },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: uriOf(path) },
        region: { startLine: line, startColumn: column },
      },
    }],
  };
}

function uriOf(path: string): string {
  return path.replace(/^\.\//, "").split(/[/\\]/).map(encodeURIComponent)
    .join("/");
}
