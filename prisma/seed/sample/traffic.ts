import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { EVENT_CATALOGUE } from "@/lib/event-types";
import type { IncomingEvent } from "@/lib/events";
import { CERTIFICATE_EXPIRED, FIRST_REFUSED, OUTAGE, type SampleProject, UNREACHABLE } from "./endpoints";
import { pick } from "./random";

/** Events a day of each type, by project. */
const PER_DAY: Record<SampleProject, Record<string, number>> = {
  Production: {
    "session.started": 14,
    "session.message": 7,
    "session.ended": 12,
    "project.created": 4,
    "project.updated": 7,
    "agent.status_changed": 6,
    "agent.connected": 9,
    "agent.disconnected": 8,
    "subscription.created": 2,
    "subscription.updated": 2,
    "subscription.cancelled": 0.5,
    "payment.succeeded": 5,
    "payment.failed": 0.7,
    "user.created": 6,
    "user.updated": 5,
    "user.deleted": 0.5,
  },
  Staging: {
    "project.created": 4,
    "project.deleted": 1,
    "session.started": 7,
    "recording.completed": 3,
    "recording.failed": 0.5,
    "storage.quota_warning": 0.3,
  },
  "Customer portal": { "user.created": 3, "user.updated": 2, "subscription.updated": 2 },
};

const DAYS = 30;
/** The beginning of the partitions and of what is kept is a little later than thirty days ago. */
const FIRST_AGO = DAYS * DAY_MS - HOUR_MS;
/** Storage became quiet: its endpoint is idle. */
const STORAGE_ENDED_AGO = 9 * DAY_MS;
const RENEWALS = 110;
/** What must have happened, at whatever hour the sample is made, so that each endpoint is in the state it stands for. */
const CERTAIN: { project: SampleProject; type: string; ago: number }[] = [
  { project: "Production", type: "session.message", ago: 6 * MINUTE_MS },
  { project: "Production", type: "user.created", ago: FIRST_REFUSED.rateLimited },
  { project: "Production", type: "project.updated", ago: FIRST_REFUSED.serverError },
  // An endpoint that nothing was sent to for a day is idle, and not disabled for failing.
  { project: "Production", type: "payment.succeeded", ago: 3 * HOUR_MS },
  // Five days of failures begin with one that is as old.
  { project: "Production", type: "payment.succeeded", ago: CERTIFICATE_EXPIRED - HOUR_MS },
  { project: "Staging", type: "project.created", ago: (UNREACHABLE.from + UNREACHABLE.to) / 2 },
];
/** So much of the traffic is left to the worker: what demo visitors see being delivered at their first look. */
const FRESH_AGO_MAX = 4 * SECOND_MS;

export type Traffic = { random: () => number; nowMs: number; projectIds: Record<SampleProject, string> };

/** @returns the events of the last thirty days in order: busy days, quiet nights, renewals in the midst of an outage. */
export function makeTraffic(traffic: Traffic): IncomingEvent[] {
  const events: IncomingEvent[] = [];
  for (const [project, types] of Object.entries(PER_DAY) as [SampleProject, Record<string, number>][]) {
    for (const [type, perDay] of Object.entries(types)) {
      for (let count = Math.round(perDay * DAYS); count > 0; count -= 1) {
        const agoMs = agoOf(traffic);
        if (type.startsWith("storage.") && agoMs < STORAGE_ENDED_AGO) continue;
        events.push(eventOf(traffic, project, type, agoMs));
      }
    }
  }
  for (let count = RENEWALS; count > 0; count -= 1) {
    const agoMs = OUTAGE.to + traffic.random() * (OUTAGE.from - OUTAGE.to);
    events.push(eventOf(traffic, "Production", "subscription.updated", agoMs));
  }
  for (const type of ["session.started", "session.ended", "subscription.created", "user.created", "agent.connected"])
    events.push(eventOf(traffic, "Production", type, traffic.random() * FRESH_AGO_MAX));
  for (const { project, type, ago } of CERTAIN) events.push(eventOf(traffic, project, type, ago));
  return events.toSorted((a, b) => (a.acceptedAtMs ?? 0) - (b.acceptedAtMs ?? 0));
}

/** A time at random, but rarely by night and less on weekends. */
function agoOf({ random, nowMs }: Traffic): number {
  for (;;) {
    const agoMs = 40 * SECOND_MS + random() * (FIRST_AGO - 40 * SECOND_MS);
    const at = new Date(nowMs - agoMs);
    const byHour = 0.55 + 0.45 * Math.sin(((at.getUTCHours() + at.getUTCMinutes() / 60 - 8) / 24) * 2 * Math.PI);
    const byDay = at.getUTCDay() === 0 || at.getUTCDay() === 6 ? 0.45 : 1;
    if (random() < byHour * byDay) return agoMs;
  }
}

function eventOf(traffic: Traffic, project: SampleProject, type: string, agoMs: number): IncomingEvent {
  const acceptedAtMs = Math.round(traffic.nowMs - agoMs);
  const data = dataOf(traffic.random, type, acceptedAtMs);
  return { type, projectId: traffic.projectIds[project], acceptedAtMs, dataText: JSON.stringify(data) };
}

const PEOPLE = [
  { name: "Emmy Noether", email: "emmy@example.com" },
  { name: "Alan Turing", email: "alan@example.com" },
  { name: "Marie Curie", email: "marie@example.com" },
  { name: "Srinivasa Ramanujan", email: "srinivasa@example.com" },
] as const;
const NAMES = ["Orrery", "Difference engine", "Cloud chamber", "Tide tables", "Star atlas", "Sundial"] as const;

/** The type's own example with other ids, names and times, so that its schema holds and no two are alike. */
function dataOf(random: () => number, type: string, atMs: number): unknown {
  const example = EVENT_CATALOGUE.find(({ name }) => name === type)?.example ?? {};
  const person = pick(random, PEOPLE);
  const isUser = type.startsWith("user.");
  return Object.fromEntries(
    Object.entries(example).map(([field, value]: [string, unknown]) => {
      if (typeof value === "string" && /^[a-z]+_\w+$/.test(value) && (field === "id" || field.endsWith("Id")))
        return [field, `${value.split("_")[0]}_${1_000 + Math.floor(random() * 9_000)}`];
      if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return [field, new Date(atMs).toISOString()];
      if (isUser && (field === "name" || field === "email")) return [field, person[field]];
      if (field === "name") return [field, pick(random, NAMES)];
      if (field === "amount") return [field, Math.round(900 + random() * 24_000) / 100];
      if (field === "durationMs") return [field, Math.round(60_000 + random() * 5_000_000)];
      return [field, value];
    }),
  );
}
