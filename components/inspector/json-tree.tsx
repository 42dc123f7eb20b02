"use client";

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { JsonNode } from "./json-nodes";
import { CHILDREN_STEP, type JsonMatch, openAtFirst, rowsOf } from "./json-rows";
import { JsonRowView } from "./json-row-view";

/**
 * JSON as a tree to walk through: arrows move, open and close. Every number has the digits it was written with.
 */
export function JsonTree({
  label,
  text,
  root,
  matches,
  position,
}: {
  label: string;
  text: string;
  root: JsonNode;
  matches: readonly JsonMatch[];
  position: number;
}) {
  const [open, setOpen] = useState<ReadonlySet<JsonNode>>(() => openAtFirst(root));
  const [shown, setShown] = useState<ReadonlyMap<JsonNode, number>>(new Map());
  const [active, setActive] = useState<JsonNode>(root);
  const tree = useRef<HTMLDivElement>(null);
  const found = useMemo(() => new Set(matches.map(({ node }) => node)), [matches]);
  const current = matches[position];
  const [revealedFor, setRevealedFor] = useState<JsonMatch>();
  // What is found is shown: its parents open, far enough down their lists.
  if (current !== undefined && current !== revealedFor) {
    const { node, ancestors } = current;
    setRevealedFor(current);
    setOpen(new Set([...open, ...ancestors]));
    setShown(new Map([...shown, ...revealed(node, ancestors, shown)]));
    setActive(node);
  }
  useEffect(() => {
    if (current !== undefined)
      tree.current?.querySelector('[data-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [current, open, shown]);

  const rows = rowsOf(root, open, shown);
  const toggle = (node: JsonNode, opened: boolean) =>
    setOpen((before) => {
      const next = new Set(before);
      if (opened) next.add(node);
      else next.delete(node);
      return next;
    });
  const focus = (node: JsonNode | undefined) => {
    if (node === undefined) return;
    setActive(node);
    const index = rows.findIndex((row) => row.type === "node" && row.node === node);
    tree.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const nodes = rows.flatMap((row) => (row.type === "node" ? [row.node] : []));
    const index = nodes.indexOf(active);
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(nodes[index + 1]),
      ArrowUp: () => focus(nodes[index - 1]),
      Home: () => focus(nodes[0]),
      End: () => focus(nodes.at(-1)),
      Enter: () => active.children.length > 0 && toggle(active, !open.has(active)),
      ArrowRight: () =>
        open.has(active) ? focus(active.children[0]) : active.children.length > 0 && toggle(active, true),
      ArrowLeft: () =>
        open.has(active) ? toggle(active, false) : focus(nodes.find(({ children }) => children.includes(active))),
    };
    const move = moves[event.key];
    if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };

  // Closing what holds the active row must not take it out of reach of Tab.
  const reachable = rows.some((row) => row.type === "node" && row.node === active) ? active : root;
  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={-1}
      aria-label={label}
      data-body="tree"
      onKeyDown={onKeyDown}
      className="max-h-[32rem] overflow-auto p-1.5 font-mono text-[0.8125rem] print:max-h-none"
    >
      {rows.map((row, index) => (
        <JsonRowView
          key={row.type === "node" ? `${row.node.start}:${row.node.path}` : `more:${row.parent.start}`}
          row={row}
          index={index}
          text={text}
          isOpen={row.type === "node" && open.has(row.node)}
          isReachable={row.type === "node" && row.node === reachable}
          isFound={row.type === "node" && found.has(row.node)}
          isCurrent={row.type === "node" && row.node === current?.node}
          onToggle={toggle}
          onActive={setActive}
          onMore={(parent) =>
            setShown((before) => new Map(before).set(parent, (before.get(parent) ?? CHILDREN_STEP) + CHILDREN_STEP))
          }
        />
      ))}
    </div>
  );
}

function revealed(
  node: JsonNode,
  ancestors: readonly JsonNode[],
  shown: ReadonlyMap<JsonNode, number>,
): [JsonNode, number][] {
  const way = [...ancestors, node];
  return ancestors.map((parent, index) => {
    const child = way[index + 1];
    const place = child === undefined ? 0 : parent.children.indexOf(child) + 1;
    const steps = Math.ceil(place / CHILDREN_STEP) * CHILDREN_STEP;
    return [parent, Math.max(shown.get(parent) ?? CHILDREN_STEP, steps)];
  });
}
