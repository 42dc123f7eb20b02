"use client";

import clsx from "clsx";
import { CirclePause, LoaderCircle, Radio, RefreshCw } from "lucide-react";
import { useLiveState } from "@/components/layout/live";
import { Tooltip } from "@/components/ui/tooltip";
import type { LiveState } from "@/lib/client/live-stream";

const STATES: Record<LiveState, { Icon: typeof Radio; word: string; look: string; meaning: string }> = {
  connecting: {
    Icon: LoaderCircle,
    word: "Connecting",
    look: "text-muted",
    meaning: "Changes will show as they happen.",
  },
  live: { Icon: Radio, word: "Live", look: "text-ok", meaning: "Changes show as they happen." },
  reconnecting: {
    Icon: LoaderCircle,
    word: "Reconnecting",
    look: "text-warn",
    meaning: "The stream of changes broke off; it is being opened again.",
  },
  polling: {
    Icon: RefreshCw,
    word: "Polling",
    look: "text-warn",
    meaning: "The stream of changes cannot be opened; pages ask every few seconds instead.",
  },
  paused: {
    Icon: CirclePause,
    word: "Paused",
    look: "text-muted",
    meaning: "This tab is in the background; it catches up when you come back.",
  },
};

/** Whether what is shown keeps itself up to date; said aloud when that changes. */
export function LiveIndicator() {
  const { Icon, word, look, meaning } = STATES[useLiveState()];
  return (
    <Tooltip content={meaning}>
      <button
        type="button"
        className="inline-flex min-h-8 cursor-help items-center gap-1.5 rounded-md px-1.5 text-[0.8125rem]"
      >
        <Icon aria-hidden className={clsx("size-4 shrink-0", look)} />
        <span aria-live="polite" className="max-sm:sr-only">
          {word}
        </span>
      </button>
    </Tooltip>
  );
}
