"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";

const MARK =
  "before:absolute before:inset-0.5 before:hidden before:bg-on-accent checked:before:block indeterminate:before:block before:[clip-path:polygon(8%_52%,20%_40%,40%_60%,80%_16%,92%_28%,40%_84%)] indeterminate:before:[clip-path:inset(42%_12%)]";

/**
 * A box that is on, off, or partly on: the browser's own, of which a long list can have many. Give it a label by
 * `aria-label` or by a `<label>` for its id.
 */
export function Checkbox({
  checked,
  onCheckedChange,
  className,
  ...props
}: Omit<ComponentProps<"input">, "type" | "checked" | "onChange"> & {
  checked: boolean | "indeterminate";
  onCheckedChange: (isOn: boolean) => void;
}) {
  return (
    <input
      {...props}
      type="checkbox"
      // There is no attribute for it.
      ref={(box) => {
        if (box !== null) box.indeterminate = checked === "indeterminate";
      }}
      checked={checked === true}
      onChange={({ target }) => onCheckedChange(target.checked)}
      className={clsx(
        "relative block size-4.5 shrink-0 cursor-pointer appearance-none rounded-sm border border-control bg-surface forced-colors:appearance-auto",
        "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
        // The target is larger than the box.
        "after:absolute after:-inset-1 disabled:cursor-not-allowed disabled:opacity-60",
        MARK,
        className,
      )}
    />
  );
}
