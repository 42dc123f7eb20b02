"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { IconButton } from "./icon-button";

const TONES = {
  ok: { Icon: CircleCheck, look: "text-ok" },
  warn: { Icon: TriangleAlert, look: "text-warn" },
  bad: { Icon: CircleAlert, look: "text-bad" },
  info: { Icon: Info, look: "text-info" },
};
const SHOWN_MS = 7_000;
const SHOWN_AT_ONCE_MAX = 4;

export type ToastContent = {
  tone: keyof typeof TONES;
  title: string;
  description?: ReactNode;
  /** What can still be done about it. */
  action?: { label: string; run: () => void };
  /** Shown so long; the pointer or the focus on it stops the clock. */
  shownMs?: number;
};
type Toast = ToastContent & { id: number };

const ToastContext = createContext<((content: ToastContent) => void) | undefined>(undefined);

/** Shows short messages at the corner. They are read out, and F8 leads to them. An error is said in the page as well. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const show = useCallback((content: ToastContent) => {
    setToasts((before) => [...before.slice(1 - SHOWN_AT_ONCE_MAX), { ...content, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const remove = (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={show}>
      <Radix.Provider duration={SHOWN_MS} label="Message">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => remove(toast.id)} />
        ))}
        <Radix.Viewport
          label="Messages ({hotkey})"
          className="fixed right-0 bottom-0 z-50 flex max-h-dvh w-96 max-w-full flex-col gap-2 p-4 outline-none"
        />
      </Radix.Provider>
    </ToastContext>
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

/** @returns a function that shows a message for some seconds. */
export function useToast(): (content: ToastContent) => void {
  const show = useContext(ToastContext);
  if (show === undefined) throw new Error("Toasts need a ToastProvider above.");
  return show;
}
