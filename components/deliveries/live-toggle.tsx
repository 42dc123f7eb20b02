"use client";

import clsx from "clsx";
import { CirclePause, CirclePlay } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLive } from "@/components/layout/live";
import { usePreferences } from "@/components/layout/preferences";
import { buttonClass } from "@/components/ui/button";
import { formatCounted } from "@/components/values/count";

const ANNOUNCED_EVERY_MS = 10_000;

/** Lets new deliveries slide in at the top. */
export function LiveToggle({ isLive, onToggle }: { isLive: boolean; onToggle: () => void }) {
  const Icon = isLive ? CirclePause : CirclePlay;
  return (
    <button
      type="button"
      aria-pressed={isLive}
      onClick={onToggle}
      title={isLive ? "New deliveries appear by themselves (L)" : "Let new deliveries appear by themselves (L)"}
      className={clsx(
        buttonClass({ variant: "secondary", size: "sm" }),
        isLive && "border-accent bg-accent-soft text-accent",
      )}
    >
      <Icon aria-hidden className="size-4" />
      Live tail
    </button>
  );
}

/** Says every ten seconds what came, never each row by itself. */
export function LiveAnnouncer({ isLive }: { isLive: boolean }) {
  const [{ announceLive }] = usePreferences();
  const counts = useRef({ created: 0, delivered: 0, failed: 0 });
  const [text, setText] = useState("");
  const isOn = isLive && announceLive;
  useLive(["delivery.created", "delivery.updated"], (message) => {
    if (message.type === "delivery.created") counts.current.created += 1;
    else if (message.type === "delivery.updated" && (message.status === "delivered" || message.status === "failed"))
      counts.current[message.status] += 1;
  });
  useEffect(() => {
    if (!isOn) return;
    counts.current = { created: 0, delivered: 0, failed: 0 };
    const timer = setInterval(() => {
      const { created, delivered, failed } = counts.current;
      counts.current = { created: 0, delivered: 0, failed: 0 };
      if (created + delivered + failed > 0)
        setText(
          `${formatCounted(created, "new delivery", "new deliveries")}, ${delivered} delivered, ${failed} failed.`,
        );
    }, ANNOUNCED_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  return (
    <output className="sr-only" data-testid="live-announcer">
      {isOn ? text : ""}
    </output>
  );
}
