/** A node of what EXPLAIN (ANALYZE, FORMAT JSON) answers. */
export type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};

const TABLES = [
  "deliveries",
  "events",
  "attempts",
  "planned_attempts",
  "webhook_stats",
  "webhook_stat_details",
  "workspace_stats",
] as const;
type Table = (typeof TABLES)[number];

/** Rows that a statement touched of each big table, and those tables that it read from end to end. */
export type Reading = { rows: Record<Table, number>; whole: string[] };

/** @returns what a plan that was carried out has read. Partitions count as their table. */
export function readingOf(plan: Node | undefined): Reading {
  const rows = Object.fromEntries(TABLES.map((name) => [name, 0])) as Reading["rows"];
  const reading: Reading = { rows, whole: [] };
  for (const node of plan === undefined ? [] : nodesOf(plan)) {
    const table = TABLES.find((name) => node["Relation Name"]?.replace(/_\d{8}$/, "") === name);
    if (table === undefined) continue;
    const touched = ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1);
    reading.rows[table] += Math.round(touched);
    // One that is empty is read as a whole for nothing.
    if (node["Node Type"] === "Seq Scan" && touched > 0) reading.whole.push(node["Relation Name"] ?? table);
  }
  return reading;
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
