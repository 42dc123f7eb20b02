"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";

/** A box that is on, off, or partly on. Give it a label by `aria-label` or by a `<label>` for its id. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...props}
      className={clsx(
        "relative grid size-4.5 shrink-0 cursor-pointer place-items-center rounded-sm border border-control bg-surface text-on-accent",
        // The target is larger than the box.
        "after:absolute after:-inset-1 disabled:cursor-not-allowed disabled:opacity-60",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
    >
      <Radix.Indicator className="group">
        <Check aria-hidden className="size-3.5 group-data-[state=indeterminate]:hidden" />
        <Minus aria-hidden className="hidden size-3.5 group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
