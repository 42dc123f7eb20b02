"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { EndpointHealthBadge } from "@/components/endpoints/endpoint-health";
import { EndpointStatus } from "@/components/endpoints/endpoint-status";
import { Checkbox } from "@/components/ui/checkbox";
import { nextSort, type Sort, type SortKey } from "@/lib/client/endpoint-params";
import { EventsCell, LastCell, LatencyCell, NameCell, SparkCell, SuccessCell, WaitingCell } from "./cells";
import type { EndpointRow, Spark } from "./endpoint-row";
import { RowActions } from "./row-actions";
import type { Selection } from "./use-selection";

type Column = {
  key: string;
  label: string;
  sort?: SortKey;
  className?: string;
  cell: (row: EndpointRow, spark: Spark | undefined) => ReactNode;
};

const COLUMNS: readonly Column[] = [
  { key: "name", label: "Endpoint", sort: "name", cell: (row) => <NameCell row={row} /> },
  {
    key: "health",
    label: "Health",
    className: "w-28",
    cell: ({ webhook }) => <EndpointHealthBadge webhook={webhook} />,
  },
  {
    key: "events",
    label: "Events",
    className: "hidden w-[13%] 2xl:table-cell",
    cell: (row) => <EventsCell row={row} />,
  },
  {
    key: "spark",
    label: "24 h",
    className: "hidden w-28 xl:table-cell",
    cell: (row, spark) => <SparkCell row={row} spark={spark} />,
  },
  {
    key: "success",
    label: "Success",
    sort: "success",
    className: "w-[5.75rem] text-right",
    cell: (row) => <SuccessCell row={row} />,
  },
  {
    key: "p95",
    label: "p95",
    sort: "p95",
    className: "hidden w-20 text-right min-[90rem]:table-cell",
    cell: (row) => <LatencyCell row={row} />,
  },
  {
    key: "last",
    label: "Last delivery",
    sort: "last",
    className: "hidden w-36 xl:table-cell",
    cell: (row) => <LastCell row={row} />,
  },
  {
    key: "waiting",
    label: "Waiting",
    sort: "waiting",
    className: "w-[5.75rem] text-right",
    cell: (row) => <WaitingCell row={row} />,
  },
  {
    key: "status",
    label: "Status",
    className: "hidden w-32 min-[90rem]:table-cell",
    cell: ({ webhook, figures }) => <EndpointStatus webhook={webhook} breaker={figures?.breaker} />,
  },
];

export function EndpointsTable({
  rows,
  spark,
  sort,
  onSort,
  selection,
}: {
  rows: readonly EndpointRow[];
  spark: Spark | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
}) {
  const ids = rows.map(({ webhook }) => webhook.id);
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="sr-only">Endpoints</caption>
      <thead className="border-b border-border text-[0.8125rem] text-muted">
        <tr>
          <th scope="col" className="w-11 py-2 pl-4">
            <Checkbox
              aria-label="Select all endpoints shown"
              checked={selection.stateOf(ids)}
              onCheckedChange={() => selection.toggleAll(ids)}
            />
          </th>
          {COLUMNS.map(({ key, label, sort: sortKey, className }) => (
            <th
              key={key}
              scope="col"
              className={clsx("px-3 py-2 font-medium", className)}
              aria-sort={sortKey && ariaSort(sort, sortKey)}
            >
              {sortKey === undefined ? (
                label
              ) : (
                <SortButton label={label} sortKey={sortKey} sort={sort} onSort={onSort} />
              )}
            </th>
          ))}
          <th scope="col" className="w-[5.25rem] py-2 pr-3">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {rows.map((row) => (
          <tr key={row.webhook.id} className={selection.has(row.webhook.id) ? "bg-accent-soft" : "hover:bg-raised/60"}>
            <td className="py-2.5 pl-4">
              <Checkbox
                aria-label={`Select ${row.webhook.name}`}
                checked={selection.has(row.webhook.id)}
                onCheckedChange={() => selection.toggle(row.webhook.id)}
              />
            </td>
            {COLUMNS.map(({ key, className, cell }) => (
              <td key={key} className={clsx("px-3 py-2.5", className)}>
                {cell(row, spark)}
              </td>
            ))}
            <td className="py-2.5 pr-3 text-right">
              <RowActions row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ariaSort(sort: Sort, key: SortKey): "ascending" | "descending" | "none" {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : "none";
}

function SortButton({
  label,
  sortKey,
  sort,
  onSort,
}: {
  label: string;
  sortKey: SortKey;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const state = ariaSort(sort, sortKey);
  const Icon = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown }[state];
  return (
    <button
      type="button"
      onClick={() => onSort(nextSort(sort, sortKey))}
      className={clsx(
        "-mx-1 inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm px-1 hover:text-foreground",
        state !== "none" && "text-foreground",
      )}
    >
      {label}
      <Icon aria-hidden className={clsx("size-3.5", state === "none" && "opacity-40")} />
    </button>
  );
}
