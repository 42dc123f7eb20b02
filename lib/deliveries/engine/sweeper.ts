import type { Database } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";
import { deliveriesQuarantined } from "@/lib/platform/metrics";
import { endQuarantined } from "./end-planned";
import type { EndedDelivery } from "./end-deliveries";
import { findDueLanes } from "./find-due-lanes";
import { SWEEP_EVERY_MS } from "./settings";

export type SweeperConfig = {
  database: Database;
  logger: Logger;
  /** Frees the claims of dead workers and answers the webhooks concerned. */
  buryDead: () => Promise<string[]>;
  onDue: (webhookIds: readonly string[]) => void;
  onEnded: (deliveries: readonly EndedDelivery[]) => void;
  /** What else a sweep is the occasion for. */
  afterSweep: (dueLanes: number) => Promise<void>;
};

/** Finds, every two seconds and without the queue, what is due: a lost ring costs no more than that. */
export class Sweeper {
  private timer: NodeJS.Timeout | null = null;
  private sweep: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly config: SweeperConfig) {}

  start(): void {
    this.sweep = this.run();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.sweep;
  }

  private async run(): Promise<void> {
    const { database, logger } = this.config;
    try {
      const freed = await this.config.buryDead();
      const quarantined = await endQuarantined(database);
      deliveriesQuarantined.inc(quarantined.length);
      this.config.onEnded(quarantined);
      const due = await findDueLanes(database);
      if (this.isStopped) return;
      this.config.onDue([...new Set([...freed, ...due])]);
      await this.config.afterSweep(due.length);
    } catch (error) {
      logger.warn({ err: error }, "a sweep failed; the next one follows");
    }
    if (this.isStopped) return;
    // Workers that started together must not sweep together for ever.
    const pauseMs = SWEEP_EVERY_MS * (0.85 + 0.3 * Math.random());
    this.timer = setTimeout(() => {
      this.sweep = this.run();
    }, pauseMs);
  }
}
