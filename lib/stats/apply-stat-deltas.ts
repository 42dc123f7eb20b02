import { MINUTE_MS } from "@/lib/core/clock";
import { prepared, type Sql } from "@/lib/platform/db";
import { COUNTER_COLUMNS as names, COUNTERS } from "./counters";
import { histogramOf } from "./histogram";
import type { DeliveryCounters } from "./transition-deltas";

export type AttemptCounters = {
  firstAttempts: number;
  firstAttemptsOk: number;
  attempts: number;
  attemptsOk: number;
};

export type StatCounters = DeliveryCounters & AttemptCounters;

/** What one delivery or attempt adds to its webhook's counters. */
export type StatDelta = {
  webhookId: string;
  workspaceId: string;
  /** The project that the webhook is bound to. */
  projectId: string | null;
  /** Any instant of the minute: a delivery's creation, an attempt's start. */
  atMs: number;
  counters: Partial<StatCounters>;
  /** Of an attempt: how long it took, and what it was answered (a status, or "none"). */
  latencyMs?: number;
  code?: string;
  /** Of a failed attempt. */
  cause?: string | undefined;
};

// The project's array carries '' for null, which every driver can send.
const UPSERT = prepared(
  "add_stats",
  `
INSERT INTO webhook_stats AS s (webhook_id, resolution, at, workspace_id, project_id, ${names.join(", ")}, latency_sum_ms, latency, codes, causes)
SELECT u.webhook_id, 'minute', to_timestamp(u.at_ms / 1000), u.workspace_id, nullif(u.project_id, ''), ${names.map((name) => `u.${name}`).join(", ")},
  u.latency_sum_ms, u.latency::int[], u.codes::jsonb, u.causes::jsonb
FROM unnest($1::text[], $2::float8[], $3::text[], $4::text[], ${COUNTERS.map((_, index) => `$${index + 5}::int[]`).join(", ")},
  $15::float8[], $16::text[], $17::text[], $18::text[])
  AS u(webhook_id, at_ms, workspace_id, project_id, ${names.join(", ")}, latency_sum_ms, latency, codes, causes)
ON CONFLICT (webhook_id, resolution, at) DO UPDATE SET
  ${names.map((name) => `${name} = s.${name} + excluded.${name}`).join(", ")},
  latency_sum_ms = s.latency_sum_ms + excluded.latency_sum_ms,
  latency = add_counts(s.latency, excluded.latency),
  codes = add_tallies(s.codes, excluded.codes),
  causes = add_tallies(s.causes, excluded.causes)`,
);

/**
 * Adds to the counters, within the transaction of what is counted. One statement for any number of deltas; rows are
 * locked in the order of their key, so that two transactions never wait for each other.
 */
export async function applyStatDeltas(sql: Sql, deltas: readonly StatDelta[]): Promise<void> {
  for (const statement of statStatements(deltas)) await sql(...statement);
}

/** @returns the statement of {@link applyStatDeltas}, none without deltas. */
export function statStatements(deltas: readonly StatDelta[]): [text: string, values: unknown[]][] {
  const rows = [...groupByMinute(deltas).values()].sort(byKey);
  if (rows.length === 0) return [];
  const values = [
    rows.map((row) => row.webhookId),
    rows.map((row) => row.minuteMs),
    rows.map((row) => row.workspaceId),
    rows.map((row) => row.projectId ?? ""),
    ...COUNTERS.map((counter) => rows.map((row) => row.counters[counter])),
    rows.map((row) => row.latenciesMs.reduce((sum, ms) => sum + ms, 0)),
    rows.map((row) => `{${histogramOf(row.latenciesMs).join(",")}}`),
    rows.map((row) => JSON.stringify(Object.fromEntries(row.codes))),
    rows.map((row) => JSON.stringify(Object.fromEntries(row.causes))),
  ];
  return [[UPSERT, values]];
}

type Row = {
  webhookId: string;
  workspaceId: string;
  projectId: string | null;
  minuteMs: number;
  counters: StatCounters;
  latenciesMs: number[];
  codes: Map<string, number>;
  causes: Map<string, number>;
};

function groupByMinute(deltas: readonly StatDelta[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const delta of deltas) {
    const minuteMs = Math.floor(delta.atMs / MINUTE_MS) * MINUTE_MS;
    const key = `${delta.webhookId} ${minuteMs}`;
    const row = rows.get(key) ?? emptyRow(delta, minuteMs);
    rows.set(key, row);
    for (const counter in delta.counters) {
      const key = counter as keyof StatCounters;
      row.counters[key] += delta.counters[key] ?? 0;
    }
    const { latencyMs, code, cause } = delta;
    if (latencyMs !== undefined) row.latenciesMs.push(latencyMs);
    if (code !== undefined) row.codes.set(code, (row.codes.get(code) ?? 0) + 1);
    if (cause !== undefined) row.causes.set(cause, (row.causes.get(cause) ?? 0) + 1);
  }
  return rows;
}

function emptyRow({ webhookId, workspaceId, projectId }: StatDelta, minuteMs: number): Row {
  const counters = Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as StatCounters;
  return {
    webhookId,
    workspaceId,
    projectId,
    minuteMs,
    counters,
    latenciesMs: [],
    codes: new Map(),
    causes: new Map(),
  };
}

function byKey(a: Row, b: Row): number {
  if (a.webhookId !== b.webhookId) return a.webhookId < b.webhookId ? -1 : 1;
  return a.minuteMs - b.minuteMs;
}
