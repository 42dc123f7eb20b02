import { MINUTE_MS } from "@/lib/core/clock";
import { LocalLane } from "./local-lane";

const FORGET_MS = 5 * MINUTE_MS;

/** The lanes of one worker, and which of them should be looked at. */
export class LaneTable {
  private readonly lanes = new Map<string, LocalLane>();
  /** First in, first out. A lane leaves it before its claim, so that a ring during the claim puts it back. */
  private readonly dirty = new Set<string>();
  private readonly timers = new Map<string, { timer: NodeJS.Timeout; atMs: number }>();

  constructor(
    private readonly concurrency: number,
    private readonly onDirty: () => void,
  ) {}

  get(webhookId: string): LocalLane {
    const known = this.lanes.get(webhookId);
    if (known !== undefined) return known;
    const lane = new LocalLane(webhookId, this.concurrency);
    this.lanes.set(webhookId, lane);
    return lane;
  }

  all(): Iterable<LocalLane> {
    return this.lanes.values();
  }

  /** Claimed for endpoints that are not known to answer at once. */
  get heldForSlow(): number {
    let held = 0;
    for (const lane of this.lanes.values()) if (!lane.isQuick) held += lane.held;
    return held;
  }

  mark(webhookId: string): void {
    this.dirty.add(webhookId);
    this.onDirty();
  }

  /** Marks every lane that more may be due of, and that has sent half of what it may hold. */
  markHungry(): void {
    for (const lane of this.lanes.values())
      if (lane.isHungry && lane.held <= lane.target / 2) this.mark(lane.webhookId);
  }

  /** Marks the lane after a while; of two wishes the earlier one counts. */
  markIn(webhookId: string, delayMs: number): void {
    const atMs = performance.now() + delayMs;
    const planned = this.timers.get(webhookId);
    if (planned !== undefined) {
      if (planned.atMs <= atMs) return;
      clearTimeout(planned.timer);
    }
    const fire = () => {
      this.timers.delete(webhookId);
      this.mark(webhookId);
    };
    this.timers.set(webhookId, { timer: setTimeout(fire, Math.max(1, delayMs)).unref(), atMs });
  }

  get dirtyCount(): number {
    return this.dirty.size;
  }

  /** Takes the longest waiting dirty lanes out. */
  takeDirty(countMax: number): LocalLane[] {
    const taken: LocalLane[] = [];
    for (const webhookId of this.dirty) {
      if (taken.length === countMax) break;
      this.dirty.delete(webhookId);
      taken.push(this.get(webhookId));
    }
    return taken;
  }

  /** Lets go of lanes that nothing happened on for a while. */
  forgetIdle(nowMs: number): void {
    for (const [webhookId, lane] of this.lanes)
      if (lane.isIdle && nowMs - lane.lastUsedMs > FORGET_MS) this.lanes.delete(webhookId);
  }

  close(): void {
    for (const { timer } of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.dirty.clear();
  }
}
