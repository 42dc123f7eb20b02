import type { ClaimedDelivery } from "./claimed-delivery";
import { ReportBook } from "./lane/report";
import { inFlightLimit, isOccupying, nextWindow, windowStart } from "./lane/window";

const AHEAD_MS = 100;
const SUSPICIOUS_AGE_MS = 2_000;

/** What one worker holds and knows of one webhook: claimed deliveries, requests in flight, how quickly it answers. */
export class LocalLane {
  readonly book = new ReportBook();
  /** Claimed and not begun, in order. */
  readonly waiting: ClaimedDelivery[] = [];
  /** When each request in flight began, oldest first. */
  private readonly begun = new Map<ClaimedDelivery, number>();
  /** More may be due than was claimed: look again as soon as there is room. */
  isHungry = false;
  /** Its row counts failures that a success, once handed in, takes back. */
  hasFailures = false;
  /** It was heard from, answered at once, and no request to it is overdue. */
  isQuick = false;
  lastUsedMs = performance.now();
  private window: number;
  private latencyMs: number | null = null;
  private shrunkAtMs = 0;

  constructor(
    readonly webhookId: string,
    private readonly concurrency: number,
  ) {
    this.window = windowStart(concurrency);
  }

  get inFlight(): number {
    return this.begun.size;
  }

  get underWay(): Iterable<ClaimedDelivery> {
    return this.begun.keys();
  }

  get held(): number {
    return this.waiting.length + this.begun.size;
  }

  /** What it may hold: its window, and what it is expected to send within a tenth of a second. */
  get target(): number {
    const window = Math.floor(this.window);
    if (this.latencyMs === null) return window;
    const ahead = (window * AHEAD_MS) / Math.max(this.latencyMs, 1);
    return window + Math.min(Math.floor(ahead), 2 * this.concurrency);
  }

  canBegin(freeSlots: number): boolean {
    return this.waiting.length > 0 && this.inFlight < inFlightLimit(this.window, freeSlots);
  }

  begin(): ClaimedDelivery | undefined {
    const delivery = this.waiting.shift();
    if (delivery !== undefined) this.begun.set(delivery, performance.now());
    return delivery;
  }

  /** Takes in that a request is over; the answer widens or narrows the window. */
  end(delivery: ClaimedDelivery, answer: { ok: boolean; latencyMs: number }): void {
    const { concurrency } = this;
    this.window = nextWindow(this.window, { ...answer, inFlight: this.inFlight, concurrency });
    this.latencyMs = this.latencyMs === null ? answer.latencyMs : this.latencyMs * 0.9 + answer.latencyMs * 0.1;
    this.begun.delete(delivery);
    this.isQuick = !isOccupying(answer.latencyMs);
    this.lastUsedMs = performance.now();
  }

  /** Takes back a begin that came to nothing. */
  forget(delivery: ClaimedDelivery): void {
    this.begun.delete(delivery);
  }

  /**
   * An endpoint that hangs is not waited for until its time limit: while its oldest request is without an answer for
   * 2 s, its window is halved every 2 s.
   * @returns what was claimed ahead for it and should go back.
   */
  slowDown(nowMs: number): ClaimedDelivery[] {
    const [oldestMs] = this.begun.values();
    if (oldestMs !== undefined && isOccupying(nowMs - oldestMs)) this.isQuick = false;
    if (oldestMs === undefined || nowMs - oldestMs < SUSPICIOUS_AGE_MS) return [];
    if (nowMs - this.shrunkAtMs >= SUSPICIOUS_AGE_MS) {
      this.window = Math.max(1, this.window / 2);
      this.shrunkAtMs = nowMs;
      this.latencyMs = Math.max(this.latencyMs ?? 0, nowMs - oldestMs);
    }
    if (this.inFlight < this.window) return [];
    return this.waiting.splice(0);
  }

  get isIdle(): boolean {
    return this.held === 0 && !this.isHungry && this.book.isEmpty;
  }
}
