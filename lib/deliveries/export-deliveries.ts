import Papa from "papaparse";
import { type Context, requireScope } from "@/lib/access";
import { MINUTE_MS } from "@/lib/core/clock";
import { streamText } from "@/lib/core/stream-text";
import { sqlOf } from "@/lib/platform/db";
import { readDeliveries } from "./list-deliveries";
import { type Delivery, type DeliveryFilter, EXPORT_ROWS_MAX, type ExportDeliveriesQuery } from "./schemas";

const PAGE_ROWS = 1_000;
/** A search of payloads may look at all rows and find few. */
const TIME_MAX_MS = 5 * MINUTE_MS;

type Format = ExportDeliveriesQuery["format"];

const COLUMNS = [
  "id",
  "status",
  "eventType",
  "eventId",
  "webhookId",
  "webhookName",
  "url",
  "projectId",
  "trigger",
  "attemptCount",
  "lastStatusCode",
  "lastCause",
  "lastLatencyMs",
  "createdAt",
  "lastAttemptAt",
  "nextAttemptAt",
  "completedAt",
] as const satisfies readonly (keyof Delivery)[];

/**
 * Reads what matches page by page, as text. The first page is read before this resolves, so that a refusal is still an
 * answer. A file that does not hold all says so at its end.
 * @param rowsMax rows after which it ends
 */
export async function exportDeliveries(
  ctx: Context,
  { format, ...wanted }: ExportDeliveriesQuery,
  rowsMax = EXPORT_ROWS_MAX,
): Promise<ReadableStream<Uint8Array>> {
  requireScope(ctx.actor, "deliveries:read");
  return streamText(writeDeliveries(ctx, format, wanted, rowsMax));
}

async function* writeDeliveries(
  ctx: Context,
  format: Format,
  wanted: DeliveryFilter,
  rowsMax: number,
): AsyncGenerator<string, void, void> {
  const sql = sqlOf(ctx.db);
  const untilMs = Date.now() + TIME_MAX_MS;
  let written = 0;
  let first = true;
  let cursor: string | undefined;
  do {
    const limit = Math.min(PAGE_ROWS, rowsMax - written);
    const page = await readDeliveries(sql, ctx.workspace.id, wanted, { limit, cursor });
    yield (first ? headText(format) : "") + rowsText(format, page.data, written);
    first = false;
    written += page.data.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && written < rowsMax && Date.now() < untilMs);
  yield endText(format, cursor === undefined ? null : written);
}

function headText(format: Format): string {
  if (format === "csv") return `${COLUMNS.join(",")}\r\n`;
  return format === "json" ? '{"data":[' : "";
}

function rowsText(format: Format, rows: readonly Delivery[], before: number): string {
  switch (format) {
    case "csv":
      return rows.length === 0 ? "" : csvText(rows);
    case "ndjson":
      return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    case "json":
      return rows.map((row, at) => `${before + at === 0 ? "" : ","}\n${JSON.stringify(row)}`).join("");
    default: {
      const never: never = format;
      return never;
    }
  }
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvText(rows: readonly Delivery[]): string {
  const data = rows.map((row) => COLUMNS.map((name) => row[name]));
  return `${Papa.unparse(data, { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}

function endText(format: Format, cutAfter: number | null): string {
  const note =
    cutAfter === null ? null : `Cut short: this file ends after ${cutAfter} deliveries, but more match the filter.`;
  switch (format) {
    case "csv":
      return note === null ? "" : `${note}\r\n`;
    case "ndjson":
      return note === null ? "" : `${JSON.stringify({ truncated: true, note })}\n`;
    case "json":
      return `\n],"truncated":${note !== null}}\n`;
    default: {
      const never: never = format;
      return never;
    }
  }
}
