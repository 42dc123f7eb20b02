import clsx from "clsx";
import type { ComponentProps } from "react";

/** A button that is an icon; `label` is its name. */
export function IconButton({ label, className, ...props }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...props}
      className={clsx(
        "inline-grid size-8 shrink-0 cursor-pointer place-items-center rounded-md text-muted hover:bg-raised hover:text-foreground disabled:cursor-not-allowed disabled:opacity-60",
        className,
      )}
    />
  );
}
