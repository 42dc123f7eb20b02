"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { DeliveryPanel } from "@/components/delivery/delivery-panel";
import { usePreferences } from "@/components/layout/preferences";
import { useLinks } from "@/components/layout/workspace-context";
import { IconButton } from "@/components/ui/icon-button";

const WIDTH_MIN = 30;
const WIDTH_MAX = 70;
const STEP = 5;

/** One delivery beside the list, as wide as it was last time; over it where there is no room. Esc closes it. */
export function DeliveryDrawer({
  id,
  newerId,
  olderId,
  tabParam,
  onNavigate,
  onClose,
}: {
  id: string;
  newerId: string | null;
  olderId: string | null;
  tabParam?: string | undefined;
  onNavigate: (id: string) => void;
  onClose: () => void;
}) {
  const links = useLinks();
  const ref = useRef<HTMLElement>(null);
  const [{ drawerWidth }, set] = usePreferences();
  const resize = (percent: number) =>
    set({ drawerWidth: Math.round(Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, percent))) });
  useEffect(() => ref.current?.focus({ preventScroll: true }), [id]);

  const onHandleKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    resize(drawerWidth + by);
  };
  const onHandleMove = (event: PointerEvent) => {
    const parent = ref.current?.parentElement?.getBoundingClientRect();
    if (event.buttons === 1 && parent !== undefined)
      resize(((parent.right - event.clientX) / Math.max(1, parent.width)) * 100);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc closes it from anywhere inside
    <aside
      ref={ref}
      tabIndex={-1}
      aria-label="Delivery"
      onKeyDown={(event) => {
        // A dialog of the delivery takes its own Esc.
        if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog:modal") !== null) return;
        event.preventDefault();
        onClose();
      }}
      style={{ "--drawer": `${drawerWidth}%` } as CSSProperties}
      className="fixed inset-x-0 top-14 bottom-0 z-20 flex bg-background outline-none lg:sticky lg:top-16 lg:z-0 lg:h-[calc(100dvh-5rem)] lg:w-(--drawer) lg:shrink-0 lg:self-start"
    >
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a separator that can be moved is no hr
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label="Width of the delivery"
        aria-valuenow={drawerWidth}
        aria-valuemin={WIDTH_MIN}
        aria-valuemax={WIDTH_MAX}
        onKeyDown={onHandleKey}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onHandleMove}
        className="hidden w-6 shrink-0 cursor-col-resize touch-none place-items-center rounded-md lg:grid"
      >
        <span aria-hidden className="h-10 w-1 rounded-full bg-border" />
      </div>
      <div className="flex min-w-0 flex-1 flex-col border-border bg-surface lg:rounded-lg lg:border">
        <div className="flex items-center justify-end gap-1 border-b border-border px-2 py-1">
          <Link
            href={links.delivery(id)}
            aria-label="Open as a page"
            title="Open as a page"
            className="inline-grid size-8 place-items-center rounded-md text-muted hover:bg-raised hover:text-foreground"
          >
            <Maximize2 aria-hidden className="size-4" />
          </Link>
          <IconButton label="Close the delivery" onClick={onClose}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
        <section
          aria-label="Details"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls must scroll by keyboard
          tabIndex={0}
          className="min-h-0 flex-1 overflow-y-auto p-4 focus-visible:-outline-offset-2"
        >
          <DeliveryPanel
            key={id}
            id={id}
            variant="drawer"
            neighbours={{ newerId, olderId }}
            onNavigate={onNavigate}
            tabParam={tabParam}
          />
        </section>
      </div>
    </aside>
  );
}
