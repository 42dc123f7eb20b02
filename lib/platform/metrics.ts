import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from "prom-client";

/** One metric as prom-client writes it to JSON. */
export type MetricJson = MetricObjectWithValues<MetricValue<string>>;

// On globalThis: Next bundles route handlers apart from the web process's own code, and both count on one registry.
const KEY = Symbol.for("posthorn.metrics");
const holder = globalThis as { [KEY]?: ReturnType<typeof createMetrics> };

export const {
  registry,
  eventsAccepted,
  deliveriesCreated,
  ringsSent,
  httpRequests,
  attemptsMade,
  attemptsTooLate,
  deliveriesFinished,
  deliveriesQuarantined,
  attemptLatency,
  deliveryLag,
  inFlight,
} = (holder[KEY] ??= createMetrics());

/**
 * @returns what this process counted, as JSON text that `mergeMetrics` reads: our own metrics and those of the process,
 * and of the many of the Node runtime only how long its event loop was blocked.
 */
export async function exportMetrics(): Promise<string> {
  const metrics = await registry.getMetricsAsJSON();
  return JSON.stringify(metrics.filter(({ name }) => /^(posthorn_|process_|nodejs_eventloop_lag_p99_)/.test(name)));
}

/**
 * @param exported by process, as `exportMetrics` made it; each series gets the process as a label, so a counter that
 * begins again with a new process is seen as such.
 * @returns one registry of this process's metrics and all of those.
 */
export async function mergeMetrics(exported: ReadonlyMap<string, MetricJson[]>): Promise<Registry> {
  const labelled = [...exported, ["web", await registry.getMetricsAsJSON()] as const].map(([process, metrics]) =>
    metrics.map((metric) => ({
      ...metric,
      values: metric.values.map((value) => ({ ...value, labels: { ...value.labels, process } })),
    })),
  );
  return AggregatorRegistry.aggregate(labelled);
}

function createMetrics() {
  /** One registry a process; the workers' come to `/api/metrics` with their heartbeats. */
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    eventsAccepted: new Counter({ name: "posthorn_events_accepted_total", help: "Events committed", registers }),
    deliveriesCreated: new Counter({
      name: "posthorn_deliveries_created_total",
      help: "Deliveries committed",
      registers,
    }),
    ringsSent: new Counter({
      name: "posthorn_queue_rings_total",
      help: "Wake-ups put on the queue, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    httpRequests: new Histogram({
      name: "posthorn_http_request_seconds",
      help: "API requests, by operation and status",
      labelNames: ["operation", "status"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    attemptsMade: new Counter({
      name: "posthorn_attempts_total",
      help: "Attempts recorded, by outcome and cause",
      labelNames: ["outcome", "cause"],
      registers,
    }),
    deliveriesFinished: new Counter({
      name: "posthorn_deliveries_finished_total",
      help: "Deliveries that ended, by status",
      labelNames: ["status"],
      registers,
    }),
    attemptsTooLate: new Counter({
      name: "posthorn_attempts_too_late_total",
      help: "Attempts that another worker had taken over before they could be recorded",
      registers,
    }),
    deliveriesQuarantined: new Counter({
      name: "posthorn_deliveries_quarantined_total",
      help: "Deliveries given up because workers died with them",
      registers,
    }),
    attemptLatency: new Histogram({
      name: "posthorn_attempt_seconds",
      help: "Time from the start of an attempt to its end",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    deliveryLag: new Histogram({
      name: "posthorn_delivery_lag_seconds",
      help: "Time from when an attempt was due to when it was sent",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
    inFlight: new Gauge({ name: "posthorn_in_flight", help: "Requests in flight in this worker", registers }),
  };
}
