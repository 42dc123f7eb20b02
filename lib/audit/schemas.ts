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

const filter = {
  action: z
    .string()
    .max(100)
    .regex(/^[a-z_]+(\.([a-z_]+|\*))?$/, "is no action such as webhook.updated, nor all of a noun such as webhook.*")
    .optional()
    .meta({ description: "An action, or all of a noun: webhook.*", example: "webhook.*" }),
  actorId: z.string().max(100).optional().meta({ description: "A person, a key, or the name of a part of Posthorn" }),
  targetKind: z.string().max(100).optional(),
  targetId: z.string().max(100).optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
};

export const ListAuditLogQuery = PageQuery.extend(filter);
export type ListAuditLogQuery = z.output<typeof ListAuditLogQuery>;

export const AUDIT_EXPORT_FORMATS = ["csv", "ndjson"] as const;
export const AUDIT_EXPORT_ROWS_MAX = 100_000;

export const ExportAuditLogQuery = z.strictObject({ ...filter, format: z.enum(AUDIT_EXPORT_FORMATS) });
export type ExportAuditLogQuery = z.output<typeof ExportAuditLogQuery>;
