import clsx from "clsx";
import { memo } from "react";
import type { Delivery } from "@/lib/deliveries/schemas";
import { cellClass, type ColumnId, lookOf } from "./delivery-columns";
import { IsSelectedProvider } from "./delivery-list-context";

/** A row's grid: a card where it is narrow, columns where there is room. */
export const ROW =
  "relative grid items-center gap-x-2 @5xl:gap-x-3 border-b border-border px-2 [grid-template-areas:'select_status_created_retry''select_type_type_retry''select_endpoint_result_retry'] [grid-template-columns:2rem_minmax(0,1fr)_auto_2rem] gap-y-1 py-2 @[39rem]:gap-y-0 @[39rem]:py-0 @[39rem]:[grid-template-areas:none] @[39rem]:[grid-template-columns:var(--columns-medium)] @5xl:[grid-template-columns:var(--columns-large)]";

export type DeliveryRowProps = {
  row: Delivery;
  index: number;
  /** Where it stands in the list, in px; null where it stands by itself. */
  top: number | null;
  isSelected: boolean;
  isOpen: boolean;
  columnIds: readonly ColumnId[];
  minHeight: string;
  measure: (element: HTMLTableRowElement | null) => void;
};

/** One delivery. Scrolling and live updates render the whole table again, but only those rows that are another than before. */
export const DeliveryRow = memo(function DeliveryRow(props: DeliveryRowProps) {
  const { row, index, top, isSelected, isOpen, columnIds, minHeight, measure } = props;
  return (
    <IsSelectedProvider value={isSelected}>
      <tr
        ref={top === null ? undefined : measure}
        data-index={index}
        data-delivery={row.id}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        style={top === null ? undefined : { position: "absolute", top: 0, transform: `translateY(${top}px)` }}
        className={clsx(ROW, "w-full", minHeight, isSelected || isOpen ? "bg-accent-soft" : "hover:bg-raised")}
      >
        {columnIds.map((id) => (
          <td key={id} className={cellClass(id)}>
            {lookOf(id).cell(row)}
          </td>
        ))}
      </tr>
    </IsSelectedProvider>
  );
});
