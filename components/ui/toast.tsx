"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

const ToastStack = dynamic(() => import("./toast-stack").then((module) => module.ToastStack), { ssr: false });

const SHOWN_AT_ONCE_MAX = 4;

export type ToastContent = {
  tone: "ok" | "warn" | "bad" | "info";
  title: string;
  description?: ReactNode;
  /** What can still be done about it. */
  action?: { label: string; run: () => void };
  /** Shown so long; the pointer or the focus on it stops the clock. */
  shownMs?: number;
};
export type Toast = ToastContent & { id: number };

const ToastContext = createContext<((content: ToastContent) => void) | undefined>(undefined);

/** Shows short messages at the corner. They are read out, and F8 leads to them. An error is said in the page as well. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const count = useRef(0);
  const show = useCallback((content: ToastContent) => {
    count.current += 1;
    const toast = { ...content, id: count.current };
    setToasts((before) => [...before.slice(1 - SHOWN_AT_ONCE_MAX), toast]);
  }, []);
  const close = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      {toasts.length > 0 && <ToastStack toasts={toasts} onClose={close} />}
    </ToastContext>
  );
}

/** @returns a function that shows a message for some seconds. */
export function useToast(): (content: ToastContent) => void {
  const show = useContext(ToastContext);
  if (show === undefined) throw new Error("Toasts need a ToastProvider above.");
  return show;
}
