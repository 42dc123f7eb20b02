import type { Prisma } from "@/lib/platform/db";
import type { Workspace } from "./schemas";

/** @returns a workspace's row as the API shows it, before its schema has parsed it. */
export function toWorkspace(row: Prisma.WorkspaceGetPayload<object>): Workspace {
  const { id, slug, name, personal, retentionDays, defaultTimeoutMs, defaultRateLimit, defaultRetryScheduleMs } = row;
  return {
    id,
    slug,
    name,
    personal,
    retentionDays,
    defaults: {
      timeoutMs: defaultTimeoutMs,
      rateLimit: defaultRateLimit,
      retryScheduleMs: defaultRetryScheduleMs.length === 0 ? null : defaultRetryScheduleMs,
    },
    createdAt: row.createdAt.toISOString(),
  };
}
