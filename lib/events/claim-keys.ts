import type { Sql } from "@/lib/platform/db";

/** A key with what it is for and the answer it gets when it is new. */
export type KeyClaim = { workspaceId: string; key: string; operation: string; hash: string; response: string };

/**
 * claimed: new, write what it stands for. replayed: the same request came before, this was its answer. reused: the key
 * stands for another request.
 */
export type KeyOutcome = { outcome: "claimed" } | { outcome: "replayed"; response: string } | { outcome: "reused" };

type KeyRow = { workspace_id: string; key: string; operation: string; request_hash: string; response: string };

/**
 * Claims idempotency keys within the caller's transaction. A twin in another transaction waits here until that one
 * commits, and then finds its answer. Keys older than 24 h are free again.
 * @param claims at most one a workspace and key.
 * @returns one outcome per claim, in order.
 */
export async function claimKeys(sql: Sql, claims: readonly KeyClaim[]): Promise<KeyOutcome[]> {
  if (claims.length === 0) return [];
  const columns = [claims.map(({ workspaceId }) => workspaceId), claims.map(({ key }) => key)];
  const claimed = await sql<{ workspace_id: string; key: string }>(CLAIM, [
    ...columns,
    claims.map(({ operation }) => operation),
    claims.map(({ hash }) => hash),
    claims.map(({ response }) => response),
  ]);
  const outcomes = new Map<string, KeyOutcome>(
    claimed.map((row) => [nameOf(row.workspace_id, row.key), { outcome: "claimed" }]),
  );
  if (claimed.length < claims.length) {
    const byName = new Map(claims.map((claim) => [nameOf(claim.workspaceId, claim.key), claim]));
    for (const row of await sql<KeyRow>(FIND, columns)) {
      const name = nameOf(row.workspace_id, row.key);
      const claim = byName.get(name);
      if (claim === undefined || outcomes.has(name)) continue;
      const same = row.operation === claim.operation && row.request_hash === claim.hash;
      outcomes.set(name, same ? { outcome: "replayed", response: row.response } : { outcome: "reused" });
    }
  }
  return claims.map(({ workspaceId, key }) => outcomes.get(nameOf(workspaceId, key)) ?? { outcome: "reused" });
}

export const nameOf = (workspaceId: string, key: string): string => `${workspaceId} ${key}`;

const CLAIM = `
  INSERT INTO idempotency_keys (workspace_id, key, operation, request_hash, status_code, response)
  SELECT workspace_id, key, operation, request_hash, 202, response
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS c (workspace_id, key, operation, request_hash, response)
  ORDER BY workspace_id, key
  ON CONFLICT (workspace_id, key) DO UPDATE SET operation = excluded.operation, request_hash = excluded.request_hash,
    status_code = excluded.status_code, response = excluded.response, created_at = now()
  WHERE idempotency_keys.created_at <= now() - interval '24 hours'
  RETURNING workspace_id, key`;

const FIND = `
  SELECT workspace_id, key, operation, request_hash, response FROM idempotency_keys
  JOIN unnest($1::text[], $2::text[]) AS wanted (workspace_id, key) USING (workspace_id, key)`;
