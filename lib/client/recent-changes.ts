import { queryOptions } from "@tanstack/react-query";
import type { AuditEntry } from "@/lib/audit/schemas";
import type { listAuditLogOperation } from "@/lib/http/operations/audit";
import { callApi } from "./fetcher";

/** Entries that are looked through for changes of the configuration. */
export const ENTRIES_READ = 50;

export const recentChangesKey = (workspace: string) => ["audit-log", workspace, "recent"] as const;

/** The newest entries of the audit log. Only for those who may read it. */
export const recentChangesQuery = (workspace: string) =>
  queryOptions({
    queryKey: recentChangesKey(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof listAuditLogOperation>(
        "GET /api/audit-log",
        { query: { limit: ENTRIES_READ } },
        { workspace, signal },
      ),
  });

const WORDS: Record<string, string> = {
  "webhook.created": "created an endpoint",
  "webhook.updated": "changed an endpoint",
  "webhook.deleted": "deleted an endpoint",
  "webhook.paused": "paused an endpoint",
  "webhook.resumed": "resumed an endpoint",
  "webhook.enabled": "enabled an endpoint",
  "webhook.disabled": "disabled an endpoint",
  "webhook.secret_rotated": "rotated the secret of an endpoint",
  "webhook.previous_secret_expired": "ended the old secret of an endpoint",
  "event_type.created": "created an event type",
  "event_type.updated": "changed an event type",
  "event_type.deleted": "deleted an event type",
  "project.created": "created a project",
  "project.updated": "changed a project",
  "project.deleted": "deleted a project",
  "api_key.created": "created an API key",
  "api_key.rolled": "rolled an API key",
  "api_key.revoked": "revoked an API key",
  "member.role_changed": "changed the role of a member",
  "member.removed": "removed a member",
  "member.left": "left the workspace",
  "invitation.accepted": "joined the workspace",
  "workspace.updated": "changed the settings of the workspace",
  "queue.paused": "paused all deliveries",
  "queue.resumed": "resumed all deliveries",
};

/** What happened to an endpoint's figures may come of these: they are marked in the charts. */
const MARKED = /^(webhook\.(updated|paused|resumed|enabled|disabled|secret_rotated)|queue\.(paused|resumed))$/;

export type RecentChange = {
  id: string;
  at: string;
  actor: string;
  words: string;
  webhookId: string | null;
  isMarked: boolean;
};

/** @returns the entries that changed the configuration, in words; what was only read or sent is left out. */
export function recentChangesOf(entries: readonly AuditEntry[]): RecentChange[] {
  return entries.flatMap(({ id, action, createdAt, actorName, targetKind, targetId }) => {
    const words = WORDS[action];
    if (words === undefined) return [];
    const webhookId = targetKind === "webhook" && action !== "webhook.deleted" ? targetId : null;
    return [{ id, at: createdAt, actor: actorName ?? "Posthorn", words, webhookId, isMarked: MARKED.test(action) }];
  });
}
