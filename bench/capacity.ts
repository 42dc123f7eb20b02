/** What one instance of each role uses: CPU seconds by process role. */
export type Cpu = Record<"web" | "worker" | "postgres" | "redis", number>;

/** Measured: what an event costs once, however many webhooks it goes to, and what each delivery of it adds. */
export type Costs = {
  cpuPerEvent: Cpu;
  /** Besides, where each event is a call of its own. */
  cpuPerSingleCall: Cpu;
  cpuPerDelivery: Cpu;
  diskBytesPerEvent: number;
  diskBytesPerDelivery: number;
  walBytesPerEvent: number;
  walBytesPerDelivery: number;
  /** Size of `data` that these bytes were measured with. */
  bodyBytes: number;
  connectionsPerWeb: number;
  connectionsPerWorker: number;
};

/** Stated, not measured. */
export type Inputs = {
  eventsPerSecond: number;
  /** Webhooks that an event goes to, on average. */
  fanOut: number;
  /** Of one delivery, on average: 1 where all receivers are well. */
  attemptsPerDelivery: number;
  bodyBytes: number;
  /** Until receivers answer, on average, those that hang included. */
  receiverSeconds: number;
  retentionDays: number;
  /** One by one, or in batches of 500. */
  calls: "single" | "batch";
  /** Requests in flight per worker. */
  concurrency: number;
  /** Share of a core, and of requests in flight, that is planned for: the rest is for what is not even. */
  utilisation: number;
};

export type Capacity = {
  deliveriesPerSecond: number;
  attemptsPerSecond: number;
  /** Cores that are busy, at the planned utilisation. */
  cores: Cpu;
  webs: number;
  workers: number;
  /** Workers that the processors ask for, and that the receivers' time asks for. */
  workersFor: { cpu: number; inFlight: number };
  requestsInFlight: number;
  connections: number;
  walBytesPerSecond: number;
  diskBytesPerDay: number;
  /** At most, just before a week is dropped. */
  diskBytes: number;
};

const ROLES = ["web", "worker", "postgres", "redis"] as const;
const SECONDS_PER_DAY = 86_400;
/** Tables are cut into weeks, and a week goes as a whole when its last moment is too old. */
export const PARTITION_DAYS = 7;

/**
 * What a rate of events takes. Costs are taken to grow in step with the rate, which is right while group commits are as
 * large as they were measured, and too much where they become larger.
 */
export function planCapacity(costs: Costs, inputs: Inputs): Capacity {
  const { eventsPerSecond, fanOut, attemptsPerDelivery, utilisation, concurrency, retentionDays } = inputs;
  const deliveriesPerSecond = eventsPerSecond * fanOut;
  const attemptsPerSecond = deliveriesPerSecond * attemptsPerDelivery;
  const cores = Object.fromEntries(
    ROLES.map((role) => {
      const perEvent = costs.cpuPerEvent[role] + (inputs.calls === "single" ? costs.cpuPerSingleCall[role] : 0);
      // The web process makes deliveries, once; what follows happens with every attempt.
      const perDelivery = costs.cpuPerDelivery[role] * (role === "web" ? 1 : attemptsPerDelivery);
      return [role, (eventsPerSecond * (perEvent + fanOut * perDelivery)) / utilisation];
    }),
  ) as Cpu;
  // Little's law: what arrives in a second, times how long it stays.
  const requestsInFlight = attemptsPerSecond * inputs.receiverSeconds;
  const workersFor = {
    cpu: atLeastOne(cores.worker),
    inFlight: atLeastOne(requestsInFlight / (concurrency * utilisation)),
  };
  const [webs, workers] = [atLeastOne(cores.web), Math.max(workersFor.cpu, workersFor.inFlight)];
  const extraBody = Math.max(0, inputs.bodyBytes - costs.bodyBytes);
  const bytesPerSecond = (perEvent: number, perDelivery: number) =>
    eventsPerSecond * (perEvent + extraBody) + attemptsPerSecond * perDelivery;
  const diskBytesPerDay = bytesPerSecond(costs.diskBytesPerEvent, costs.diskBytesPerDelivery) * SECONDS_PER_DAY;
  return {
    deliveriesPerSecond,
    attemptsPerSecond,
    cores,
    webs,
    workers,
    workersFor,
    requestsInFlight,
    connections: webs * costs.connectionsPerWeb + workers * costs.connectionsPerWorker,
    walBytesPerSecond: bytesPerSecond(costs.walBytesPerEvent, costs.walBytesPerDelivery),
    diskBytesPerDay,
    diskBytes: diskBytesPerDay * (retentionDays + PARTITION_DAYS),
  };
}

/** One process uses one core: its JavaScript runs on one thread. */
const atLeastOne = (count: number): number => Math.max(1, Math.ceil(count));

/**
 * Takes apart what was measured per delivery at several fan-outs: least squares of `perEvent / fanOut + perDelivery`.
 * @returns neither below zero; with one point, all of it belongs to the delivery.
 */
export function splitCost(points: readonly { fanOut: number; perDelivery: number }[]): {
  perEvent: number;
  perDelivery: number;
} {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const xs = points.map(({ fanOut }) => 1 / fanOut);
  const ys = points.map(({ perDelivery }) => perDelivery);
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const spread = mean(xs.map((x) => (x - meanX) ** 2));
  if (spread === 0) return { perEvent: 0, perDelivery: meanY };
  const slope = mean(xs.map((x, index) => (x - meanX) * ((ys[index] ?? meanY) - meanY))) / spread;
  // Where deliveries of a wide event cost more than single ones, nothing is left for the event itself.
  const perEvent = Math.min(Math.max(0, slope), meanY / meanX);
  return { perEvent, perDelivery: meanY - perEvent * meanX };
}
