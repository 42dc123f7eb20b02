import { DAY_MS } from "@/lib/core/clock";
import type { Cause } from "@/lib/egress";
import type { Sql } from "@/lib/platform/db";
import { explainState } from "./explain";
import type { Delivery, DeliveryDetail } from "./schemas";

export type Surroundings = {
  webhookStatus: DeliveryDetail["webhookStatus"];
  statusReason: string | null;
  statusChangedAt: Date;
  retentionDays: number;
  hasPayload: boolean;
  /** The pause of the whole workspace. */
  queuePause: { reason: string; actor: string | null; actorName: string; since: string } | null;
};

type Stated = {
  cause: Cause;
  evidence: string[];
  since: string | null;
  audit: [action: string, target: string] | null;
};

/** @returns why a delivery stands as it does where no attempt says so, and who made it so; null when attempts tell all. */
export async function describeState(
  sql: Sql,
  workspaceId: string,
  delivery: Delivery,
  surroundings: Surroundings,
): Promise<DeliveryDetail["state"]> {
  const { queuePause } = surroundings;
  if (delivery.status === "held" && surroundings.webhookStatus !== "paused" && queuePause !== null) {
    const { reason, ...who } = queuePause;
    return { explanation: explainState("paused", [`All deliveries of this workspace are paused: ${reason}`]), ...who };
  }
  const stated = stateOf(delivery, surroundings);
  if (stated === null) return null;
  const explanation = explainState(stated.cause, stated.evidence);
  const [who] = stated.audit === null ? [] : await sql<Who>(WHO, [workspaceId, ...stated.audit]);
  return {
    explanation,
    since: stated.since,
    actor: who?.actorId ?? null,
    actorName: who?.actorName ?? null,
  };
}

function stateOf(delivery: Delivery, surroundings: Surroundings): Stated | null {
  const { webhookStatus, statusReason, statusChangedAt, retentionDays, hasPayload } = surroundings;
  const { id, webhookId, status, lastCause, completedAt } = delivery;
  const reasons = statusReason === null ? [] : [statusReason];
  const expired = (): Stated => ({
    cause: "payload_expired",
    evidence: [`This workspace keeps history for ${retentionDays} ${retentionDays === 1 ? "day" : "days"}.`],
    since: new Date(new Date(delivery.createdAt).getTime() + retentionDays * DAY_MS).toISOString(),
    audit: null,
  });
  if (status === "held" && webhookStatus === "paused")
    return {
      cause: "paused",
      evidence: reasons,
      since: statusChangedAt.toISOString(),
      audit: ["webhook.paused", webhookId],
    };
  if (status === "cancelled" && lastCause === "cancelled")
    return { cause: "cancelled", evidence: [], since: completedAt, audit: ["delivery.cancelled", id] };
  if (status !== "delivered" && lastCause === "endpoint_disabled" && completedAt !== null)
    return webhookStatus === "deleted"
      ? {
          cause: "endpoint_disabled",
          evidence: ["The endpoint was deleted."],
          since: completedAt,
          audit: ["webhook.deleted", webhookId],
        }
      : { cause: "endpoint_disabled", evidence: reasons, since: completedAt, audit: null };
  if (status === "failed" && lastCause === "quarantined")
    return { cause: "quarantined", evidence: [], since: completedAt, audit: null };
  return hasPayload ? null : expired();
}

type Who = { actorId: string | null; actorName: string | null };

const WHO = `
  SELECT actor_id AS "actorId", actor_name AS "actorName" FROM audit_entries
  WHERE workspace_id = $1 AND action = $2 AND target_id = $3 ORDER BY id DESC LIMIT 1`;
