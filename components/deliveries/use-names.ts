"use client";

import { causeTitle } from "@/lib/egress/cause-titles";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { usePreferences, useZone } from "@/components/layout/preferences";
import { useWorkspace } from "@/components/layout/workspace-context";
import { filterChoicesQuery } from "@/lib/client/deliveries";
import type { NameOf } from "@/lib/client/filter-words";
import { formatInstant } from "@/lib/client/format-time";
import type { DeliveryStatus } from "@/lib/deliveries/schemas";
import { DELIVERY_STATUS_WORDS } from "./delivery-status";

export const TRIGGER_WORDS: Record<string, string> = {
  event: "Event",
  test: "Test",
  replay: "Replay",
  manual: "Manual retry",
};

/** @param isNeeded whether ids have to be named: only then the names are asked for. */
export function useNames(isNeeded: boolean): NameOf {
  const { slug } = useWorkspace();
  const { data } = useQuery({ ...filterChoicesQuery(slug), enabled: isNeeded });
  return useCallback<NameOf>(
    (filter, value) => {
      if (filter === "status") return DELIVERY_STATUS_WORDS[value as DeliveryStatus]?.word ?? value;
      if (filter === "trigger") return TRIGGER_WORDS[value] ?? value;
      if (filter === "err") return causeTitle(value);
      if (filter === "code" && value === "none") return "No response";
      if (filter === "webhook") return data?.webhooks.find(({ id }) => id === value)?.name ?? shortId(value);
      if (filter === "project") return data?.projects.find(({ id }) => id === value)?.name ?? shortId(value);
      if (filter === "event" || filter === "job") return shortId(value);
      return value;
    },
    [data],
  );
}

/** @returns a function that says a time as the reader wants it. */
export function useInstantWords(): (time: Date) => string {
  const [{ hour12 }] = usePreferences();
  const zone = useZone();
  return useCallback((time) => formatInstant(time.toISOString(), zone, hour12), [zone, hour12]);
}

const shortId = (id: string) => `${id.slice(0, 8)}…${id.slice(-6)}`;
