"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { type CSSProperties, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import { usePreferences } from "@/components/layout/preferences";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import type { Delivery } from "@/lib/deliveries/schemas";
import { cellClass, type ColumnId, gridTemplates, lookOf } from "./delivery-columns";
import { DeliveryRow, ROW } from "./delivery-row";
import { visibleColumns } from "./visible-columns";

/** Below this many rows all of them are there: find-in-page finds them. */
const VIRTUAL_FROM = 100;
const SKELETON_ROWS = 10;
const ROW_PX = { comfortable: 44, compact: 36 };
const MIN_HEIGHTS = { comfortable: "@[39rem]:min-h-11", compact: "@[39rem]:min-h-9" };

export type DeliveryTableProps = {
  rows: readonly Delivery[];
  selected: ReadonlySet<string>;
  /** The one that is open beside the list. */
  openId: string | null;
  /** All that match, when that is known exactly. */
  total: number | undefined;
  isLoading: boolean;
  isOld: boolean;
  hideEndpoint: boolean;
  onSelectAll: (isOn: boolean) => void;
  footer: ReactNode;
};

/** Deliveries as a table, as cards where it is narrow. Of many rows only those near the window are in the page. */
export function DeliveryTable(props: DeliveryTableProps) {
  const { rows, selected, openId, total, isLoading, isOld, hideEndpoint, onSelectAll, footer } = props;
  const [{ hiddenColumns, density }] = usePreferences();
  // The same list as long as it says the same: rows are rendered again when it is another.
  const columnIds = useMemo(() => visibleColumns(hiddenColumns, hideEndpoint), [hiddenColumns, hideEndpoint]);
  const templates = gridTemplates(columnIds);

  const listRef = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop((listRef.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  const isVirtual = rows.length > VIRTUAL_FROM;
  // oxlint-disable-next-line react/incompatible-library -- this component is rendered again whenever the window scrolls
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    estimateSize: () => ROW_PX[density],
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin: top,
  });
  const items = isVirtual ? virtualizer.getVirtualItems() : rows.map((_, index) => ({ index, start: null }));

  const renderRow = (index: number, start: number | null) => {
    const row = rows[index];
    if (row === undefined) return null;
    return (
      <DeliveryRow
        key={row.id}
        row={row}
        index={index}
        top={start === null ? null : start - top}
        isSelected={selected.has(row.id)}
        isOpen={row.id === openId}
        columnIds={columnIds}
        minHeight={MIN_HEIGHTS[density]}
        measure={virtualizer.measureElement}
      />
    );
  };

  const style = { "--columns-medium": templates.medium, "--columns-large": templates.large } as CSSProperties;
  const isAll = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <div className="@container min-w-0 rounded-lg border border-border bg-surface">
      <table
        aria-label="Deliveries"
        aria-busy={isLoading || isOld}
        aria-rowcount={total === undefined ? -1 : total + 1}
        style={style}
        className="block"
      >
        <thead className="sticky top-14 z-10 block rounded-t-lg bg-surface">
          <tr
            aria-rowindex={1}
            className={clsx(ROW, "rounded-t-lg text-left text-[0.8125rem] text-muted @[39rem]:min-h-10")}
          >
            {columnIds.map((id) => (
              <th
                key={id}
                scope="col"
                className={clsx(
                  cellClass(id),
                  "font-normal",
                  id !== "select" && lookOf(id).large !== true && "hidden @[39rem]:block",
                )}
              >
                {id === "select" ? (
                  <span className="grid size-8 place-items-center">
                    <Checkbox
                      aria-label="Select the rows that are shown"
                      disabled={rows.length === 0}
                      checked={isAll ? true : selected.size > 0 ? "indeterminate" : false}
                      onCheckedChange={() => onSelectAll(!isAll)}
                    />
                  </span>
                ) : (
                  <span className={id === "retry" ? "sr-only" : "block truncate"}>{lookOf(id).label}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {isLoading ? (
          <SkeletonRows columnIds={columnIds} look={MIN_HEIGHTS[density]} />
        ) : (
          <tbody
            ref={listRef}
            style={isVirtual ? { height: virtualizer.getTotalSize(), position: "relative" } : undefined}
            className={clsx("block", isOld && "opacity-50")}
          >
            {items.map(({ index, start }) => renderRow(index, start))}
          </tbody>
        )}
      </table>
      {footer}
    </div>
  );
}

function SkeletonRows({ columnIds, look }: { columnIds: readonly ColumnId[]; look: string }) {
  return (
    <tbody className="block" data-testid="skeleton">
      {Array.from({ length: SKELETON_ROWS }, (_, row) => (
        <tr key={row} className={clsx(ROW, look)}>
          {columnIds.map((id) => (
            <td key={id} className={clsx(cellClass(id), "w-full")}>
              <Skeleton className={id === "select" || id === "retry" ? "mx-auto size-4" : "h-4 w-3/4"} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
