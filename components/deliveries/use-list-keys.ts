"use client";

import { useShortcut } from "@/components/layout/shortcuts";
import { useToast } from "@/components/ui/toast";
import { copyText } from "@/lib/client/copy-text";
import type { Delivery } from "@/lib/deliveries/schemas";

/** The row that has the focus, or holds what has it. */
function focusedId(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-delivery]")?.dataset.delivery;
}

function focusRow(id: string): void {
  const link = document.querySelector<HTMLElement>(`[data-row-link="${id}"]`);
  link?.focus({ preventScroll: true });
  link?.closest("[data-delivery]")?.scrollIntoView({ block: "nearest" });
}

/** The keys of the list. Those that a delivery beside it has too are its own while it is open. */
export function useListKeys({
  rows,
  isOpen,
  mayRetry,
  retry,
  toggle,
  toggleLive,
}: {
  rows: readonly Delivery[];
  isOpen: boolean;
  mayRetry: boolean;
  retry: (row: Delivery) => void;
  toggle: (row: Delivery, toRow: boolean) => void;
  toggleLive: () => void;
}): void {
  const toast = useToast();
  const focused = () => rows.find(({ id }) => id === focusedId());
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === focusedId());
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next !== undefined) focusRow(next.id);
  };
  const act = (run: (row: Delivery) => void) => () => {
    const row = focused();
    if (row !== undefined) run(row);
  };
  const isAny = rows.length > 0;
  useShortcut("j", "Next row", () => step(1), { enabled: isAny });
  useShortcut("k", "Previous row", () => step(-1), { enabled: isAny });
  useShortcut(
    "x",
    "Select the row",
    act((row) => toggle(row, false)),
    { enabled: isAny },
  );
  useShortcut(
    "shift+x",
    "Select all rows since the last one",
    act((row) => toggle(row, true)),
    { enabled: isAny },
  );
  useShortcut("r", "Retry the row", act(retry), { enabled: isAny && !isOpen && mayRetry });
  useShortcut(
    "c",
    "Copy the row's id",
    act(({ id }) => {
      copyText(id).then(
        () => toast({ tone: "ok", title: "Id copied", description: id }),
        () => toast({ tone: "bad", title: "The id could not be copied", description: id }),
      );
    }),
    { enabled: isAny && !isOpen },
  );
  useShortcut("l", "Live tail on or off", toggleLive);
}
