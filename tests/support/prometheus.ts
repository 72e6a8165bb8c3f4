/** One sample of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric and what belongs to it. */
export interface Metric {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([+-]?(?:[0-9.]+(?:e[+-]?[0-9]+)?|Inf)|NaN)$/s;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/;
const TYPES = ["counter", "gauge", "histogram", "summary", "untyped"];

/**
 * Reads the Prometheus text format 0.0.4 and throws at everything that is not
 * as it should be: also at what a lenient reader would let pass.
 */
export function parsePrometheus(text: string): ReadonlyMap<string, Metric> {
  const metrics = new Map<string, Metric & { samples: Sample[] }>();
  const seen = new Set<string>();
  let current = "";
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  for (const line of text.slice(0, -1).split("\n")) {
    const [, word, name = "", rest = ""] =
      /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
    if (word === "HELP") {
      if (metrics.has(name)) throw new Error(`${name} is described twice`);
      if (!NAME.test(name)) throw new Error(`no name: ${name}`);
      metrics.set(name, { type: "", help: rest, samples: [] });
      current = name;
    } else if (word === "TYPE") {
      const metric = metrics.get(name);
      if (metric?.type !== "" || name !== current) {
        throw new Error(`${name} has a type out of place`);
      }
      if (!TYPES.includes(rest)) throw new Error(`no type: ${rest}`);
      metrics.set(name, { ...metric, type: rest });
    } else {
      const sample = readSample(line);
      const metric = metrics.get(current);
      if (!metric || !belongs(sample.name, current, metric.type)) {
        throw new Error(`out of place: ${line}`);
      }
      const key = `${sample.name} ${JSON.stringify(sample.labels)}`;
      if (seen.has(key)) throw new Error(`said twice: ${line}`);
      seen.add(key);
      metric.samples.push(sample);
    }
  }
  for (const [name, metric] of metrics) check(name, metric);
  return metrics;
}

function readSample(line: string): Sample {
  const [, name, inside = "", value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  for (let rest = inside; rest !== "";) {
    const [whole, label, text] = LABEL.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`no label: ${rest}`);
    if (label! in labels) throw new Error(`label twice: ${line}`);
    labels[label!] = text!.replaceAll(
      /\\(.)/g,
      (_, c) => c === "n" ? "\n" : c,
    );
    rest = rest.slice(whole.length);
  }
  return { name, labels, value: Number(value!.replace("Inf", "Infinity")) };
}

function belongs(name: string, metric: string, type: string): boolean {
  if (type !== "histogram") return name === metric;
  return ["_bucket", "_sum", "_count"].some((end) => name === metric + end);
}

function check(name: string, { type, samples }: Metric): void {
  if (type === "") throw new Error(`${name} has no type`);
  if (type === "counter") {
    if (!name.endsWith("_total")) throw new Error(`${name} counts, unnamed`);
    if (samples.some(({ value }) => !(value >= 0))) throw new Error(name);
  }
  if (type !== "histogram") return;
  const buckets = samples.filter((it) => it.name.endsWith("_bucket"));
  const bounds = buckets.map(({ labels }) =>
    Number(labels.le!.replace("Inf", "Infinity"))
  );
  const rises = (list: readonly number[]) =>
    list.every((value, i) => i === 0 || value >= list[i - 1]!);
  if (!rises(bounds) || bounds.at(-1) !== Infinity) throw new Error(name);
  if (!rises(buckets.map(({ value }) => value))) throw new Error(name);
  const count = samples.find((it) => it.name === `${name}_count`)!.value;
  if (buckets.at(-1)!.value !== count) throw new Error(`${name} miscounts`);
}
