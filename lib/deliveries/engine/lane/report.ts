import { CONSECUTIVE_FAILURES_MAX } from "./breaker";
import { EMPTY_REPORT, type LaneReport } from "./lane-state";

const LATEST = 20;

/** @returns both reports as one, the later one second. */
export function mergeReports(earlier: LaneReport, later: LaneReport): LaneReport {
  return {
    successes: earlier.successes + later.successes,
    failures: earlier.failures + later.failures,
    failuresAtEnd: later.successes > 0 ? later.failuresAtEnd : earlier.failuresAtEnd + later.failuresAtEnd,
    mostlyFailing: earlier.mostlyFailing || later.mostlyFailing,
    probe: later.probe ?? earlier.probe,
    restMs: Math.max(earlier.restMs, later.restMs),
  };
}

/** How one attempt speaks of its endpoint. */
export type Answer = { ok: boolean; isProbe: boolean; restMs: number };

/**
 * Keeps a worker's report about one endpoint, and the latest answers behind it.
 * The rate of failures is only judged over twenty answers, so that two bad ones out of three open nothing.
 */
export class ReportBook {
  private current: LaneReport = EMPTY_REPORT;
  private latest: boolean[] = [];

  get isEmpty(): boolean {
    return this.current === EMPTY_REPORT;
  }

  /** The latest answers open the breaker as soon as they are handed in: until then nothing more should be sent. */
  get opensBreaker(): boolean {
    const failuresAtEnd = this.latest.length - 1 - this.latest.lastIndexOf(true);
    return failuresAtEnd >= CONSECUTIVE_FAILURES_MAX;
  }

  add({ ok, isProbe, restMs }: Answer): void {
    this.latest.push(ok);
    if (this.latest.length > LATEST) this.latest.shift();
    const failed = this.latest.filter((isOk) => !isOk).length;
    this.current = mergeReports(this.current, {
      successes: ok ? 1 : 0,
      failures: ok ? 0 : 1,
      failuresAtEnd: ok ? 0 : 1,
      mostlyFailing: !ok && this.latest.length === LATEST && failed >= LATEST / 2,
      probe: isProbe ? (ok ? "ok" : "failed") : null,
      restMs,
    });
  }

  /** Takes the report out, to be handed in with a claim. */
  take(): LaneReport {
    const report = this.current;
    this.current = EMPTY_REPORT;
    return report;
  }

  /** Puts a report back that could not be handed in. */
  restore(report: LaneReport): void {
    if (report !== EMPTY_REPORT) this.current = this.isEmpty ? report : mergeReports(report, this.current);
  }

  /** The breaker opened: what was answered before says nothing about the endpoint after its probe. */
  forgetLatest(): void {
    this.latest = [];
  }
}
