import { RuleError } from "./errors.ts";

/** Walks through the source of one shape. */
export class ShapeReader {
  readonly source: string;
  readonly ignoreCase: boolean;
  at: number;

  constructor(source: string, ignoreCase: boolean) {
    this.source = source;
    this.ignoreCase = ignoreCase;
    this.at = ignoreCase ? "(?i)".length : 0;
  }

  peek(): string {
    return this.source.charAt(this.at);
  }

  next(): string {
    return this.source.charAt(this.at++);
  }

  take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  atEnd(): boolean {
    return this.at >= this.source.length;
  }

  fault(rule: string): RuleError {
    return new RuleError(
      "bad_shape",
      `Cannot read a shape as one without ${rule}: ${this.source}`,
      { hint: "Write it in the notation of proxy/detect/RULES.md." },
    );
  }
}
