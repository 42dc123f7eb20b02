"use client";

import { useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { Delivery } from "@/lib/deliveries/schemas";
import { useDeliveryList, useIsSelected } from "./delivery-list-context";

/** The box at the beginning of a row. With Shift held it selects all rows since the last one. */
export function SelectRow({ row }: { row: Delivery }) {
  const { toggle } = useDeliveryList();
  const isSelected = useIsSelected();
  const withShift = useRef(false);
  return (
    <span className="relative z-1 grid size-8 place-items-center">
      <Checkbox
        aria-label={`Select ${row.eventType} to ${row.webhookName}`}
        checked={isSelected}
        onClick={(event) => {
          withShift.current = event.shiftKey;
        }}
        onCheckedChange={() => toggle(row, withShift.current)}
      />
    </span>
  );
}
