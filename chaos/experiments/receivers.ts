import { setTimeout as sleep } from "node:timers/promises";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { Answer, ReceivedLine } from "@/rig/load/receiver";
import type { System } from "@/rig/system";
import { atLeast, atMost, exactly } from "../verdict";

const SCHEDULE_MS = [2_000, 4_000, 3_000, 5_000];
const JITTER = 0.2;
const DAY_MS = 86_400_000;
/** Webhooks of each kind: jitter shows in numbers only. */
const EACH = 10;
/** From the end of an attempt to its row: the next one is planned from there. */
const SLACK_MS = 3_000;
/** From the due time of an attempt to its request. */
const LATE_MS_MAX = 5_000;
/** Times in rows are whole milliseconds, and the worker's idea of the database's clock is not exact. */
const ROUNDING_MS = 50;
const METADATA = "http://169.254.169.254/latest/meta-data/";

type Kind = {
  name: string;
  behaviour: (system: System) => readonly Answer[];
  status: "delivered" | "failed" | "retrying";
  cause: string | null;
  attempts: number;
  /** What is waited after the first answer, when it is not the schedule's first step. */
  waitMs?: { min: number; max: number };
};

type AttemptRow = {
  webhook_id: string;
  number: number;
  cause: string | null;
  /** Since the Unix epoch: when it ended, and for when it had been planned. */
  ended_ms: number;
  planned_ms: number;
};

type StateRow = {
  webhook_id: string;
  status: string;
  last_cause: string | null;
  attempt_count: number;
  next_ms: number | null;
};

type Wait = { isRight: boolean; share: number | null };

const OK: Answer = { status: 200 };
const FAIL: Answer = { status: 500 };
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);
const later = (minMs: number) => ({ min: minMs, max: minMs + SLACK_MS });
/** Read by the receiver up to 3 s before it answers, and cut to whole seconds. */
const WHEN_THE_DATE_COMES = { min: 8_000, max: 12_000 + SLACK_MS };
const A_DAY = later(DAY_MS);

/** The two older forms of a date that RFC 9110 lets a receiver use. */
function olderForms(date: Date): { rfc850: string; asctime: string } {
  const [day = "", dayOfMonth = "", month = "", year = "", time = ""] = date.toUTCString().replace(",", "").split(" ");
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(date);
  return {
    rfc850: `${weekday}, ${dayOfMonth}-${month}-${year.slice(2)} ${time} GMT`,
    asctime: `${day} ${month} ${dayOfMonth.replace(/^0/, " ")} ${time} ${year}`,
  };
}

function throttled(name: string, value: () => string, waitMs?: Kind["waitMs"], status = 429): Kind {
  const isKept = waitMs === A_DAY;
  return {
    name: `retry-after-${name}`,
    behaviour: () => [{ status, headers: { "retry-after": value() } }, OK],
    status: isKept ? "retrying" : "delivered",
    cause: isKept ? "rate_limited" : null,
    attempts: isKept ? 1 : 2,
    waitMs,
  };
}

const redirected = (status: number, location: (system: System) => string): Kind => ({
  name: `redirect-${status}`,
  behaviour: (system) => [{ status, headers: { location: location(system) } }],
  status: "failed",
  cause: "redirect",
  attempts: SCHEDULE_MS.length + 1,
});
// Whoever followed one of these would be seen there.
const followable = (system: System) => `${system.receiver.url}/target`;

const KINDS: readonly Kind[] = [
  { name: "500-for-ever", behaviour: () => [FAIL], status: "failed", cause: "server_error", attempts: 5 },
  { name: "third-time", behaviour: () => [FAIL, FAIL, FAIL, OK], status: "delivered", cause: null, attempts: 4 },
  { name: "gone", behaviour: () => [{ status: 410 }], status: "failed", cause: "gone", attempts: 1 },
  throttled("seconds", () => "7", later(7_000)),
  throttled("seconds-of-503", () => "7", later(7_000), 503),
  throttled("date", () => inSeconds(12).toUTCString(), WHEN_THE_DATE_COMES),
  throttled("date-of-rfc850", () => olderForms(inSeconds(12)).rfc850, WHEN_THE_DATE_COMES),
  throttled("date-of-asctime", () => olderForms(inSeconds(12)).asctime, WHEN_THE_DATE_COMES),
  throttled("zero", () => "0"),
  throttled("negative", () => "-5"),
  throttled("past", () => new Date(0).toUTCString()),
  throttled("garbage", () => "soon; 99, \u00e4"),
  throttled("exponent", () => "1e9"),
  throttled("empty", () => ""),
  throttled("absurd", () => "9".repeat(400), A_DAY),
  throttled("year-9999", () => "Fri, 31 Dec 9999 23:59:59 GMT", A_DAY),
  redirected(301, () => METADATA),
  redirected(302, followable),
  redirected(303, followable),
  redirected(307, followable),
  redirected(308, followable),
];

export const receiverAnswers: Experiment = {
  name: "receiver-answers",
  fault:
    "Receivers that answer 500 for ever; fail three times; 410; redirect to the metadata address and to one that counts; 429 and 503 with each kind of Retry-After (10 webhooks of each of 21 kinds).",
  promise: "Attempts, times and states as promised, no redirect followed, no request after the last one.",
  backends: BOTH,
  async run({ open, say }) {
    const system = await open();
    const kindOf = new Map<string, Kind>();
    await system.receiver.set("/target", { secrets: [] });
    for (const kind of KINDS)
      for (let index = 0; index < EACH; index += 1) {
        const path = `/${kind.name}/${index}`;
        const { id } = await system.subscribe(path, { input: { retryScheduleMs: SCHEDULE_MS } });
        kindOf.set(id, kind);
      }
    // Dates are made when it begins: there are many webhooks to be made before.
    for (const { id, path, secrets } of system.subscriptions)
      await system.receiver.set(path, { secrets, behaviour: kindOf.get(id)?.behaviour(system) });
    await system.producer().produce({ count: 1 });
    await system.until(
      "every delivery is over but those told to wait a day",
      async () =>
        (await system.count("SELECT count(*)::int FROM deliveries WHERE status IN ('pending', 'retrying')")) ===
        EACH * KINDS.filter(({ status }) => status === "retrying").length,
      90_000,
    );
    const attempts = await system.sql<AttemptRow>(ATTEMPTS);
    const states = await system.sql<StateRow>(STATES);
    say(`${attempts.length} attempts of ${states.length} deliveries`);
    // Nothing may come any more: as long as the longest step and its jitter.
    await sleep(Math.max(...SCHEDULE_MS) * (1 + JITTER) + LATE_MS_MAX);
    const disabled = await system.count("SELECT count(*)::int FROM webhooks WHERE status = 'disabled'");
    const lines = await system.receiver.read();
    const waits = [...waitsBetween(attempts, kindOf), ...waitsToCome(states, attempts, kindOf)];
    const gaps = gapsOf(lines, attempts, system);
    for (const { id } of await system.sql<{ id: string }>("SELECT id FROM deliveries WHERE status = 'retrying'"))
      await system.call("POST", `/api/deliveries/${id}/cancel`);
    const wrong = states.filter(({ webhook_id: id, status, last_cause: cause, attempt_count: count }) => {
      const kind = kindOf.get(id);
      const isRight = status === kind?.status && cause === kind.cause && count === kind.attempts;
      if (!isRight) say(`! ${kind?.name}: ${status}, ${cause}, ${count} attempts`);
      return !isRight;
    });
    const expected = [...kindOf.values()].reduce((sum, { attempts: count }) => sum + count, 0);
    const jitters = waits.flatMap(({ share }) => (share === null ? [] : [share]));
    return {
      verdict: await check(system, {
        duplicatesMax: 0,
        isExplained: ({ status, webhook_id: id }) =>
          status === "failed" ? kindOf.get(id)?.status === "failed" : status === "cancelled",
      }),
      figures: [
        exactly("deliveries in another state, with another cause or number of attempts", wrong.length, 0, ""),
        exactly("requests", lines.length, expected, ""),
        exactly("attempts written down", attempts.length, expected, ""),
        exactly("requests at a redirect's target", lines.filter(({ path }) => path === "/target").length, 0, ""),
        exactly("webhooks disabled by 410", disabled, EACH, ""),
        exactly("attempts planned too early or too late", waits.filter(({ isRight }) => !isRight).length, 0, ""),
        atMost("shortest planned delay", Math.min(...jitters), 1 - JITTER / 2, "steps"),
        atLeast("longest planned delay", Math.max(...jitters), 1 + JITTER / 2, "steps"),
        exactly("requests before their time, by the receiver's clock", gaps.early, 0, ""),
        atMost("latest request after its time", gaps.latestMs, LATE_MS_MAX, "ms"),
      ],
    };
  },
};

const ATTEMPTS = `SELECT webhook_id, number, cause, (extract(epoch FROM started_at) * 1000)::float8 + total_ms AS ended_ms,
  (extract(epoch FROM started_at) * 1000)::float8 - (phases::jsonb->>'queueWaitMs')::float8 AS planned_ms
  FROM attempts ORDER BY webhook_id, number`;

const STATES = `SELECT webhook_id, status, last_cause, attempt_count,
  (extract(epoch FROM next_attempt_at) * 1000)::float8 AS next_ms FROM deliveries`;

/** @returns whether a wait that was planned after an attempt is the promised one, and how long it is in steps of the schedule. */
function judge(kind: Kind | undefined, number: number, waitMs: number): Wait {
  const stepMs = SCHEDULE_MS[number - 1] ?? Number.NaN;
  const asked = number === 1 ? kind?.waitMs : undefined;
  const { min, max } = asked ?? { min: stepMs * (1 - JITTER), max: stepMs * (1 + JITTER) + SLACK_MS };
  return { isRight: waitMs >= min - ROUNDING_MS && waitMs <= max, share: asked === undefined ? waitMs / stepMs : null };
}

function waitsBetween(attempts: readonly AttemptRow[], kindOf: ReadonlyMap<string, Kind>): Wait[] {
  return attempts.flatMap((attempt, index) => {
    const next = attempts[index + 1];
    if (next?.webhook_id !== attempt.webhook_id) return [];
    return [judge(kindOf.get(attempt.webhook_id), attempt.number, next.planned_ms - attempt.ended_ms)];
  });
}

function waitsToCome(
  states: readonly StateRow[],
  attempts: readonly AttemptRow[],
  kindOf: ReadonlyMap<string, Kind>,
): Wait[] {
  const last = new Map(attempts.map((attempt) => [attempt.webhook_id, attempt]));
  return states.flatMap(({ webhook_id: id, next_ms: nextMs }) => {
    const attempt = last.get(id);
    if (nextMs === null || attempt === undefined) return [];
    return [judge(kindOf.get(id), attempt.number, nextMs - attempt.ended_ms)];
  });
}

/** The receiver's book against the plan: requests before their time, and how long after it the latest one came. */
function gapsOf(lines: readonly ReceivedLine[], attempts: readonly AttemptRow[], system: System) {
  const pathOf = new Map(system.subscriptions.map(({ id, path }) => [id, path]));
  const plannedMs = new Map(
    attempts.map((attempt) => [`${pathOf.get(attempt.webhook_id)} ${attempt.number}`, attempt.planned_ms]),
  );
  const late = lines
    .filter(({ attempt }) => attempt > 1)
    .map(({ path, attempt, atMs }) => atMs - (plannedMs.get(`${path} ${attempt}`) ?? Number.NaN));
  return { early: late.filter((ms) => !(ms >= -ROUNDING_MS)).length, latestMs: Math.max(...late) };
}
