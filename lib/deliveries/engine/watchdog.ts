import { WATCHDOG_MS } from "./settings";

/** What the sweeper saw: lanes with due deliveries, room in this worker, and when its claimer last came round. */
export type Sighting = { nowMs: number; dueLanes: number; room: number; lastRoundMs: number };

/**
 * Notices a worker that has stopped claiming although there is work and room: nothing else would, because the process
 * lives and answers. It speaks after 30 s without a round.
 */
export class Watchdog {
  private idleSinceMs: number | null = null;

  /** @returns whether the worker is stuck. */
  look({ nowMs, dueLanes, room, lastRoundMs }: Sighting): boolean {
    if (dueLanes === 0 || room <= 0) {
      this.idleSinceMs = null;
      return false;
    }
    this.idleSinceMs ??= nowMs;
    return nowMs - Math.max(this.idleSinceMs, lastRoundMs) >= WATCHDOG_MS;
  }
}
