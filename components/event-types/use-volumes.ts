"use client";

import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { eventTypeFiguresQuery } from "@/lib/client/stats";

const LAST_WEEK = { range: "7d", from: null, to: null } as const;
/** The API counts so many types in one answer. */
const COUNTED_MAX = 50;

export type Volumes = { isEstimate: boolean; of: (name: string) => number | undefined };

/** Events of the last 7 days by type; where there are very many types, of those that are delivered most. */
export function useVolumes(names: readonly string[]): Volumes {
  const { slug } = useWorkspace();
  const fitsAll = names.length <= COUNTED_MAX;
  const { data } = useQuery(
    eventTypeFiguresQuery(slug, LAST_WEEK, { limit: COUNTED_MAX, ...(fitsAll && { types: names }) }),
  );
  const counts = new Map(data?.data.map(({ type, events }) => [type, events]));
  return { isEstimate: data?.isEstimate ?? false, of: (name) => counts.get(name) };
}

/** The figures of one type over the last 7 days. */
export function useVolume(name: string) {
  const { slug } = useWorkspace();
  return useQuery(eventTypeFiguresQuery(slug, LAST_WEEK, { types: [name], limit: 1 }));
}
