import { prepared, type Sql } from "@/lib/platform/db";
import type { IngestRequest } from "./ingest-types";
import { patternsOf } from "./subscription";

export type CatalogueWebhook = {
  id: string;
  projectId: string | null;
  status: "active" | "paused" | "disabled";
  events: string[];
};

/** What one workspace knows of the types, projects and webhooks that a group of requests is about. */
export type Catalogue = {
  webhooks: CatalogueWebhook[];
  /** JSON Schema by type name; null for a type without one. */
  types: Map<string, string | null>;
  projectIds: Set<string>;
};

type Row = {
  kind: "webhook" | "type" | "project";
  workspace_id: string;
  name: string;
  project_id: string | null;
  detail: string | null;
  events: string[] | null;
};

/**
 * One read for any number of requests, always fresh: a webhook paused a millisecond ago is seen as paused.
 * @returns the catalogue of each workspace in the group.
 */
export async function readCatalogues(sql: Sql, requests: readonly IngestRequest[]): Promise<Map<string, Catalogue>> {
  const catalogues = new Map<string, Catalogue>();
  const patterns = new Set<string>();
  const projectIds = new Set<string>();
  const types = new Map<string, { workspaceId: string; type: string }>();
  for (const { workspaceId, events } of requests) {
    catalogues.set(workspaceId, { webhooks: [], types: new Map(), projectIds: new Set() });
    for (const { type, projectId } of events) {
      types.set(`${workspaceId} ${type}`, { workspaceId, type });
      if (projectId != null) projectIds.add(projectId);
    }
  }
  for (const { type } of types.values()) for (const pattern of patternsOf(type)) patterns.add(pattern);
  const wanted = [...types.values()];
  const rows = await sql<Row>(READ, [
    [...catalogues.keys()],
    [...patterns],
    wanted.map(({ workspaceId }) => workspaceId),
    wanted.map(({ type }) => type),
    [...projectIds],
  ]);
  for (const row of rows) addRow(catalogues.get(row.workspace_id), row);
  return catalogues;
}

const READ = prepared(
  "read_catalogues",
  `SELECT 'webhook' AS kind, workspace_id, id AS name, project_id, status AS detail, events
  FROM webhooks WHERE workspace_id = ANY($1::text[]) AND deleted_at IS NULL AND events && $2::text[]
  UNION ALL
  SELECT 'type', workspace_id, name, NULL, schema, NULL
  FROM event_types JOIN unnest($3::text[], $4::text[]) AS wanted (workspace_id, name) USING (workspace_id, name)
  UNION ALL
  SELECT 'project', workspace_id, id, NULL, NULL, NULL
  FROM projects WHERE id = ANY($5::text[]) AND workspace_id = ANY($1::text[]) AND deleted_at IS NULL`,
);

function addRow(catalogue: Catalogue | undefined, row: Row): void {
  if (row.kind === "type") catalogue?.types.set(row.name, row.detail);
  else if (row.kind === "project") catalogue?.projectIds.add(row.name);
  else {
    const status = row.detail === "active" || row.detail === "paused" ? row.detail : "disabled";
    catalogue?.webhooks.push({ id: row.name, projectId: row.project_id, status, events: row.events ?? [] });
  }
}
