"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "./icon-button";
import { useModal } from "./use-modal";

/** A modal panel at a side of the window, on the browser's own dialog. Mount it to open it. */
export function Sheet({
  title,
  side = "right",
  onClose,
  children,
}: {
  title: string;
  side?: "left" | "right";
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useModal(onClose, onClose);
  const id = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={clsx(
        "my-0 h-dvh max-h-none w-[min(22rem,calc(100vw-2rem))] border-border bg-surface text-foreground",
        side === "left" ? "mr-auto ml-0 border-r" : "mr-0 ml-auto border-l",
      )}
    >
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between gap-2 border-b border-border py-2 pr-2 pl-4">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <IconButton label="Close" onClick={onClose}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
      </div>
    </dialog>
  );
}
