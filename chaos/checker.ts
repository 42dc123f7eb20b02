import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "@/rig/statistics";
import type { LedgerLine } from "@/rig/load/producer";
import type { ReceivedLine } from "@/rig/load/receiver";
import type { System } from "@/rig/system";
import type { Verdict } from "./verdict";

export type CheckOptions = {
  /** Duplicates that the fault explains. */
  duplicatesMax: number;
  /** How long deliveries may take to settle after the fault is over. */
  settleMs?: number;
  /** Ends of deliveries that count as explained, besides `delivered`: for faults in which giving up is the promise. */
  isExplained?: (delivery: DeliveryState) => boolean;
};

export type DeliveryState = {
  event_id: string;
  webhook_id: string;
  status: string;
  last_cause: string | null;
};

// What is open without a plan will not settle either: it is found to be stuck.
const OPEN = "SELECT (EXISTS (SELECT FROM planned_attempts))::int";
const STATES = "SELECT event_id, webhook_id, status, last_cause FROM deliveries";
const STUCK = `SELECT
  (SELECT count(*) FROM deliveries d WHERE d.status IN ('pending', 'retrying')
    AND NOT EXISTS (SELECT FROM planned_attempts p WHERE p.delivery_id = d.id))
  + (SELECT count(*) FROM planned_attempts WHERE due_at < now() - interval '10 seconds')`;

/**
 * Waits until nothing is open any more and holds three books against each other: what the producers were promised,
 * what the receiver verified, and what the database says.
 */
export async function check(system: System, options: CheckOptions): Promise<Verdict> {
  await settle(system, options.settleMs ?? 60_000);
  const lines = await system.receiver.read();
  const states = await system.sql<DeliveryState>(STATES);
  const stuck = await system.count(STUCK);
  return compare({ system, lines, states, stuck, options });
}

async function settle(system: System, settleMs: number): Promise<void> {
  const deadlineMs = performance.now() + settleMs;
  while (performance.now() < deadlineMs) {
    // PostgreSQL may be on its way up.
    const open = await system.count(OPEN).catch(() => Number.NaN);
    if (open === 0) return;
    await sleep(100);
  }
}

function compare(books: {
  system: System;
  lines: readonly ReceivedLine[];
  states: readonly DeliveryState[];
  stuck: number;
  options: CheckOptions;
}): Verdict {
  const { system, lines, states, stuck, options } = books;
  const pathOf = new Map(system.subscriptions.map(({ id, path }) => [id, path]));
  const arrived = new Map<string, number>();
  for (const { path, id, status } of lines)
    if (status >= 200 && status < 300) arrived.set(`${path} ${id}`, (arrived.get(`${path} ${id}`) ?? 0) + 1);

  // Endpoints that keep no book, such as hostile ones, are judged by their experiment.
  const known = states.filter(({ webhook_id: id }) => pathOf.has(id));
  const stateOf = new Map(known.map((state) => [`${pathOf.get(state.webhook_id)} ${state.event_id}`, state]));
  let accepted = 0;
  let delivered = 0;
  const lost: string[] = [];
  for (const { eventId, paths } of promisesOf(system)) {
    for (const path of paths) {
      const key = `${path} ${eventId}`;
      const state = stateOf.get(key);
      accepted += 1;
      if (arrived.has(key) && state?.status === "delivered") delivered += 1;
      else if (state === undefined || options.isExplained?.(state) !== true)
        lost.push(
          `${key}: ${state?.status ?? "unknown"}, ${state?.last_cause ?? "no cause"}, ${arrived.has(key) ? "" : "not "}arrived`,
        );
    }
  }
  const duplicates = [...arrived.values()].reduce((sum, count) => sum + count - 1, 0);
  // A 2xx that came after the time limit is one that the receiver gave and the database rightly calls failed.
  const disagreements = [...stateOf].filter(
    ([key, { status }]) => (status === "delivered") !== arrived.has(key) && !(status === "failed" && arrived.has(key)),
  ).length;
  const ledgers = system.producers.flatMap(({ ledger }) => ledger);
  const taken = latencies(ledgers, lines).map(({ latencyMs }) => latencyMs);
  const median = quantile(taken, 0.5);
  return {
    accepted,
    delivered,
    lost: lost.length,
    examples: lost.slice(0, 3),
    duplicates,
    duplicatesMax: options.duplicatesMax,
    badSignatures: lines.filter(({ isSigned }) => !isSigned).length,
    stuck,
    phantoms: countPhantoms(system, lines),
    disagreements,
    latencyMs: { median, p99More: quantile(taken, 0.99) - median },
  };
}

/** What was accepted, and the paths each must reach. */
function promisesOf(system: System): { eventId: string; paths: string[] }[] {
  return system.producers.flatMap((producer) => {
    const paths = system.subscriptions.filter(({ tenant }) => tenant.key === producer.key).map(({ path }) => path);
    return producer.ledger.flatMap(({ eventId }) => (eventId === undefined ? [] : [{ eventId, paths }]));
  });
}

/** Requests for an event that was refused, or that nobody ever sent. One without a definite answer may have happened. */
function countPhantoms(system: System, lines: readonly ReceivedLine[]): number {
  const known = new Set<string>();
  const undecided = new Set<number>();
  for (const { ledger } of system.producers)
    for (const { eventId, outcome, n } of ledger) {
      if (eventId !== undefined) known.add(eventId);
      else if (outcome === "ambiguous") undecided.add(n);
    }
  return lines.filter(({ id, n }) => !known.has(id) && !undecided.has(n)).length;
}

/** How long accepted events took from the first call to their first arrival, in ms, in the order they were sent. */
export function latencies(
  ledger: readonly LedgerLine[],
  lines: readonly ReceivedLine[],
  path?: string,
): { sentAtMs: number; latencyMs: number }[] {
  const first = new Map<string, number>();
  for (const line of lines)
    if ((path === undefined || line.path === path) && line.status >= 200 && line.status < 300 && !first.has(line.id))
      first.set(line.id, line.atMs);
  return ledger.flatMap(({ eventId, sentAtMs }) => {
    const atMs = eventId === undefined ? undefined : first.get(eventId);
    return atMs === undefined ? [] : [{ sentAtMs, latencyMs: atMs - sentAtMs }];
  });
}
