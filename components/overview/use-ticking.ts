"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLive } from "@/components/layout/live";
import { createTicker, type Ticker } from "@/lib/client/ticker";

const MESSAGES = ["delivery.created", "delivery.updated", "webhook.updated", "queue.updated", "inbox.request"] as const;

/** Reads queries again while deliveries come and go, at most once a second. */
export function useTicking(keys: readonly QueryKey[]): void {
  const client = useQueryClient();
  const latest = useRef(keys);
  const ticker = useRef<Ticker>(undefined);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const made = createTicker(() =>
      Promise.all(latest.current.map((queryKey) => client.invalidateQueries({ queryKey }))),
    );
    ticker.current = made;
    return made.stop;
  }, [client]);
  useLive(MESSAGES, () => ticker.current?.mark());
}
