import { isId } from "@/lib/core/ids";
import type { Encryption } from "@/lib/platform/encryption";
import type { Sql } from "@/lib/platform/db";
import { INBOX_PATH } from "./internal";

/** Who may have sent a request: the webhooks whose secrets are tried, and the delivery that the request names. */
export type Sender = {
  webhooks: { id: string; secrets: string[] }[];
  delivery: { id: string; eventId: string } | null;
};

type SenderRow = {
  webhookId: string;
  secret: string;
  previousSecret: string | null;
  deliveryId: string | null;
  eventId: string | null;
};

const SECRETS = `w.id AS "webhookId", w.secret_encrypted AS secret,
  CASE WHEN w.previous_secret_expires_at > now() THEN w.previous_secret_encrypted END AS "previousSecret"`;
const CANDIDATES_MAX = 20;

/**
 * Finds the sender by the delivery id that the request carries, else by the webhooks that point at this inbox.
 * Both within the inbox's workspace: a header cannot name what belongs to somebody else.
 */
export async function findSender(
  { sql, encryption }: { sql: Sql; encryption: Encryption },
  inbox: { workspaceId: string; token: string },
  claimedDeliveryId: string | undefined,
): Promise<Sender> {
  const byDelivery =
    claimedDeliveryId !== undefined && isId("delivery", claimedDeliveryId)
      ? await sql<SenderRow>(
          `SELECT ${SECRETS}, d.id AS "deliveryId", d.event_id AS "eventId"
           FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id AND w.workspace_id = d.workspace_id
           WHERE d.id = $1 AND d.workspace_id = $2`,
          [claimedDeliveryId, inbox.workspaceId],
        )
      : [];
  const rows =
    byDelivery.length > 0
      ? byDelivery
      : await sql<SenderRow>(
          `SELECT ${SECRETS}, NULL AS "deliveryId", NULL AS "eventId" FROM webhooks w
           WHERE w.workspace_id = $1 AND w.deleted_at IS NULL AND strpos(w.url, $2) > 0
           ORDER BY w.id DESC LIMIT ${CANDIDATES_MAX}`,
          [inbox.workspaceId, `${INBOX_PATH}${inbox.token}`],
        );

  const webhooks = rows.map((row) => {
    const context = { workspaceId: inbox.workspaceId, table: "webhooks", rowId: row.webhookId };
    const sealed = row.previousSecret === null ? [row.secret] : [row.secret, row.previousSecret];
    return { id: row.webhookId, secrets: sealed.map((secret) => encryption.decrypt(secret, context)) };
  });
  const [first] = rows;
  const delivery = first?.deliveryId && first.eventId ? { id: first.deliveryId, eventId: first.eventId } : null;
  return { webhooks, delivery };
}
