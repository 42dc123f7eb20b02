"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { useModal } from "./use-modal";

/**
 * A modal dialog on the browser's own: it traps the focus, closes on Esc and gives the focus back.
 * Mount it to open it. With `dismissable` false Esc does nothing, for what is shown only once.
 */
export function Dialog({
  title,
  onClose,
  dismissable = true,
  wide = false,
  children,
}: {
  title: string;
  onClose: () => void;
  dismissable?: boolean;
  wide?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const ref = useModal(dismissable ? onClose : undefined);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={clsx(
        "m-auto rounded-lg border border-border bg-surface text-foreground",
        wide ? "w-[min(52rem,calc(100vw-2rem))]" : "w-[min(36rem,calc(100vw-2rem))]",
      )}
    >
      <div className="flex flex-col gap-4 p-5 sm:p-6">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
