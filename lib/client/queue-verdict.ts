import { formatDuration } from "./format-time";
import type { QueueSchedule, QueueStats, QueueWorkers } from "./queue";

export type QueueVerdict = {
  tone: "ok" | "info" | "warn" | "bad" | "paused";
  /** One word for how it goes. */
  word: "Idle" | "Flowing" | "Draining" | "Falling behind" | "Waiting" | "Stalled" | "Paused";
  /** The numbers behind the word, as a sentence. */
  text: string;
};

export type QueueFacts = {
  stats: Pick<QueueStats, "waiting" | "active" | "delayed" | "held" | "oldestWaitingMs" | "pausedBy">;
  workers: Pick<QueueWorkers, "alive" | "data">;
  schedule: Pick<QueueSchedule, "inPerSecond" | "outPerSecond" | "dueWithinMinute" | "nextAt">;
  nowMs: number;
};

/** What has waited for less is on its way. */
const WAITS_MS = 5_000;
const LATE_MS = 30_000;
const ESTIMATE_MAX_MS = 24 * 3_600_000;

/** @returns in one line how the queue does; the worst that is true comes first. */
export function queueVerdict({ stats, workers, schedule, nowMs }: QueueFacts): QueueVerdict {
  const { waiting, held, pausedBy, oldestWaitingMs } = stats;
  if (workers.alive === 0) return { tone: "bad", word: "Stalled", text: stalledText(workers, waiting) };
  if (pausedBy !== null) return { tone: "paused", word: "Paused", text: pausedText(held) };
  if (waiting === 0) return quietVerdict({ stats, workers, schedule, nowMs });

  const { out, into } = ratesOf(schedule);
  const rates = `${formatPerSecond(into)} in, ${formatPerSecond(out)} out`;
  const oldest = `The oldest has been due for ${formatDuration(oldestWaitingMs ?? 0)}.`;
  if ((oldestWaitingMs ?? 0) < WAITS_MS) return { tone: "ok", word: "Flowing", text: `${rates}.` };
  if (schedule.outPerSecond === 0 && (oldestWaitingMs ?? 0) >= LATE_MS)
    return {
      tone: "warn",
      word: "Waiting",
      text: `Nothing was sent in the last minute. A rate limit or an endpoint that does not answer may hold it back. ${oldest}`,
    };
  const drainMs = drainEstimateMs(waiting, schedule);
  if (drainMs !== null)
    return { tone: "info", word: "Draining", text: `${rates}, empty in about ${formatDuration(drainMs)}.` };
  return { tone: "warn", word: "Falling behind", text: `${rates}. ${oldest}` };
}

/** @returns how long it takes until nothing is due, as things go now; null when that is never or not foreseeable. */
export function drainEstimateMs(waiting: number, schedule: QueueFacts["schedule"]): number | null {
  const { out, into } = ratesOf(schedule);
  if (waiting === 0 || out <= into) return null;
  const ms = Math.max(1_000, Math.round(waiting / (out - into)) * 1_000);
  return ms > ESTIMATE_MAX_MS ? null : ms > 120_000 ? Math.round(ms / 60_000) * 60_000 : ms;
}

/** @returns such as "40/s", "0.4/s", "3/min". */
export function formatPerSecond(rate: number): string {
  if (rate === 0) return "0/s";
  if (rate >= 10) return `${Math.round(rate).toLocaleString("en-GB")}/s`;
  if (rate >= 0.1) return `${Number(rate.toFixed(1))}/s`;
  const perMinute = rate * 60;
  return perMinute < 1 ? "under 1/min" : `${Math.round(perMinute)}/min`;
}

/** What comes in is what is new, and the retries that fall due. */
function ratesOf({ inPerSecond, outPerSecond, dueWithinMinute }: QueueFacts["schedule"]) {
  return { out: outPerSecond, into: inPerSecond + dueWithinMinute / 60 };
}

function stalledText({ data }: QueueFacts["workers"], waiting: number): string {
  const silentMs = Math.min(...data.map((worker) => worker.silentMs));
  const since = Number.isFinite(silentMs)
    ? `no worker for ${formatDuration(roundDown(silentMs))}`
    : "no worker is running";
  const what = waiting === 0 ? "Nothing waits yet." : "Nothing is sent until one starts.";
  return `${since}. Events are accepted and kept. ${what}`;
}

function pausedText(held: number): string {
  return held === 0
    ? "Nothing waits yet. Events are accepted, and their deliveries are held."
    : `${held.toLocaleString("en-GB")} held. Events are accepted, and their deliveries are held.`;
}

function quietVerdict({ stats: { active, delayed }, schedule: { nextAt }, nowMs }: QueueFacts): QueueVerdict {
  if (active > 0)
    return { tone: "ok", word: "Flowing", text: `nothing waits, ${active.toLocaleString("en-GB")} in flight.` };
  const next =
    nextAt === null ? "" : `, the next in ${formatDuration(roundDown(Math.max(1_000, Date.parse(nextAt) - nowMs)))}`;
  const retries = delayed === 1 ? "1 retry is to come" : `${delayed.toLocaleString("en-GB")} retries are to come`;
  return { tone: "ok", word: "Idle", text: delayed === 0 ? "nothing waits." : `nothing is due. ${retries}${next}.` };
}

function roundDown(ms: number): number {
  return ms > 120_000 ? Math.floor(ms / 60_000) * 60_000 : Math.floor(ms / 1_000) * 1_000;
}
