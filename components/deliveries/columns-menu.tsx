"use client";

import { SlidersHorizontal } from "lucide-react";
import { usePreferences } from "@/components/layout/preferences";
import { buttonClass } from "@/components/ui/button";
import { DropdownMenu, MenuCheckbox, MenuLabel, MenuRadio, MenuSeparator } from "@/components/ui/dropdown-menu";
import { lookOf } from "./delivery-columns";
import { HIDEABLE, isVisible, toggleColumn } from "./visible-columns";

const DENSITIES = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
] as const;

/** Which columns the list has, and how close its rows stand. Kept for the next visit. */
export function ColumnsMenu() {
  const [{ hiddenColumns, density }, set] = usePreferences();
  return (
    <DropdownMenu
      trigger={
        <button type="button" className={buttonClass({ variant: "secondary", size: "sm" })}>
          <SlidersHorizontal aria-hidden className="size-4" />
          View
        </button>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      {HIDEABLE.map((id) => (
        <MenuCheckbox
          key={id}
          checked={isVisible(hiddenColumns, id)}
          onChange={() => set({ hiddenColumns: toggleColumn(hiddenColumns, id) })}
        >
          {lookOf(id).label}
        </MenuCheckbox>
      ))}
      <MenuSeparator />
      <MenuLabel>Rows</MenuLabel>
      <MenuRadio value={density} options={DENSITIES} onChange={(value) => set({ density: value })} />
    </DropdownMenu>
  );
}
