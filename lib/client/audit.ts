import { infiniteQueryOptions } from "@tanstack/react-query";
import { createLoader, type inferParserType, parseAsIsoDate, parseAsString } from "nuqs/server";
import { DAY_MS } from "@/lib/core/clock";
import type { exportAuditLogOperation, listAuditLogOperation } from "@/lib/http/operations/audit";
import { callApi } from "./fetcher";

const PAGE_ROWS = 50;

/** The filter of the audit log as its address spells it. Days are whole ones in UTC, both included. */
export const auditParams = {
  who: parseAsString,
  action: parseAsString,
  target: parseAsString,
  from: parseAsIsoDate,
  to: parseAsIsoDate,
};
export type AuditParams = inferParserType<typeof auditParams>;
export const loadAuditParams = createLoader(auditParams);

const ACTION = /^[a-z_]+(\.([a-z_]+|\*))?$/;

type AuditFilter = { actorId?: string; action?: string; targetId?: string; from?: string; to?: string };

/** @returns the filter as the API takes it; what it would not take is left out. */
export function auditFilterOf({ who, action, target, from, to }: AuditParams): AuditFilter {
  return {
    ...(who !== null && who.length <= 100 && { actorId: who }),
    ...(action !== null && ACTION.test(action) && { action }),
    ...(target !== null && target.trim() !== "" && target.length <= 100 && { targetId: target.trim() }),
    ...(from !== null && { from: from.toISOString() }),
    ...(to !== null && { to: new Date(to.getTime() + DAY_MS).toISOString() }),
  };
}

export const auditKeys = {
  all: (workspace: string) => ["audit-log", workspace] as const,
  list: (workspace: string, filter: AuditFilter) => ["audit-log", workspace, filter] as const,
};

export const auditLogQuery = (workspace: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: auditKeys.list(workspace, filter),
    queryFn: ({ pageParam, signal }) =>
      callApi<typeof listAuditLogOperation>(
        "GET /api/audit-log",
        { query: { ...filter, limit: PAGE_ROWS, ...(pageParam !== null && { cursor: pageParam }) } },
        { workspace, signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

const EXPORT_PATH: (typeof exportAuditLogOperation)["path"] = "/api/audit-log/export";

/** @returns the address of a file of all that matches. */
export function auditExportUrl(workspace: string, filter: AuditFilter, format: "csv" | "ndjson"): string {
  return `${EXPORT_PATH}?${new URLSearchParams({ ...filter, format, workspace })}`;
}
