"use client";

import type { ReactNode } from "react";
import { useModal } from "./use-modal";

/** A modal dialog without a heading of its own, near the top of the window. Mount it to open it. */
export function BareDialog({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const ref = useModal(onClose, onClose);
  return (
    <dialog
      ref={ref}
      aria-label={label}
      className="mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-lg border border-border bg-surface text-foreground shadow-lg"
    >
      {children}
    </dialog>
  );
}
