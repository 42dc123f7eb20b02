import type { Attempt } from "./attempt";
import type { ClaimedDelivery } from "./claimed-delivery";
import type { LaneTable } from "./lane-table";
import type { LocalLane } from "./local-lane";
import { LEASE_MARGIN_MS, LEASE_MS } from "./settings";

export type SenderConfig = {
  concurrency: number;
  lanes: LaneTable;
  send: (delivery: ClaimedDelivery) => Promise<Attempt>;
  onSent: (attempt: Attempt) => void;
  /** The lease of a claimed delivery would run out before its time limit: it goes back unsent. */
  onStale: (delivery: ClaimedDelivery) => void;
};

/** Keeps up to `concurrency` requests in flight, taking turns between the lanes that have some waiting. */
export class Sender {
  inFlight = 0;
  private readonly turns = new Set<LocalLane>();

  constructor(private readonly config: SenderConfig) {}

  add(deliveries: readonly ClaimedDelivery[]): void {
    for (const delivery of deliveries) {
      const lane = this.config.lanes.get(delivery.webhook.id);
      lane.waiting.push(delivery);
      this.turns.add(lane);
    }
    this.pump();
  }

  /** Begins what may begin now. A lane that may not is looked at again when one of its own requests, or any, is over. */
  private pump(): void {
    const { concurrency } = this.config;
    let passed = 0;
    while (this.inFlight < concurrency && passed < this.turns.size) {
      const [lane] = this.turns;
      if (lane === undefined) return;
      this.turns.delete(lane);
      if (lane.waiting.length === 0) continue;
      this.turns.add(lane);
      if (!lane.canBegin(concurrency - this.inFlight)) {
        passed += 1;
        continue;
      }
      passed = 0;
      const delivery = lane.begin();
      if (delivery !== undefined) this.begin(lane, delivery);
    }
  }

  private begin(lane: LocalLane, delivery: ClaimedDelivery): void {
    const leaseLeftMs = LEASE_MS - (performance.now() - delivery.claimedAtMs);
    if (leaseLeftMs < delivery.webhook.timeoutMs + LEASE_MARGIN_MS) {
      lane.forget(delivery);
      return this.config.onStale(delivery);
    }
    this.inFlight += 1;
    void this.config.send(delivery).then((attempt) => {
      this.inFlight -= 1;
      lane.end(delivery, { ok: attempt.ok, latencyMs: attempt.result.phases.totalMs });
      this.config.onSent(attempt);
      this.pump();
    });
  }
}
