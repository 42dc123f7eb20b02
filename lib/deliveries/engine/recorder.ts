import { setTimeout as sleep } from "node:timers/promises";
import { internalCause } from "@/lib/egress";
import { type Database, isDatabaseUnavailable } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";
import type { Attempt } from "./attempt";
import { recordAttempts } from "./record-attempts";
import type { RecordedAttempt } from "./recorded-attempt";
import { ATTEMPTS_PER_RECORD } from "./settings";

/** Transactions on their way at once. */
const FLUSHES_MAX = 3;
/** A further transaction beside one on its way is only worth its cost for this many. */
const SECOND_FLUSH_MIN = 50;
/** How long an attempt waits for others that are about to end: nobody but the dashboard waits for its record. */
const GATHER_MS = 3;
const PAUSE_MS_MIN = 100;
const PAUSE_MS_MAX = 2_000;
// Serialization failure and deadlock: as good as new when tried again. 42: the statement is newer than the schema, which is
// about to be migrated; meanwhile nothing may be sent that could not be recorded.
const TRANSIENT = /^(40001|40P01|55P03|57014|42...)$/;

export type RecorderConfig = {
  database: Database;
  workerId: string;
  logger: Logger;
  /** Requests without an answer yet. */
  inFlight: () => number;
  /** Every attempt comes by here exactly once, with those it went with. What `recorded` does not have came too late to be. */
  onDone: (attempts: readonly Attempt[], recorded: ReadonlyMap<Attempt, RecordedAttempt>) => void;
};

/**
 * Records attempts together: at once when no other request is on its way, else when as many have ended as have not, or
 * after a moment; and while one transaction is on its way the next ones gather. While PostgreSQL is down they are kept, and tried again until it is back; claims hold still meanwhile, so they stay few.
 */
export class Recorder {
  private readonly waiting: Attempt[] = [];
  private flushes = 0;
  private underWay = 0;
  private pauseMs = 0;
  private gathering: NodeJS.Timeout | null = null;

  constructor(private readonly config: RecorderConfig) {}

  /** Whether the last transaction failed and the next is not through yet. */
  get isStruggling(): boolean {
    return this.pauseMs > 0;
  }

  /** Attempts that are not recorded yet. */
  get size(): number {
    return this.waiting.length + this.underWay;
  }

  add(attempt: Attempt): void {
    this.waiting.push(attempt);
    this.schedule();
  }

  private schedule(): void {
    const needed = this.flushes === 0 ? 1 : SECOND_FLUSH_MIN;
    if (this.flushes >= FLUSHES_MAX || this.waiting.length < needed) return;
    if (this.waiting.length < Math.min(this.config.inFlight(), ATTEMPTS_PER_RECORD)) {
      this.gathering ??= setTimeout(() => this.begin(), GATHER_MS);
      return;
    }
    this.begin();
  }

  private begin(): void {
    if (this.gathering !== null) clearTimeout(this.gathering);
    this.gathering = null;
    this.flushes += 1;
    // Answers that arrive in the same turn of the event loop go together.
    setImmediate(() => void this.flush());
  }

  private async flush(): Promise<void> {
    const batch = this.takeBatch();
    this.underWay += batch.length;
    if (batch.length > 0) await this.recordAll(batch);
    this.flushes -= 1;
    this.schedule();
  }

  /** One attempt of each delivery at most: a manual and a scheduled one may end together. */
  private takeBatch(): Attempt[] {
    const seen = new Set<string>();
    const batch: Attempt[] = [];
    const left: Attempt[] = [];
    for (const attempt of this.waiting) {
      const isTaken = batch.length < ATTEMPTS_PER_RECORD && !seen.has(attempt.delivery.deliveryId);
      (isTaken ? batch : left).push(attempt);
      if (isTaken) seen.add(attempt.delivery.deliveryId);
    }
    this.waiting.splice(0, this.waiting.length, ...left);
    return batch;
  }

  private async recordAll(batch: readonly Attempt[]): Promise<void> {
    let recorded: RecordedAttempt[] | null = null;
    while (recorded === null) {
      try {
        recorded = await recordAttempts(this.config.database, this.config.workerId, batch);
      } catch (error) {
        if (!isDatabaseUnavailable(error) && !isTransient(error)) return this.recordApart(batch, error);
        await this.pause(batch.length, error);
      }
    }
    this.pauseMs = 0;
    this.done(batch, recorded);
  }

  private done(batch: readonly Attempt[], recorded: readonly RecordedAttempt[]): void {
    this.underWay -= batch.length;
    this.config.onDone(batch, new Map(recorded.map((each) => [each.attempt, each])));
  }

  private async pause(attempts: number, error: unknown): Promise<void> {
    this.pauseMs = Math.min(Math.max(this.pauseMs * 2, PAUSE_MS_MIN), PAUSE_MS_MAX);
    this.config.logger.warn({ err: error, attempts, pauseMs: this.pauseMs }, "recording failed; it is tried again");
    await sleep(this.pauseMs);
  }

  /** PostgreSQL refuses something in the batch: all but that shall be recorded. */
  private async recordApart(batch: readonly Attempt[], error: unknown): Promise<void> {
    const { logger } = this.config;
    const [first] = batch;
    if (first === undefined) return;
    if (batch.length > 1) {
      logger.error({ err: error, attempts: batch.length }, "recording failed; each attempt is recorded by itself");
      for (const attempt of batch) await this.recordAll([attempt]);
      return;
    }
    const ids = { deliveryId: first.delivery.deliveryId, attemptId: first.id };
    logger.error({ err: error, ...ids }, "an attempt could not be recorded");
    return isBare(first) ? this.done([first], []) : this.recordAll([bareAttempt(first)]);
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof Error && "code" in error && TRANSIENT.test(String(error.code));
}

const BARE_EVIDENCE = "The answer could not be stored.";

function isBare(attempt: Attempt): boolean {
  return attempt.cause?.evidence[0] === BARE_EVIDENCE;
}

/** The attempt without what the receiver said: something in that must be what PostgreSQL refused. */
function bareAttempt(attempt: Attempt): Attempt {
  const cause = attempt.cause ?? internalCause("internal_error");
  const { result } = attempt;
  const bare =
    result.outcome === "response" ? { ...result, headers: [], body: Buffer.alloc(0), bodyTruncated: true } : result;
  return { ...attempt, cause: { ...cause, evidence: [BARE_EVIDENCE] }, result: bare };
}
