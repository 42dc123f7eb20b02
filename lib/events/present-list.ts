import type { Context } from "@/lib/access";
import { idFloor, idTimeMs } from "@/lib/core/ids";
import type { Page } from "@/lib/core/pagination";
import { sqlOf } from "@/lib/platform/db";
import { buildBody } from "./body";
import type { EventListItem, EventOutcomes } from "./schemas";

const PREVIEW_CHARACTERS = 160;
/** How much of a body holds a preview: what stands before data is shorter than the difference. */
export const PREVIEW_READ = PREVIEW_CHARACTERS + 240;

/** A row of the list as it is read: `head` is how its body begins. */
export type ListedRow = Omit<EventListItem, "occurredAt" | "createdAt" | "dataPreview" | "outcomes"> & {
  occurredAt: Date;
  createdAt: Date;
  head: string;
};

/** @returns a page of events as the API shows it, with what became of their deliveries: one query for all of them. */
export async function presentEvents(ctx: Context, page: Page<ListedRow>): Promise<Page<EventListItem>> {
  const outcomes = await readOutcomes(
    ctx,
    page.data.map(({ id }) => id),
  );
  const data = page.data.map(({ head, ...row }) => {
    const occurredAt = row.occurredAt.toISOString();
    return {
      ...row,
      occurredAt,
      createdAt: row.createdAt.toISOString(),
      dataPreview: previewOf(head, { ...row, occurredAt }),
      outcomes: outcomes.get(row.id) ?? NONE,
    };
  });
  return { ...page, data };
}

function previewOf(head: string, { id, type, occurredAt }: { id: string; type: string; occurredAt: string }): string {
  const before = buildBody({ id, type, timestamp: occurredAt, dataText: "" }).length - 1;
  const whole = Array.from(head).length < PREVIEW_READ;
  const text = whole ? head.slice(before, -1) : head.slice(before);
  return Array.from(text).slice(0, PREVIEW_CHARACTERS).join("");
}

const NONE: EventOutcomes = { delivered: 0, failed: 0, cancelled: 0, inProgress: 0 };

async function readOutcomes(ctx: Context, ids: readonly string[]): Promise<Map<string, EventOutcomes>> {
  if (ids.length === 0) return new Map();
  // Deliveries are made after their event: partitions of before need not be asked.
  const since = idFloor("delivery", Math.min(...ids.map(idTimeMs)));
  const rows = await sqlOf(ctx.db)<EventOutcomes & { eventId: string }>(OUTCOMES, [ctx.workspace.id, ids, since]);
  return new Map(rows.map(({ eventId, ...outcomes }) => [eventId, outcomes]));
}

// What failed or was cancelled and is planned again by hand is in progress.
const OUTCOMES = `
  SELECT event_id AS "eventId",
    (count(*) FILTER (WHERE state = 'delivered'))::int AS delivered,
    (count(*) FILTER (WHERE state = 'failed'))::int AS failed,
    (count(*) FILTER (WHERE state = 'cancelled'))::int AS cancelled,
    (count(*) FILTER (WHERE state NOT IN ('delivered', 'failed', 'cancelled')))::int AS "inProgress"
  FROM (
    SELECT event_id, CASE
      WHEN status IN ('failed', 'cancelled') AND EXISTS (SELECT FROM planned_attempts p WHERE p.delivery_id = d.id) THEN 'pending'
      ELSE status END AS state
    FROM deliveries d WHERE workspace_id = $1 AND event_id = ANY($2::text[]) AND id >= $3
  ) s GROUP BY event_id`;
