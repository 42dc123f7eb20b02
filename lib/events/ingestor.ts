import { AppError } from "@/lib/core/errors";
import { type Database, isDatabaseUnavailable, sqlStateOf } from "@/lib/platform/db";
import { acceptRequests, type RequestOutcome } from "./accept-requests";
import { announce, type Announcer } from "./announce";
import type { AcceptedEvent, IngestRequest } from "./ingest-types";

/** Accepts events for many callers at once. */
export type Ingestor = {
  /**
   * @returns what became of each event, once it is committed.
   * @throws AppError of a refused request; the database's error when it is not there.
   */
  submit(request: IngestRequest): Promise<AcceptedEvent[]>;
};

const FLUSH_EVENTS_MAX = 1_000;
const FLUSH_BYTES_MAX = 4 * 1024 * 1024;
const FLUSHES_MAX = 2;
const WAITING_BYTES_MAX = 256 * 1024 * 1024;
const NO_PARTITION = "23514";
/** Deadlock and failed serialisation: nothing was wrong with it. A migration that locks tables the other way round does that. */
const ROLLED_BACK = new Set(["40P01", "40001"]);
const TRIES_MAX = 3;

type Waiting = {
  request: IngestRequest;
  bytes: number;
  resolve(events: AcceptedEvent[]): void;
  reject(error: unknown): void;
};

/**
 * Group commit: requests that come while others are being written are written together, in one statement. An idle
 * ingestor writes at once, so that a lone request waits for nobody. A request that fails in company is tried again by itself.
 * @param options.flushed told the number of requests of each group, for tests.
 */
export function createIngestor(
  options: { database: Database; flushed?: (requests: number) => void } & Announcer,
): Ingestor {
  const { database } = options;
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let flushes = 0;

  function pump(): void {
    while (flushes < FLUSHES_MAX && waiting.length > 0) {
      const group = takeGroup(waiting);
      for (const { bytes } of group) waitingBytes -= bytes;
      flushes += 1;
      void flush(group).finally(() => {
        flushes -= 1;
        pump();
      });
    }
  }

  async function flush(group: Waiting[]): Promise<void> {
    options.flushed?.(group.length);
    try {
      settle(group, await accept(database, group));
    } catch (error) {
      // Only a definite failure may be tried again: after a cut connection nobody knows whether it was committed.
      if (group.length > 1 && !isDatabaseUnavailable(error)) for (const alone of group) await flush([alone]);
      else for (const { reject } of group) reject(error);
    }
  }

  function settle(group: Waiting[], outcomes: RequestOutcome[]): void {
    const created = outcomes.flatMap((outcome) => (outcome.outcome === "accepted" ? outcome.accepted.created : []));
    announce(options, created);
    group.forEach(({ request, resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome?.outcome !== "accepted") return reject(outcome?.error);
      if (outcome.accepted.created.length === 0) request.replayed?.();
      resolve(outcome.accepted.events);
    });
  }

  return {
    submit: (request) =>
      new Promise((resolve, reject) => {
        const bytes = request.events.reduce((sum, { dataText }) => sum + dataText.length, 0);
        if (waitingBytes + bytes > WAITING_BYTES_MAX) {
          reject(
            new AppError("unavailable", "Too many events are waiting to be written. Try again in a second.", {
              retryAfterSeconds: 1,
            }),
          );
          return;
        }
        waitingBytes += bytes;
        waiting.push({ request, bytes, resolve, reject });
        // The next turn of the event loop, so that requests read from several sockets in this one go together.
        setImmediate(pump);
      }),
  };
}

/** Takes the longest run of requests from the front that fits into one group; always at least one. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  let events = 0;
  let bytes = 0;
  let count = 0;
  for (const { request, bytes: more } of waiting) {
    events += request.events.length;
    bytes += more;
    if (count > 0 && (events > FLUSH_EVENTS_MAX || bytes > FLUSH_BYTES_MAX)) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

async function accept(database: Database, group: Waiting[], triesLeft = TRIES_MAX): Promise<RequestOutcome[]> {
  const requests = group.map(({ request }) => request);
  try {
    return await acceptRequests(database, requests, Date.now());
  } catch (error) {
    const state = sqlStateOf(error) ?? "";
    if (ROLLED_BACK.has(state) && triesLeft > 1) return accept(database, group, triesLeft - 1);
    if (state !== NO_PARTITION) throw error;
    // Partitions are made weeks ahead by the worker; one that was away for longer must not stop the ingest.
    await database.sql("SELECT ensure_partitions(now() - interval '1 day', now() + interval '7 days')");
    return acceptRequests(database, requests, Date.now());
  }
}
