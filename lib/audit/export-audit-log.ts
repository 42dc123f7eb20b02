import Papa from "papaparse";
import { type Context, requireScope } from "@/lib/access";
import { streamText } from "@/lib/core/stream-text";
import { readAuditEntries } from "./read-audit-entries";
import { AUDIT_EXPORT_ROWS_MAX, type AuditEntry, type ExportAuditLogQuery } from "./schemas";

const PAGE_ROWS = 1_000;

const COLUMNS = [
  "id",
  "createdAt",
  "actorKind",
  "actorId",
  "actorName",
  "action",
  "targetKind",
  "targetId",
  "diff",
  "ip",
  "requestId",
] as const satisfies readonly (keyof AuditEntry)[];

/**
 * Writes what matches as a file, newest first, page by page. One that does not hold all says so at its end.
 * @param rowsMax rows after which it ends
 */
export async function exportAuditLog(
  ctx: Context,
  query: ExportAuditLogQuery,
  rowsMax = AUDIT_EXPORT_ROWS_MAX,
): Promise<ReadableStream<Uint8Array>> {
  requireScope(ctx.actor, "audit:read");
  return streamText(writeEntries(ctx, query, rowsMax));
}

async function* writeEntries(
  ctx: Context,
  { format, ...filter }: ExportAuditLogQuery,
  rowsMax: number,
): AsyncGenerator<string, void, void> {
  if (format === "csv") yield `${COLUMNS.join(",")}\r\n`;
  let before: string | undefined;
  for (let written = 0; written < rowsMax;) {
    const limit = Math.min(PAGE_ROWS, rowsMax - written);
    const found = await readAuditEntries(ctx, filter, { before, limit: limit + 1 });
    const entries = found.slice(0, limit);
    if (entries.length > 0) yield format === "csv" ? csvOf(entries) : ndjsonOf(entries);
    if (found.length <= limit) return;
    before = entries.at(-1)?.id;
    written += entries.length;
  }
  const note = `Cut short: this file ends after ${rowsMax} entries, but more match the filter.`;
  yield format === "csv" ? `${note}\r\n` : `${JSON.stringify({ truncated: true, note })}\n`;
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvOf(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) =>
    COLUMNS.map((name) => (name === "diff" ? JSON.stringify(entry.diff ?? {}) : entry[name])),
  );
  return `${Papa.unparse(rows, { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}

const ndjsonOf = (entries: readonly AuditEntry[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
