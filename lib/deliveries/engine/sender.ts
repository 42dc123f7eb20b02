import type { Attempt } from "./attempt";
import type { ClaimedDelivery } from "./claimed-delivery";
import { shareOfSlow } from "./lane/window";
import type { LaneTable } from "./lane-table";
import type { LocalLane } from "./local-lane";
import { LEASE_MARGIN_MS, LEASE_MS } from "./settings";

export type SenderConfig = {
  concurrency: number;
  lanes: LaneTable;
  send: (delivery: ClaimedDelivery) => Promise<Attempt>;
  /** Requests that were made and are not recorded yet: after a crash they would be made again, as those in flight. */
  unrecorded: () => number;
  onSent: (attempt: Attempt) => void;
  /** The lease of a claimed delivery would run out before its time limit: it goes back unsent. */
  onStale: (delivery: ClaimedDelivery) => void;
};

/**
 * Keeps up to `concurrency` requests in flight or unrecorded, taking turns between the lanes that have some waiting: so
 * a crash never makes more duplicates than that.
 */
export class Sender {
  inFlight = 0;
  private readonly turns = new Set<LocalLane>();
  /** Requests in flight to endpoints that are not known to answer at once. */
  private readonly slow = new Set<ClaimedDelivery>();

  constructor(private readonly config: SenderConfig) {}

  add(deliveries: readonly ClaimedDelivery[]): void {
    for (const delivery of deliveries) {
      const lane = this.config.lanes.get(delivery.webhook.id);
      lane.waiting.push(delivery);
      this.turns.add(lane);
    }
    this.pump();
  }

  /** Begins what may begin now; to be called when a request is over, and when some were recorded. */
  pump(): void {
    const { concurrency } = this.config;
    let passed = 0;
    let room = concurrency - this.inFlight - this.config.unrecorded();
    while (room > 0 && passed < this.turns.size) {
      const [lane] = this.turns;
      if (lane === undefined) return;
      this.turns.delete(lane);
      if (lane.waiting.length === 0) continue;
      this.turns.add(lane);
      if (!this.mayBegin(lane)) {
        passed += 1;
        continue;
      }
      passed = 0;
      const delivery = lane.begin();
      if (delivery !== undefined) this.begin(lane, delivery);
      room = concurrency - this.inFlight - this.config.unrecorded();
    }
  }

  /** An endpoint turned out to be slow: its requests in flight count as such from now on. */
  noteSlow(lane: LocalLane): void {
    for (const delivery of lane.underWay) this.slow.add(delivery);
  }

  private mayBegin(lane: LocalLane): boolean {
    const { concurrency } = this.config;
    if (!lane.isQuick && this.slow.size >= shareOfSlow(concurrency)) return false;
    return lane.canBegin(concurrency - this.inFlight);
  }

  private begin(lane: LocalLane, delivery: ClaimedDelivery): void {
    const leaseLeftMs = LEASE_MS - (performance.now() - delivery.claimedAtMs);
    if (leaseLeftMs < delivery.webhook.timeoutMs + LEASE_MARGIN_MS) {
      lane.forget(delivery);
      return this.config.onStale(delivery);
    }
    this.inFlight += 1;
    if (!lane.isQuick) this.slow.add(delivery);
    void this.config.send(delivery).then((attempt) => {
      this.inFlight -= 1;
      this.slow.delete(delivery);
      lane.end(delivery, { ok: attempt.ok, latencyMs: attempt.result.phases.totalMs });
      this.config.onSent(attempt);
      this.pump();
    });
  }
}
