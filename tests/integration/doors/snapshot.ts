import type { Sql } from "@/lib/platform/db";

/** A digest of each table's rows: what changed is named by its table. */
export type Snapshot = Record<string, string>;

const TABLES = `
SELECT table_name AS name FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'workspace_id'
  AND table_name IN (SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition)
ORDER BY 1`;
/** When a door was last used is noted by whoever goes through it. */
const NOTES: Record<string, string> = {
  api_keys: "(to_jsonb(t) - 'last_used_at' - 'last_used_ip')::text",
  sessions: "(to_jsonb(t) - 'last_seen_at' - 'ip')::text",
};
const PEOPLE = "SELECT user_id FROM members WHERE workspace_id = $1";

/** @returns everything that belongs to a workspace, its people and their sessions, as digests. */
export async function snapshotOf(sql: Sql, workspaceId: string): Promise<Snapshot> {
  const names = (await sql<{ name: string }>(TABLES)).map(({ name }) => name);
  if (names.length < 15) throw new Error(`Only ${names.length} tables belong to a workspace.`);
  const parts = [
    ...names.map((name) => digestOf(name, "workspace_id = $1")),
    digestOf("workspaces", "id = $1"),
    digestOf("users", `id IN (${PEOPLE})`),
    digestOf("sessions", `user_id IN (${PEOPLE})`),
  ];
  const rows = await sql<{ name: string; digest: string }>(parts.join(" UNION ALL "), [workspaceId]);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

function digestOf(table: string, where: string): string {
  const text = NOTES[table] ?? "to_jsonb(t)::text";
  const digest = `count(*) || ' ' || coalesce(md5(string_agg(${text}, ',' ORDER BY ${text})), '')`;
  return `SELECT '${table}' AS name, ${digest} AS digest FROM ${table} t WHERE ${where}`;
}

/** @returns the snapshot without those tables. */
export function without(snapshot: Snapshot, ...tables: string[]): Snapshot {
  return Object.fromEntries(Object.entries(snapshot).filter(([name]) => !tables.includes(name)));
}
