import { hostname } from "node:os";
import type { Database } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";
import { VERSION } from "@/lib/platform/version";
import type { DatabaseClock } from "./database-clock";
import { DEAD_AFTER_MS, HEARTBEAT_EVERY_MS } from "./settings";

const BEAT = `
INSERT INTO workers (id, hostname, pid, version, concurrency, in_flight, metrics) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)
ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), in_flight = excluded.in_flight, metrics = excluded.metrics
RETURNING (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms`;

// The claims of a silent worker are open again at once. Nobody knows which of them it died of, so each counts one.
const BURY = `
WITH dead AS (
  DELETE FROM workers WHERE id IN (
    SELECT id FROM workers WHERE heartbeat_at < now() - interval '${DEAD_AFTER_MS} milliseconds' FOR UPDATE SKIP LOCKED
  ) RETURNING id
), freed AS (
  UPDATE planned_attempts p SET lease = NULL, worker_id = NULL, due_at = now(), crashes = p.crashes + 1
  FROM dead WHERE p.worker_id = dead.id AND p.lease IS NOT NULL RETURNING p.webhook_id
)
SELECT dead.id, coalesce((SELECT array_agg(DISTINCT webhook_id) FROM freed), '{}') AS webhook_ids FROM dead`;

export type HeartbeatConfig = {
  database: Database;
  logger: Logger;
  workerId: string;
  concurrency: number;
  clock: DatabaseClock;
  inFlight: () => number;
  /** Counters to go along, as JSON text. */
  metrics: () => Promise<string>;
  onBeat: (inFlight: number) => void;
};

/** Tells the other workers that this one lives, and notices which of them do not. */
export class Heartbeat {
  private lastFailureMs = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly config: HeartbeatConfig) {}

  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat(), HEARTBEAT_EVERY_MS);
  }

  private async beat(): Promise<void> {
    const { database, workerId, concurrency, clock, logger } = this.config;
    const inFlight = this.config.inFlight();
    try {
      const metrics = await this.config.metrics();
      const values = [workerId, hostname(), process.pid, VERSION, concurrency, inFlight, metrics];
      const [row] = await database.sql<{ now_ms: number }>(BEAT, values);
      if (row !== undefined) clock.observe(row.now_ms);
      this.config.onBeat(inFlight);
    } catch (error) {
      this.lastFailureMs = performance.now();
      logger.warn({ err: error }, "no heartbeat: PostgreSQL does not answer");
    }
  }

  /**
   * Frees the claims of workers that have been silent for 20 s. One that was itself cut off meanwhile judges nobody:
   * the others may have been as silent for the same reason.
   * @returns the webhooks that have deliveries due again.
   */
  async buryDead(): Promise<string[]> {
    if (performance.now() - this.lastFailureMs < DEAD_AFTER_MS) return [];
    const dead = await this.config.database.sql<{ id: string; webhook_ids: string[] }>(BURY);
    for (const { id } of dead)
      this.config.logger.warn({ deadWorkerId: id }, "a worker fell silent; its claims are free again");
    return dead[0]?.webhook_ids ?? [];
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.config.database.sql("DELETE FROM workers WHERE id = $1", [this.config.workerId]);
  }
}
