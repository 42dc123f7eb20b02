import type { Database, Sql } from "@/lib/platform/db";
import type { AttemptTrigger, ClaimedDelivery, ClaimedWebhook } from "./claimed-delivery";
import { bytesOf, type ClaimedRow, claimedDeliveryOf, type LaneRow, laneStateOf, webhookOf } from "./claim-rows";
import { CLAIM_DELIVERIES, CREATE_LANES, LOCK_LANES, UPDATE_LANES } from "./claim-statements";
import type { LaneReport, LaneState } from "./lane/lane-state";
import { type ClaimPlan, planClaim, settleClaim } from "./lane/plan-claim";

export type LaneRequest = { webhookId: string; report: LaneReport; room: number };

/** What a claim did for one lane. `busy`: another worker was claiming for it, so nothing was decided. */
export type LaneOutcome =
  | { outcome: "busy"; webhookId: string }
  | { outcome: "unknown"; webhookId: string }
  | { outcome: "held"; webhookId: string }
  | { outcome: "ended"; webhookId: string; why: "disabled" | "deleted" }
  | {
      outcome: "claimed";
      webhookId: string;
      claimed: number;
      /** More may be due: as many were there as were asked for. */
      isFull: boolean;
      isBreakerOpen: boolean;
      hasFailures: boolean;
      againAtMs: number | null;
    };

export type Unsendable = { deliveryId: string; trigger: AttemptTrigger; lease: number };

export type Claim = {
  nowMs: number | null;
  lanes: LaneOutcome[];
  deliveries: ClaimedDelivery[];
  unsendable: Unsendable[];
};

export type ClaimConfig = { database: Database; workerId: string; defaultRateLimit: number };

type PlannedLane = { row: LaneRow; plan: ClaimPlan; webhook: ClaimedWebhook };

/**
 * Claims due deliveries of up to 50 webhooks in one short transaction: locks their lanes, lets the kernel decide how
 * many each may have, takes that many, and pays for them.
 */
export function claimLanes(config: ClaimConfig, requests: readonly LaneRequest[], lease: number): Promise<Claim> {
  return config.database.transaction(async (sql, atEnd) => {
    const rows = await lockLanes(
      sql,
      requests.map(({ webhookId }) => webhookId),
    );
    const rowOf = new Map(rows.locked.map((row) => [row.webhook_id, row]));
    const lanes: LaneOutcome[] = [];
    const planned: PlannedLane[] = [];
    for (const { webhookId, report, room } of requests) {
      const row = rowOf.get(webhookId);
      if (row === undefined) lanes.push({ outcome: rows.unknown.has(webhookId) ? "unknown" : "busy", webhookId });
      else if (row.status === "paused") lanes.push({ outcome: "held", webhookId });
      else if (row.status !== "active") lanes.push({ outcome: "ended", webhookId, why: row.status });
      else {
        const rateLimit = row.rate_limit ?? config.defaultRateLimit;
        const plan = planClaim(laneStateOf(row), { report, rateLimit, room, nowMs: row.now_ms });
        planned.push({ row, plan, webhook: webhookOf(row) });
      }
    }
    const { deliveries, unsendable, countOf } = await takeDeliveries(sql, config.workerId, planned, lease);
    const settled: { webhookId: string; lane: LaneState }[] = [];
    for (const { row, plan } of planned) {
      const webhookId = row.webhook_id;
      const claimed = countOf.get(webhookId) ?? 0;
      const { lane, againAtMs } = settleClaim(plan, claimed, row.now_ms);
      settled.push({ webhookId, lane });
      const isFull = claimed === plan.slots;
      const isBreakerOpen = lane.breaker !== "closed";
      const hasFailures = lane.consecutiveFailures > 0;
      lanes.push({ outcome: "claimed", webhookId, claimed, isFull, isBreakerOpen, hasFailures, againAtMs });
    }
    if (settled.length > 0) atEnd(UPDATE_LANES, columnsOfLanes(settled));
    return { nowMs: rows.locked[0]?.now_ms ?? null, lanes, deliveries, unsendable };
  });
}

async function lockLanes(sql: Sql, webhookIds: string[]): Promise<{ locked: LaneRow[]; unknown: Set<string> }> {
  const locked = await sql<LaneRow>(LOCK_LANES, [webhookIds]);
  if (locked.length === webhookIds.length) return { locked, unknown: new Set() };
  const found = new Set(locked.map((row) => row.webhook_id));
  const missing = webhookIds.filter((id) => !found.has(id));
  const existing = await sql<{ webhook_id: string }>(
    "SELECT webhook_id FROM lanes WHERE webhook_id = ANY($1::text[])",
    [missing],
  );
  const isBusy = new Set(existing.map((row) => row.webhook_id));
  const absent = missing.filter((id) => !isBusy.has(id));
  if (absent.length === 0) return { locked, unknown: new Set() };
  const created = await sql<{ webhook_id: string }>(CREATE_LANES, [absent]);
  const fresh = await sql<LaneRow>(LOCK_LANES, [created.map((row) => row.webhook_id)]);
  const isKnown = new Set(created.map((row) => row.webhook_id));
  const unknown = new Set(absent.filter((id) => !isKnown.has(id)));
  return { locked: [...locked, ...fresh], unknown };
}

async function takeDeliveries(sql: Sql, workerId: string, planned: readonly PlannedLane[], lease: number) {
  const open = planned.filter(({ plan }) => plan.slots > 0);
  const laneOf = new Map(planned.map((lane) => [lane.row.webhook_id, lane]));
  const rows =
    open.length === 0
      ? []
      : await sql<ClaimedRow>(CLAIM_DELIVERIES, [
          lease,
          workerId,
          open.map(({ row }) => row.webhook_id),
          open.map(({ plan }) => plan.slots),
        ]);
  const claimedAtMs = performance.now();
  const deliveries: ClaimedDelivery[] = [];
  const unsendable: Unsendable[] = [];
  const countOf = new Map<string, number>();
  const bodies = bytesOf(rows);
  for (const [index, row] of rows.entries()) {
    const lane = laneOf.get(row.webhook_id);
    if (lane === undefined) continue;
    countOf.set(row.webhook_id, (countOf.get(row.webhook_id) ?? 0) + 1);
    const { isProbe } = lane.plan;
    const claim = { lease, claimedAtMs, webhook: lane.webhook, isProbe };
    const delivery = claimedDeliveryOf(row, bodies[index] ?? null, claim);
    if (delivery === null) unsendable.push({ deliveryId: row.delivery_id, trigger: row.trigger, lease });
    else deliveries.push(delivery);
  }
  deliveries.sort((a, b) => a.plannedForMs - b.plannedForMs);
  return { deliveries, unsendable, countOf };
}

function columnsOfLanes(lanes: readonly { webhookId: string; lane: LaneState }[]): unknown[] {
  const states = lanes.map(({ lane }) => lane);
  return [
    lanes.map(({ webhookId }) => webhookId),
    states.map(({ tokens }) => tokens),
    states.map(({ refilledAtMs }) => refilledAtMs),
    states.map(({ breaker }) => breaker),
    states.map(({ consecutiveFailures }) => consecutiveFailures),
    states.map(({ openings }) => openings),
    states.map(({ probeAtMs }) => probeAtMs),
    states.map(({ rampRate }) => rampRate),
    states.map(({ rampStepAtMs }) => rampStepAtMs),
  ];
}
