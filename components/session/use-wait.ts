"use client";

import { useEffect, useState } from "react";

/** Counts the seconds down that a throttle asks to wait. */
export function useWait(): { secondsLeft: number; startWait: (seconds: number) => void } {
  const [untilMs, setUntilMs] = useState(0);
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    if (untilMs <= Date.now()) return;
    const timer = setInterval(() => {
      setNowMs(Date.now());
      if (Date.now() >= untilMs) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return {
    secondsLeft: Math.max(0, Math.ceil((untilMs - nowMs) / 1_000)),
    startWait(seconds) {
      setNowMs(Date.now());
      setUntilMs(Date.now() + seconds * 1_000);
    },
  };
}
