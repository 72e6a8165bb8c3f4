import { ADMIN_HEADERS } from "./admin_headers.ts";
import { health, type Vitals } from "./health.ts";
import { BOUNDS_MS, type Histogram } from "./histogram.ts";
import type { State } from "./state.ts";

/** What the metrics are made from. */
export interface Measured {
  readonly state: State;
  readonly vitals: Vitals;
  readonly nowMs: number;
  /** Bytes of the whole process, by kind. */
  readonly memory: Readonly<Record<string, number>>;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number, suffix?: string];

/** One metric: everything that is said of it. */
interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly samples: readonly Sample[];
}

const SWITCHES = ["config", "sigusr1", "sentinel", "http"] as const;

/**
 * The answer of `GET /metrics`: the Prometheus text format 0.0.4. Labels are
 * names that the state bounds already; never a secret.
 *
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function metricsAnswer(measured: Measured): Response {
  return new Response(metricsText(measured), {
    headers: {
      ...ADMIN_HEADERS,
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    },
  });
}

/** The metrics as text. */
export function metricsText(measured: Measured): string {
  return [
    ...traffic(measured.state),
    ...durations(measured.state),
    ...held(measured),
    ...condition(measured),
  ].map(written).join("");
}

function traffic(state: State): readonly Family[] {
  return [
    counter("requests", "Requests passed on to a provider.", state.requests),
    {
      name: "waterwall_redactions_total",
      type: "counter",
      help: "Secrets replaced in requests.",
      samples: Object.entries(state.byKindAndHost).map(([key, count]) => {
        const [type = "other", host = "other"] = key.split(" ");
        return [{ type, host }, count];
      }),
    },
    counter("restorations", "Secrets put back in answers.", state.restored),
    counter(
      "unknown_placeholders",
      "Placeholders in answers that nobody here made.",
      state.unknown,
    ),
    {
      name: "waterwall_blocks_total",
      type: "counter",
      help: "Requests refused.",
      samples: Object.entries(state.byReason)
        .map(([reason, count]) => [{ reason }, count]),
    },
  ];
}

function durations({ latency }: State): readonly Family[] {
  const { added, firstByte, append } = latency;
  return [
    histogram(
      "added_latency",
      "From a request's arrival until it was passed on.",
      added,
    ),
    histogram(
      "time_to_first_byte",
      "From then until the provider began to answer.",
      firstByte,
    ),
    histogram(
      "append_latency",
      "From asking for a record until it was durable.",
      append,
    ),
  ];
}

function held({ state, memory }: Measured): readonly Family[] {
  const { hits, misses } = state.cache ?? { hits: 0, misses: 0 };
  const looked = hits + misses;
  return [
    counter("scan_cache_hits", "Texts that were scanned before.", hits),
    counter("scan_cache_misses", "Texts that were new.", misses),
    gauge(
      "scan_cache_hit_ratio",
      "Part of the texts that were scanned before.",
      looked === 0 ? 0 : hits / looked,
    ),
    gauge(
      "vault_secrets",
      "Secrets that can be restored.",
      state.vault?.secrets ?? 0,
    ),
    gauge(
      "vault_bytes",
      "Memory that they take.",
      (state.vault?.units ?? 0) * 2,
    ),
    {
      name: "waterwall_memory_bytes",
      type: "gauge",
      help: "Memory of the process (rss) and of its main isolate.",
      samples: Object.entries(memory).map(([kind, bytes]) => [{ kind }, bytes]),
    },
  ];
}

function condition({ state, vitals, nowMs }: Measured): readonly Family[] {
  const flag = (is: boolean) => is ? 1 : 0;
  return [
    {
      name: "waterwall_info",
      type: "gauge",
      help: "What runs; always 1.",
      samples: [[{ tool: vitals.serving?.tool ?? "" }, 1]],
    },
    gauge(
      "healthy",
      "Whether requests are protected and passed on.",
      flag(health(vitals, nowMs).status === 200),
    ),
    gauge(
      "uptime_seconds",
      "Time since the start.",
      Math.max(0, (nowMs - vitals.startedMs) / 1000),
    ),
    {
      name: "waterwall_killswitch_armed",
      type: "gauge",
      help: "Whether a kill switch is armed.",
      samples: SWITCHES.map((source) =>
        [{ source }, flag(vitals.armed.includes(source))] as const
      ),
    },
    gauge(
      "audit_records",
      "Records in the audit log.",
      state.log.records ?? 0,
    ),
    gauge(
      "audit_intact",
      "Whether the audit log takes records.",
      flag(vitals.chainIntact && vitals.keysUp),
    ),
    gauge("patterns", "Rules in force.", vitals.patterns),
    gauge(
      "reload_refused",
      "Whether the files on disk are not what is in force.",
      flag(vitals.reloadError !== null),
    ),
    gauge(
      "ca_expires_timestamp_seconds",
      "When the CA expires, in Unix time.",
      vitals.caUntilMs / 1000,
    ),
    {
      name: "waterwall_upstream_reachable",
      type: "gauge",
      help: "Whether a host answered last time.",
      samples: Object.entries(vitals.reachable)
        .map(([host, reachable]) => [{ host }, flag(reachable)]),
    },
  ];
}

function counter(name: string, help: string, value: number): Family {
  const full = `waterwall_${name}_total`;
  return { name: full, type: "counter", help, samples: [[{}, value]] };
}

function gauge(name: string, help: string, value: number): Family {
  const full = `waterwall_${name}`;
  return { name: full, type: "gauge", help, samples: [[{}, value]] };
}

function histogram(
  name: string,
  help: string,
  { counts, count, sumMs }: Histogram,
): Family {
  let below = 0;
  const buckets = BOUNDS_MS.map((bound, i): Sample => {
    below += counts[i] ?? 0;
    return [{ le: `${bound / 1000}` }, below, "_bucket"];
  });
  return {
    name: `waterwall_${name}_seconds`,
    type: "histogram",
    help,
    samples: [
      ...buckets,
      [{ le: "+Inf" }, count, "_bucket"],
      [{}, sumMs / 1000, "_sum"],
      [{}, count, "_count"],
    ],
  };
}

function written({ name, type, help, samples }: Family): string {
  const lines = samples.map(([labels, value, suffix = ""]) =>
    `${name}${suffix}${labelled(labels)} ${value}\n`
  );
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function labelled(labels: Labels): string {
  const pairs = Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
}
