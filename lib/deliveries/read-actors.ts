import type { Sql } from "@/lib/platform/db";

/**
 * @param labels as `actorLabel` made them: `usr_…`, `key_…`, or the name of a part of Posthorn.
 * @returns what each is called. A key of another workspace has no name here.
 */
export async function readActorNames(
  sql: Sql,
  workspaceId: string,
  labels: readonly (string | null)[],
): Promise<Map<string, string>> {
  const known = [...new Set(labels.filter((label) => label !== null))];
  const names = new Map(known.filter((label) => !/^(usr|key)_/.test(label)).map((label) => [label, label]));
  const ids = known.filter((label) => !names.has(label));
  if (ids.length === 0) return names;
  const rows = await sql<{ id: string; name: string }>(NAMES, [ids, workspaceId]);
  for (const { id, name } of rows) names.set(id, name);
  return names;
}

const NAMES = `
  SELECT id, coalesce(nullif(name, ''), email) AS name FROM users WHERE id = ANY($1::text[])
  UNION ALL SELECT id, name FROM api_keys WHERE id = ANY($1::text[]) AND workspace_id = $2`;
