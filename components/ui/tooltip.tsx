"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

const DELAY_MS = 300;

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={DELAY_MS}>{children}</Radix.Provider>
);

/**
 * More about what somebody points at or has focused. The child must take a ref. What it says must not be needed to use
 * the page: touch screens do not show it.
 * @param interactive lets the pointer go into it, to select text.
 */
export function Tooltip({
  content,
  interactive = false,
  side,
  children,
}: {
  content: ReactNode;
  interactive?: boolean;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  return (
    <Radix.Root disableHoverableContent={!interactive}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-80 rounded-lg border border-border bg-surface px-2.5 py-1.5 text-[0.8125rem] text-foreground shadow-lg"
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
