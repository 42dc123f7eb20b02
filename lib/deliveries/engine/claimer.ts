import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";
import { type Claim, claimLanes, type LaneOutcome, type LaneRequest, type Unsendable } from "./claim-lanes";
import { HAND_BACK_CLAIM } from "./claim-statements";
import type { ClaimedDelivery } from "./claimed-delivery";
import type { DatabaseClock } from "./database-clock";
import { endOfWebhook, endUnsendable } from "./end-planned";
import type { EndedDelivery } from "./end-deliveries";
import type { LaneTable } from "./lane-table";
import { shareRoom } from "./lane/window";
import type { LocalLane } from "./local-lane";
import { LANES_PER_CLAIM } from "./settings";

const BUSY_AGAIN_MS = 20;
const CROWDED_AGAIN_MS = 100;
const FAILURE_PAUSE_MS_MIN = 250;
const FAILURE_PAUSE_MS_MAX = 2_000;

export type ClaimerConfig = {
  database: Database;
  logger: Logger;
  workerId: string;
  defaultRateLimit: number;
  lanes: LaneTable;
  clock: DatabaseClock;
  /** Claimed deliveries that this worker can still take on. */
  room: () => number;
  /** Of these, how many for endpoints that are not known to answer at once. */
  roomForSlow: () => number;
  onClaimed: (deliveries: readonly ClaimedDelivery[]) => void;
  /** Nothing may be sent to the lane for now: what was claimed ahead for it should go back. */
  onShut: (lane: LocalLane) => void;
  onEnded: (deliveries: readonly EndedDelivery[]) => void;
};

/** Claims for dirty lanes, one round at a time, as long as there is room. */
export class Claimer {
  /** When a round last ended, well or not: the watchdog's proof that this loop is alive. */
  lastRoundMs = performance.now();
  private lease = 0;
  /** The claim of which PostgreSQL has not said whether it was committed: it may hold what nobody knows of. */
  private doubtful: { lease: number; webhookIds: string[] } | null = null;
  private pauseMs = 0;
  private isRunning = false;
  private isStopped = false;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly config: ClaimerConfig) {}

  /** Goes to work if there is any; to be called whenever a lane became dirty or room came free. */
  wake(): void {
    if (this.isRunning || this.isStopped) return;
    if (this.config.lanes.dirtyCount === 0 || this.config.room() <= 0) return;
    this.isRunning = true;
    this.round = this.run();
  }

  /** No round begins after this, and the last one is over when it resolves. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.round;
  }

  /** Hands in what was learned since the last claims, and gives back a doubtful one, without claiming: for after `stop`. */
  async handInReports(): Promise<void> {
    const lanes = [...this.config.lanes.all()].filter((lane) => !lane.book.isEmpty);
    const requests = lanes.map(({ webhookId, book }) => ({ webhookId, report: book.take(), room: 0 }));
    if (requests.length > 0 || this.doubtful !== null) await this.claim(requests);
  }

  nextLease(): number {
    this.lease += 1;
    return this.lease;
  }

  private async run(): Promise<void> {
    // Rings that come together are claimed for together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (!this.isStopped && this.config.lanes.dirtyCount > 0 && this.config.room() > 0) {
      const lanes = this.config.lanes.takeDirty(LANES_PER_CLAIM);
      const requests = this.requestsOf(lanes);
      if (requests.length > 0) await this.claim(requests);
      this.lastRoundMs = performance.now();
    }
    this.isRunning = false;
  }

  private requestsOf(lanes: readonly LocalLane[]): LaneRequest[] {
    const room = this.config.room();
    const wants = lanes.map((lane) => Math.max(0, Math.min(lane.target - lane.held, Math.ceil(room / 2))));
    const shares = this.sharesOf(lanes, wants, room);
    const requests: LaneRequest[] = [];
    lanes.forEach((lane, index) => {
      const share = shares[index] ?? 0;
      // A lane that holds as much as it may is claimed for again by its own completions; one that got no share, by any,
      // or after a while where others like it have all that they may have.
      if (share === 0 && (wants[index] ?? 0) > 0) {
        if (lane.isQuick) this.config.lanes.mark(lane.webhookId);
        else this.config.lanes.markIn(lane.webhookId, CROWDED_AGAIN_MS);
      } else if (share === 0) lane.isHungry = true;
      if (share > 0 || !lane.book.isEmpty)
        requests.push({ webhookId: lane.webhookId, report: lane.book.take(), room: share });
    });
    return requests;
  }

  /** What each lane may claim. All that are not known to answer at once share what is theirs, the others the rest. */
  private sharesOf(lanes: readonly LocalLane[], wants: readonly number[], room: number): number[] {
    const wantsOf = (isQuick: boolean) => wants.map((want, index) => (lanes[index]?.isQuick === isQuick ? want : 0));
    const slowWants = wantsOf(false);
    // Looked up only where one of them asks: it goes over all lanes.
    const slow = slowWants.some((want) => want > 0) ? shareRoom(slowWants, this.config.roomForSlow()) : slowWants;
    const taken = slow.reduce((sum, share) => sum + share, 0);
    const quick = shareRoom(wantsOf(true), room - taken);
    return slow.map((share, index) => share + (quick[index] ?? 0));
  }

  private async claim(requests: readonly LaneRequest[]): Promise<void> {
    const { config } = this;
    let claim: Claim;
    try {
      await this.giveBackDoubtful();
      const lease = this.nextLease();
      this.doubtful = { lease, webhookIds: requests.map(({ webhookId }) => webhookId) };
      claim = await claimLanes(config, requests, lease);
      this.doubtful = null;
      this.pauseMs = 0;
    } catch (error) {
      this.pauseMs = Math.min(Math.max(this.pauseMs * 2, FAILURE_PAUSE_MS_MIN), FAILURE_PAUSE_MS_MAX);
      config.logger.warn({ err: error, lanes: requests.length }, "claiming failed; it is tried again");
      for (const { webhookId, report } of requests) {
        config.lanes.get(webhookId).book.restore(report);
        config.lanes.markIn(webhookId, this.pauseMs);
      }
      await sleep(this.pauseMs);
      return;
    }
    if (claim.nowMs !== null) config.clock.observe(claim.nowMs);
    const requestOf = new Map(requests.map((request) => [request.webhookId, request]));
    for (const outcome of claim.lanes) this.settle(outcome, requestOf.get(outcome.webhookId), claim);
    config.onClaimed(claim.deliveries);
    if (claim.unsendable.length > 0) await this.endUnsendable(claim.unsendable);
  }

  private async giveBackDoubtful(): Promise<void> {
    if (this.doubtful === null) return;
    const { lease, webhookIds } = this.doubtful;
    await this.config.database.sql(HAND_BACK_CLAIM, [this.config.workerId, webhookIds, lease]);
    this.doubtful = null;
  }

  private async endUnsendable(unsendable: readonly Unsendable[]): Promise<void> {
    const { database, workerId, logger } = this.config;
    try {
      this.config.onEnded(await endUnsendable(database, workerId, unsendable));
    } catch (error) {
      logger.warn(
        { err: error },
        "what cannot be sent could not be ended; it is claimed again when its lease runs out",
      );
    }
  }

  private settle(outcome: LaneOutcome, request: LaneRequest | undefined, { nowMs }: Claim): void {
    const { lanes } = this.config;
    const lane = lanes.get(outcome.webhookId);
    lane.isHungry = false;
    switch (outcome.outcome) {
      case "busy":
        if (request !== undefined) lane.book.restore(request.report);
        return lanes.markIn(outcome.webhookId, BUSY_AGAIN_MS * (1 + Math.random()));
      case "ended":
        return void this.endAll(outcome.webhookId, outcome.why);
      case "claimed":
        lane.hasFailures = outcome.hasFailures;
        if (outcome.againAtMs !== null)
          lanes.markIn(outcome.webhookId, outcome.againAtMs - (nowMs ?? outcome.againAtMs));
        else lane.isHungry = outcome.isFull;
        // Handed in, and yet it did not open: others were answered well meanwhile.
        if (lane.book.opensBreaker && lane.book.isEmpty) lane.book.forgetLatest();
        if (!outcome.isBreakerOpen) return;
        lane.book.forgetLatest();
        return this.config.onShut(lane);
      case "held":
        return this.config.onShut(lane);
      case "unknown":
        return;
      default: {
        const never: never = outcome;
        return never;
      }
    }
  }

  private async endAll(webhookId: string, why: "disabled" | "deleted"): Promise<void> {
    try {
      const ended = await endOfWebhook(this.config.database, webhookId, why);
      this.config.onEnded(ended);
      if (ended.length > 0) this.config.lanes.mark(webhookId);
    } catch (error) {
      this.config.logger.warn(
        { err: error, webhookId },
        "ending a webhook's deliveries failed; the sweeper comes back",
      );
    }
  }
}
