"use client";

import clsx from "clsx";
import { ChevronDown, ChevronRight, Route } from "lucide-react";
import { CopyIcon } from "@/components/ui/copy-icon";
import { countOf, type JsonNode, textOf } from "./json-nodes";
import type { JsonRow } from "./json-rows";
import { CopyPath } from "./copy-path";

const INDENT_REM = 1.125;
const VALUE_CHARACTERS_MAX = 2_000;

const KIND_LOOKS: Record<JsonNode["kind"], string> = {
  string: "text-ok",
  number: "text-info",
  boolean: "text-accent",
  null: "text-muted",
  object: "text-muted",
  array: "text-muted",
};

type Props = {
  row: JsonRow;
  index: number;
  text: string;
  isOpen: boolean;
  isReachable: boolean;
  isFound: boolean;
  isCurrent: boolean;
  onToggle: (node: JsonNode, open: boolean) => void;
  onActive: (node: JsonNode) => void;
  onMore: (parent: JsonNode) => void;
};

export function JsonRowView(props: Props) {
  const { row, onMore } = props;
  if (row.type === "node") return <NodeRow {...props} row={row} />;
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-selected={false}
      tabIndex={-1}
      style={{ paddingLeft: `${(row.level - 1) * INDENT_REM + 1.5}rem` }}
    >
      <button
        type="button"
        onClick={() => onMore(row.parent)}
        className="min-h-6 cursor-pointer rounded-md px-1.5 text-accent hover:bg-raised"
      >
        Show more ({row.hidden} hidden)
      </button>
    </div>
  );
}

function NodeRow({
  row: { node, level, position, siblings },
  index,
  text,
  isOpen,
  isReachable,
  isFound,
  isCurrent,
  onToggle,
  onActive,
}: Props & { row: Extract<JsonRow, { type: "node" }> }) {
  const isContainer = node.kind === "object" || node.kind === "array";
  const canOpen = node.children.length > 0;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    // The keys are handled by the tree, which knows what lies around.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={canOpen ? isOpen : undefined}
      aria-selected={isCurrent}
      tabIndex={isReachable ? 0 : -1}
      data-row={index}
      data-path={node.path}
      data-current={isCurrent || undefined}
      onFocus={(event) => event.target === event.currentTarget && onActive(node)}
      onClick={() => canOpen && window.getSelection()?.isCollapsed !== false && onToggle(node, !isOpen)}
      className={clsx(
        "group flex min-h-6 items-start gap-1 rounded-md pr-1 hover:bg-raised focus-visible:-outline-offset-2",
        canOpen && "cursor-pointer",
        isFound && "bg-warn-soft",
        isCurrent && "outline-2 -outline-offset-2 outline-warn",
      )}
      style={{ paddingLeft: `${(level - 1) * INDENT_REM}rem` }}
    >
      <span className="grid size-6 shrink-0 place-items-center text-muted">
        {canOpen && <Chevron aria-hidden className="size-3.5" />}
      </span>
      <span className="min-w-0 flex-1 py-0.5 wrap-anywhere">
        {node.key !== null && <span className={typeof node.key === "number" ? "text-muted" : ""}>{node.key}</span>}
        {node.key !== null && <span className="text-muted">: </span>}
        <span className={KIND_LOOKS[node.kind]}>{isContainer ? summaryOf(node) : valueOf(node)}</span>
      </span>
      {/* The tree's own keys are for walking; these are for the pointer and for Tab from the active row. */}
      <span
        role="none"
        className={clsx("shrink-0", isReachable ? "flex" : "hidden group-hover:flex")}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <CopyIcon text={textOf(text, node)} label={`Copy value of ${node.path}`} />
        <CopyPath path={node.path}>
          <Route aria-hidden className="size-3.5" />
        </CopyPath>
      </span>
    </div>
  );
}

function summaryOf(node: JsonNode): string {
  const [before, after] = node.kind === "array" ? ["[", "]"] : ["{", "}"];
  return node.children.length === 0 ? `${before}${after}` : `${before} ${countOf(node)} ${after}`;
}

function valueOf({ kind, value }: JsonNode): string {
  const cut = value.length > VALUE_CHARACTERS_MAX ? `${value.slice(0, VALUE_CHARACTERS_MAX)}…` : value;
  return kind === "string" ? `"${cut}"` : cut;
}
