"use client";

import { useNow } from "@/components/layout/now";
import { formatCountdown } from "@/lib/client/format-time";

/** What is left until then, every second; "now" from then on. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const leftMs = Date.parse(to) - useNow();
  return (
    <time dateTime={to} className={className}>
      {leftMs <= 0 ? "now" : formatCountdown(leftMs)}
    </time>
  );
}
