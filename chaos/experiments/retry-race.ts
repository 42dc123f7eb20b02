import { setTimeout as sleep } from "node:timers/promises";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { Behaviour, ReceivedLine } from "@/rig/load/receiver";
import type { System } from "@/rig/system";
import { atLeast, exactly } from "../verdict";

// A webhook gets few events, so that its breaker never opens: an open one would put the retry off.
const WEBHOOKS = 334;
const ROUNDS = 3;
/** Long, because its jitter spreads the races: 40 calls a second are no load. */
const STEP_MS = 20_000;
/** How far from the due time the manual retry is asked for, either way. */
const SPREAD_MS = 100;
/** A receiver that takes its time lets both attempts overlap. */
const ANSWER_MS = 500;
const SETTLED =
  "SELECT count(*)::int FROM planned_attempts WHERE trigger = 'manual' OR due_at < now() + interval '1 minute'";

type Row = {
  id: string;
  webhook_id: string;
  event_id: string;
  status: string;
  attempt_count: number;
  schedule_step: number;
  attempts: number;
  manual: number;
  scheduled: number;
  numbers: number;
  overlaps: boolean;
};

const ROWS = `SELECT d.id, d.webhook_id, d.event_id, d.status, d.attempt_count, d.schedule_step,
  count(a.id)::int AS attempts, (count(*) FILTER (WHERE a.trigger = 'manual'))::int AS manual,
  (count(*) FILTER (WHERE a.trigger = 'schedule'))::int AS scheduled,
  count(DISTINCT a.number)::int + max(a.number) AS numbers,
  EXISTS (SELECT FROM attempts m JOIN attempts s ON s.delivery_id = m.delivery_id AND s.trigger = 'schedule'
    AND s.started_at < m.started_at + m.total_ms * interval '1 ms' AND m.started_at < s.started_at + s.total_ms * interval '1 ms'
    WHERE m.delivery_id = d.id AND m.trigger = 'manual') AS overlaps
  FROM deliveries d JOIN attempts a ON a.delivery_id = d.id GROUP BY d.id`;

const FAIL = { status: 500, delayMs: ANSWER_MS };
/** Half of the receivers take the event at the second request, half never do. */
const behaviourOf = (index: number): Behaviour =>
  index % 2 === 0 ? [FAIL, { status: 200, delayMs: ANSWER_MS }] : [FAIL];

export const retryRace: Experiment = {
  name: "retry-race",
  fault: `A manual retry is asked for within ${SPREAD_MS} ms of the automatic one, 1,000 times, over two web processes and two workers; half of the receivers then answer 200, half go on with 500.`,
  promise: "No update is lost, at most one request more each.",
  backends: BOTH,
  async run({ open, say }) {
    const system = await open({ webs: 2, workers: 2, settings: { DATABASE_POOL_SIZE: "20" } });
    for (let index = 0; index < WEBHOOKS; index += 1)
      await system.subscribe(`/hook-${index}`, {
        behaviour: behaviourOf(index),
        input: { retryScheduleMs: [STEP_MS] },
      });
    const producer = system.producer();
    const refused: string[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      await producer.produce({ count: 1 });
      await raceAll(system, WEBHOOKS * round, refused);
      await system.until("the round is over", async () => (await system.count(SETTLED)) === 0);
      say(`round ${round} of ${ROUNDS}`);
    }
    const failing = new Set(system.subscriptions.flatMap(({ id }, index) => (index % 2 === 1 ? [id] : [])));
    const rows = await system.sql<Row>(ROWS);
    const lines = await system.receiver.read();
    const requests = requestsBy(system, lines);
    const wrongCount = rows.filter((row) => row.attempts !== requests.get(`${row.webhook_id} ${row.event_id}`));
    const [stats] = await system.sql<Record<"delivered" | "failed" | "attempts", number>>(
      "SELECT sum(delivered)::int AS delivered, sum(failed)::int AS failed, sum(attempts)::int AS attempts FROM webhook_stats",
    );
    const count = (isSo: (row: Row) => boolean) => rows.filter(isSo).length;
    return {
      verdict: await check(system, {
        duplicatesMax: WEBHOOKS * ROUNDS,
        isExplained: ({ status, webhook_id: id }) => status === "failed" && failing.has(id),
      }),
      figures: [
        exactly(
          "manual attempts",
          rows.reduce((sum, { manual }) => sum + manual, 0),
          WEBHOOKS * ROUNDS,
          "",
        ),
        exactly("manual retries refused", refused.length, 0, ""),
        atLeast(
          "races in which both requests were under way at once",
          count((row) => row.overlaps),
          50,
          "",
        ),
        exactly(
          "deliveries with more than one request more",
          count((row) => row.manual > 1 || row.scheduled > 2),
          0,
          "",
        ),
        exactly("deliveries whose attempts are not the receiver's requests", wrongCount.length, 0, ""),
        exactly(
          "deliveries that count another number of attempts",
          count((row) => row.attempt_count !== row.attempts),
          0,
          "",
        ),
        exactly(
          "deliveries with a number twice or missing",
          count((row) => row.numbers !== 2 * row.attempts),
          0,
          "",
        ),
        exactly(
          "deliveries with a step of the schedule lost",
          count((row) => row.schedule_step !== row.scheduled),
          0,
          "",
        ),
        exactly(
          "deliveries in another state",
          count((row) => row.status !== (failing.has(row.webhook_id) ? "failed" : "delivered")),
          0,
          "",
        ),
        exactly("delivered by the counts", stats?.delivered ?? 0, (WEBHOOKS * ROUNDS) / 2, ""),
        exactly("failed by the counts", stats?.failed ?? 0, (WEBHOOKS * ROUNDS) / 2, ""),
        exactly("attempts by the counts", stats?.attempts ?? 0, lines.length, ""),
      ],
    };
  },
};

/** Asks for a manual retry of every delivery that waits for its second attempt, around the time when that is due. */
async function raceAll(system: System, expected: number, refused: string[]): Promise<void> {
  const asked = new Set<string>();
  const calls: Promise<void>[] = [];
  const isBegun = async () =>
    (await system.count("SELECT count(*)::int FROM deliveries WHERE attempt_count > 0")) >= expected;
  for (let hasAll = false; !hasAll; await sleep(50)) {
    hasAll = await isBegun();
    const waiting = await system.sql<{ id: string; in_ms: number }>(
      `SELECT id, (extract(epoch FROM next_attempt_at - now()) * 1000)::float8 AS in_ms FROM deliveries
       WHERE status = 'retrying' AND attempt_count = 1`,
    );
    for (const { id, in_ms: inMs } of waiting)
      if (!asked.has(id)) {
        asked.add(id);
        const waitMs = inMs + SPREAD_MS * (2 * Math.random() - 1);
        calls.push(retryAfter(system, { id, waitMs, refused, web: asked.size }));
      }
  }
  await Promise.all(calls);
}

type Retry = { id: string; waitMs: number; refused: string[]; web: number };

async function retryAfter(system: System, { id, waitMs, refused, web }: Retry): Promise<void> {
  await sleep(Math.max(0, waitMs));
  const urls = system.webUrls();
  const response = await fetch(`${urls[web % urls.length]}/api/deliveries/${id}/retry`, {
    method: "POST",
    headers: { authorization: `Bearer ${system.tenants[0]?.key ?? ""}` },
  });
  await response.text();
  // A busy instance says when to come again; whoever asked does.
  if (response.status === 503) return retryAfter(system, { id, waitMs: 500, refused, web: web + 1 });
  if (response.status !== 202) refused.push(`${id}: ${response.status}`);
}

function requestsBy(system: System, lines: readonly ReceivedLine[]): Map<string, number> {
  const idOf = new Map(system.subscriptions.map(({ id, path }) => [path, id]));
  const counts = new Map<string, number>();
  for (const { path, id } of lines) {
    const key = `${idOf.get(path)} ${id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
