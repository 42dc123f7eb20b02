"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import clsx from "clsx";

/** A panel under a button of the header, on the browser's own popover: it closes on Esc and on a click elsewhere. */
export function Menu({
  label,
  trigger,
  align,
  children,
}: {
  label: string;
  trigger: ReactNode;
  align: "left" | "right";
  children: ReactNode;
}) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = panel.current;
    const close = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("a") !== null) element?.hidePopover();
    };
    element?.addEventListener("click", close);
    return () => element?.removeEventListener("click", close);
  }, []);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className="inline-flex min-h-9 min-w-0 cursor-pointer items-center gap-2 rounded-lg px-2.5 font-medium hover:bg-raised"
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={clsx(
          "fixed inset-auto top-[3.75rem] m-0 max-h-[70dvh] w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-border bg-surface p-1.5 text-foreground shadow-lg",
          align === "left" ? "left-2 sm:left-6" : "right-2 sm:right-6",
        )}
      >
        {children}
      </div>
    </>
  );
}

/** The looks of one row of a menu. */
export const menuItemClass =
  "flex min-h-9 w-full min-w-0 cursor-pointer items-center gap-2 rounded-md px-2.5 text-left hover:bg-raised focus-visible:-outline-offset-2";
