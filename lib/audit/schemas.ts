import { z } from "zod";
import { Instant, InstantInput, pageOf, PageQuery } from "@/lib/core/schemas";

export const AuditEntry = z
  .object({
    id: z.string(),
    actorKind: z.enum(["user", "api_key", "system"]),
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    action: z.string().meta({ example: "webhook.secret_revealed" }),
    targetKind: z.string().nullable(),
    targetId: z.string().nullable(),
    diff: z
      .record(z.string(), z.tuple([z.unknown(), z.unknown()]))
      .nullable()
      .meta({ description: "What changed: field → [before, after]" }),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.output<typeof AuditEntry>;

export const AuditPage = pageOf(AuditEntry);

export const ListAuditLogQuery = PageQuery.extend({
  action: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  targetId: z.string().max(100).optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
});
export type ListAuditLogQuery = z.output<typeof ListAuditLogQuery>;
