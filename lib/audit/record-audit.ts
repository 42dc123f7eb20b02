import type { Context } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/lib/platform/db";

/** field → [before, after], never a secret. */
export type AuditDiff = Record<string, [Prisma.InputJsonValue | null, Prisma.InputJsonValue | null]>;

export type AuditRecord = {
  /** noun.verb, as `webhook.secret_revealed`. */
  action: string;
  targetKind?: string;
  targetId?: string;
  diff?: AuditDiff;
};

/** Writes one line of the audit log in the caller's transaction: what is not recorded has not happened. */
export async function recordAudit(ctx: Context, record: AuditRecord): Promise<void> {
  const { actor, atMs } = ctx;
  await ctx.db.auditEntry.create({
    data: {
      id: newId("auditEntry", atMs),
      createdAt: atMs === undefined ? undefined : new Date(atMs),
      workspaceId: ctx.workspace.id,
      actorKind: actor.kind,
      actorId: actor.kind === "system" ? null : actor.id,
      actorName: actor.name,
      action: record.action,
      targetKind: record.targetKind ?? null,
      targetId: record.targetId ?? null,
      diff: record.diff ?? Prisma.DbNull,
      ip: ctx.ip ?? null,
      requestId: ctx.requestId,
    },
  });
}
