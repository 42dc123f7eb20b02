"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * Opens the browser's own modal dialog while its component is mounted: it traps the focus and gives it back. The focus
 * starts on what has `data-autofocus`, else on the first control. Esc asks to close.
 * @param onBackdrop what a click beside the dialog does; nothing without it.
 */
export function useModal(
  onClose: (() => void) | undefined,
  onBackdrop?: () => void,
): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  const latest = useRef({ onClose, onBackdrop });
  useEffect(() => {
    latest.current = { onClose, onBackdrop };
  });
  // Closed while it is still in the page: a dialog that was taken out gives no focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const cancel = (event: Event) => {
      event.preventDefault();
      latest.current.onClose?.();
    };
    const click = (event: MouseEvent) => {
      if (event.target === dialog) latest.current.onBackdrop?.();
    };
    dialog.addEventListener("cancel", cancel);
    dialog.addEventListener("click", click);
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => {
      dialog.removeEventListener("cancel", cancel);
      dialog.removeEventListener("click", click);
      dialog.close();
    };
  }, []);
  return ref;
}
