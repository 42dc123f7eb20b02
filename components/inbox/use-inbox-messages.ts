"use client";

import { useEffect, useRef } from "react";
import { useLive } from "@/components/layout/live";

/** Messages come twice a request, and in bursts. */
const GATHER_MS = 250;

/** Calls `run` soon after something arrived at the inbox, or may have. */
export function useInboxMessages(id: string, run: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive("inbox.request", (message) => {
    if ((message.type === "inbox.request" && message.inboxId !== id) || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, GATHER_MS);
  });
}
