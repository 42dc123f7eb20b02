"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { EndpointHealthBadge } from "@/components/endpoints/endpoint-health";
import { useStatusChange } from "@/components/endpoints/use-endpoint-acts";
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
  /** Its place in a card, and its width in the table, which leaves out some where it has no room. */
  className: string;
  /** In a card: its label above it. */
  labelled?: true;
  cell: (row: EndpointRow, spark: Spark | undefined) => ReactNode;
};

const COLUMNS: readonly Column[] = [
  {
    key: "name",
    label: "Endpoint",
    sort: "name",
    className: "order-2 col-span-8 min-w-0",
    cell: (row) => <NameCell row={row} />,
  },
  {
    key: "health",
    label: "Health",
    className: "order-4 col-span-6 md:w-28",
    cell: ({ webhook }) => <EndpointHealthBadge webhook={webhook} />,
  },
  {
    key: "events",
    label: "Events",
    className: "order-11 col-span-12 min-w-0 md:hidden 2xl:table-cell 2xl:w-[13%]",
    labelled: true,
    cell: (row) => <EventsCell row={row} />,
  },
  {
    key: "spark",
    label: "24 h",
    className: "order-5 col-span-6 justify-self-end md:hidden xl:table-cell xl:w-28",
    cell: (row, spark) => <SparkCell row={row} spark={spark} />,
  },
  {
    key: "success",
    label: "Success",
    sort: "success",
    className: "order-6 col-span-4 md:w-[5.75rem] md:text-right",
    labelled: true,
    cell: (row) => <SuccessCell row={row} />,
  },
  {
    key: "p95",
    label: "p95",
    sort: "p95",
    className: "order-7 col-span-4 md:hidden min-[90rem]:table-cell min-[90rem]:w-20 min-[90rem]:text-right",
    labelled: true,
    cell: (row) => <LatencyCell row={row} />,
  },
  {
    key: "last",
    label: "Last delivery",
    sort: "last",
    className: "order-10 col-span-6 md:hidden xl:table-cell xl:w-36",
    labelled: true,
    cell: (row) => <LastCell row={row} />,
  },
  {
    key: "waiting",
    label: "Waiting",
    sort: "waiting",
    className: "order-8 col-span-4 md:w-[5.75rem] md:text-right",
    labelled: true,
    cell: (row) => <WaitingCell row={row} />,
  },
  {
    key: "status",
    label: "Status",
    className: "order-9 col-span-6 md:hidden min-[90rem]:table-cell min-[90rem]:w-32",
    labelled: true,
    cell: ({ webhook, figures }) => <EndpointStatus webhook={webhook} breaker={figures?.breaker} />,
  },
];

/** A card where it is narrow, a row where there is room: the same cells, so that the page has each of them once. */
const ROW = "grid grid-cols-12 items-start gap-x-2 gap-y-3 px-4 py-4 md:table-row";

/** The endpoints as a table, as cards where it is narrow. */
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
  const { mutate: change } = useStatusChange();
  return (
    <table className="block w-full table-fixed border-collapse text-left md:table">
      <caption className="sr-only">Endpoints</caption>
      <thead className="hidden border-b border-border text-[0.8125rem] text-muted md:table-header-group">
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
      <tbody className="block divide-y divide-border md:table-row-group">
        {rows.map((row) => (
          <tr
            key={row.webhook.id}
            className={clsx(ROW, selection.has(row.webhook.id) ? "bg-accent-soft" : "hover:bg-raised/60")}
          >
            <td className="order-1 mt-1.5 md:py-2.5 md:pl-4">
              <Checkbox
                aria-label={`Select ${row.webhook.name}`}
                checked={selection.has(row.webhook.id)}
                onCheckedChange={() => selection.toggle(row.webhook.id)}
              />
            </td>
            {COLUMNS.map(({ key, label, className, labelled, cell }) => (
              <td key={key} className={clsx("md:px-3 md:py-2.5", className)}>
                {labelled && <span className="block text-[0.8125rem] text-muted md:hidden">{label}</span>}
                {cell(row, spark)}
              </td>
            ))}
            <td className="order-3 col-span-3 justify-self-end md:py-2.5 md:pr-3 md:text-right">
              <RowActions row={row} onChange={change} />
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
