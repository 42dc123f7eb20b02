import type { JsonNode } from "./json-nodes";

/** A line of the tree. `more`: the container has further children that are not shown yet. */
export type JsonRow =
  | { type: "node"; node: JsonNode; level: number; position: number; siblings: number }
  | { type: "more"; parent: JsonNode; level: number; hidden: number };

const OPEN_AT_FIRST_MAX = 200;
export const CHILDREN_STEP = 100;

/** @returns the containers to open at first: from the top, as long as the whole stays short enough to be read. */
export function openAtFirst(root: JsonNode): Set<JsonNode> {
  const open = new Set<JsonNode>();
  let rows = 1;
  let layer = [root];
  while (layer.length > 0) {
    const next: JsonNode[] = [];
    for (const node of layer) {
      rows += node.children.length;
      if (rows > OPEN_AT_FIRST_MAX && open.size > 0) return open;
      if (node.children.length > 0) open.add(node);
      next.push(...node.children);
    }
    layer = next;
  }
  return open;
}

/** @param shown how many children of a container are shown; the first hundred unless told. */
export function rowsOf(
  root: JsonNode,
  open: ReadonlySet<JsonNode>,
  shown: ReadonlyMap<JsonNode, number> = new Map(),
): JsonRow[] {
  const rows: JsonRow[] = [];
  const add = (node: JsonNode, level: number, position: number, siblings: number) => {
    rows.push({ type: "node", node, level, position, siblings });
    if (!open.has(node)) return;
    const limit = shown.get(node) ?? CHILDREN_STEP;
    for (const [index, child] of node.children.slice(0, limit).entries())
      add(child, level + 1, index + 1, node.children.length);
    const hidden = node.children.length - limit;
    if (hidden > 0) rows.push({ type: "more", parent: node, level: level + 1, hidden });
  };
  add(root, 1, 1, 1);
  return rows;
}

export type JsonMatch = { node: JsonNode; ancestors: readonly JsonNode[] };

/** @returns the values whose name or text contains `query`, whatever its case, in the order of the text. */
export function findInJson(root: JsonNode, query: string): JsonMatch[] {
  const wanted = query.toLowerCase();
  const matches: JsonMatch[] = [];
  if (wanted === "") return matches;
  const visit = (node: JsonNode, ancestors: readonly JsonNode[]) => {
    const name = typeof node.key === "string" ? node.key.toLowerCase() : "";
    if (name.includes(wanted) || node.value.toLowerCase().includes(wanted)) matches.push({ node, ancestors });
    const below = [...ancestors, node];
    for (const child of node.children) visit(child, below);
  };
  visit(root, []);
  return matches;
}

/** @returns every container of the tree. */
export function allContainers(root: JsonNode): Set<JsonNode> {
  const containers = new Set<JsonNode>();
  const visit = (node: JsonNode) => {
    if (node.children.length > 0) containers.add(node);
    for (const child of node.children) visit(child);
  };
  visit(root);
  return containers;
}
