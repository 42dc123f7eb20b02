"use client";

import { cloneElement, useEffect, useState } from "react";
import type { PopoverPanel, PopoverProps } from "./popover-panel";

/**
 * A panel at a button; the page behind stays usable. `trigger` must be one button. The parts of the panel are loaded
 * after the first view; a press before that opens it once they are there.
 */
export function Popover({ trigger, onOpenChange, ...props }: PopoverProps) {
  const [Panel, setPanel] = useState<typeof PopoverPanel>();
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    let isGone = false;
    void import("./popover-panel").then((module) => isGone || setPanel(() => module.PopoverPanel));
    return () => {
      isGone = true;
    };
  }, []);
  if (Panel !== undefined)
    return <Panel {...props} trigger={trigger} onOpenChange={onOpenChange} defaultOpen={isWanted} />;
  const want = () => {
    setWanted(true);
    onOpenChange?.(true);
  };
  return cloneElement(trigger, { onClick: want, "aria-haspopup": "dialog", "aria-expanded": false });
}
