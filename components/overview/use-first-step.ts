"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { statsKeys } from "@/lib/client/stats";

/** One of the first steps; when it was taken, the list and the figures are read again. */
export function useFirstStep(run: () => Promise<unknown>) {
  const client = useQueryClient();
  const { slug } = useWorkspace();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: statsKeys.all(slug) }),
        client.invalidateQueries({ queryKey: ["webhooks", slug] }),
      ]),
  });
}
