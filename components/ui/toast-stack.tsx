"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { IconButton } from "./icon-button";
import type { Toast } from "./toast";

const TONES = {
  ok: { Icon: CircleCheck, look: "text-ok" },
  warn: { Icon: TriangleAlert, look: "text-warn" },
  bad: { Icon: CircleAlert, look: "text-bad" },
  info: { Icon: Info, look: "text-info" },
};
const SHOWN_MS = 7_000;

/** The messages at the corner, the newest at the bottom. */
export function ToastStack({ toasts, onClose }: { toasts: readonly Toast[]; onClose: (id: number) => void }) {
  return (
    <Radix.Provider duration={SHOWN_MS} label="Message">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onClose={() => onClose(toast.id)} />
      ))}
      <Radix.Viewport
        label="Messages ({hotkey})"
        className="fixed right-0 bottom-0 z-50 flex max-h-dvh w-96 max-w-full flex-col gap-2 p-4 outline-none"
      />
    </Radix.Provider>
  );
}

function ToastCard({
  toast: { tone, title, description, action, shownMs },
  onClose,
}: {
  toast: Toast;
  onClose: () => void;
}) {
  const { Icon, look } = TONES[tone];
  return (
    <Radix.Root
      duration={shownMs}
      type={tone === "bad" ? "foreground" : "background"}
      onOpenChange={(open) => !open && onClose()}
      className="flex items-start gap-2.5 rounded-lg border border-border bg-surface py-2.5 pr-2 pl-3.5 shadow-lg"
    >
      <Icon aria-hidden className={clsx("mt-1.5 size-4 shrink-0", look)} />
      <div className="min-w-0 flex-1 py-1">
        <Radix.Title className="font-medium">{title}</Radix.Title>
        {description !== undefined && <Radix.Description className="text-muted">{description}</Radix.Description>}
        {action !== undefined && (
          <Radix.Action
            altText={action.label}
            onClick={action.run}
            className="mt-1.5 min-h-8 cursor-pointer rounded-md border border-control px-3 text-[0.8125rem] font-medium hover:bg-raised"
          >
            {action.label}
          </Radix.Action>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label="Close message">
          <X aria-hidden className="size-4" />
        </IconButton>
      </Radix.Close>
    </Radix.Root>
  );
}
