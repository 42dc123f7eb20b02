"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useShortcut } from "@/components/layout/shortcuts";
import { IconButton } from "@/components/ui/icon-button";
import type { Neighbours } from "./delivery-panel";

/** Walks through the list that the delivery was opened from: left is newer, as up is there. */
export function NeighbourButtons({
  neighbours,
  onNavigate,
}: {
  neighbours: Neighbours | undefined;
  onNavigate: (id: string) => void;
}) {
  const { newerId = null, olderId = null } = neighbours ?? {};
  const go = (id: string | null) => id !== null && onNavigate(id);
  useShortcut("shift+k", "Newer delivery", () => go(newerId), { enabled: newerId !== null, group: "Delivery" });
  useShortcut("shift+j", "Older delivery", () => go(olderId), { enabled: olderId !== null, group: "Delivery" });
  return (
    <div className="flex shrink-0 items-center gap-1 print:hidden">
      <IconButton
        label="Newer delivery"
        disabled={newerId === null}
        onClick={() => go(newerId)}
        className="border border-control"
      >
        <ChevronLeft aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label="Older delivery"
        disabled={olderId === null}
        onClick={() => go(olderId)}
        className="border border-control"
      >
        <ChevronRight aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
