"use client";

import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { type ToastContent, useToast } from "@/components/ui/toast";
import { formatCounted } from "@/components/values/count";
import { statsKeys } from "@/lib/client/stats";
import { changeStatus, recoverFailed, type StatusVerb, webhookKeys } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";

const STATUS_AFTER: Record<StatusVerb, Webhook["status"]> = { pause: "paused", resume: "active", enable: "active" };
const DONE: Record<StatusVerb, string> = { pause: "paused", resume: "resumed", enable: "enabled" };

/** Reads again what shows endpoints and their figures. */
export function useRefreshEndpoints(): () => Promise<void> {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: webhookKeys.all(slug) }),
      client.invalidateQueries({ queryKey: statsKeys.webhooks(slug) }),
    ]);
  };
}

export type StatusChange = ReturnType<typeof useStatusChange>["mutate"];

/** Pauses, resumes or enables an endpoint. The page shows it at once, and takes it back when the API refuses. */
export function useStatusChange() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const refresh = useRefreshEndpoints();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ webhook, verb }: { webhook: Webhook; verb: StatusVerb }) => changeStatus(slug, webhook.id, verb),
    onMutate: async ({ webhook, verb }) => {
      await client.cancelQueries({ queryKey: webhookKeys.all(slug) });
      const before = client.getQueriesData({ queryKey: webhookKeys.all(slug) });
      showStatus(client, slug, webhook.id, STATUS_AFTER[verb]);
      return { before };
    },
    onSuccess: (_after, { webhook, verb }) => toast({ tone: "ok", title: `${webhook.name} is ${DONE[verb]}` }),
    onError: (error, { webhook, verb }, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
      toast({ tone: "bad", title: `${webhook.name} could not be ${DONE[verb]}`, description: error.message });
    },
    onSettled: () => void refresh(),
  });
}

function showStatus(client: QueryClient, slug: string, id: string, status: Webhook["status"]): void {
  const patch = (webhook: Webhook): Webhook =>
    webhook.id === id ? { ...webhook, status, active: status !== "disabled", statusReason: null } : webhook;
  client.setQueryData<Webhook>(webhookKeys.detail(slug, id), (webhook) => webhook && patch(webhook));
  client.setQueriesData<InfiniteData<{ data: Webhook[] }>>({ queryKey: [...webhookKeys.all(slug), "list"] }, (list) =>
    list === undefined ? list : { ...list, pages: list.pages.map((page) => ({ ...page, data: page.data.map(patch) })) },
  );
}

/** Sends failed deliveries again, of an endpoint that is enabled first where it has to be. */
export function useRecover(onDone?: () => void) {
  const { slug } = useWorkspace();
  const refresh = useRefreshEndpoints();
  const toast = useToast();
  const toastOfJob = useJobToast();
  return useMutation({
    mutationFn: async ({ webhook, from, enable }: { webhook: Webhook; from?: string; enable?: boolean }) => {
      if (enable === true) await changeStatus(slug, webhook.id, "enable");
      return recoverFailed(slug, webhook.id, from);
    },
    onSuccess: ({ retried, jobId }, { webhook }) => {
      toast(toastOfJob(jobId, retried, webhook.name));
      onDone?.();
    },
    onSettled: () => void refresh(),
  });
}

/** A message about a bulk job that leads to its deliveries. */
function useJobToast(): (jobId: string, retried: number, name: string) => ToastContent {
  const router = useRouter();
  const links = useLinks();
  return (jobId, retried, name) => ({
    tone: "ok",
    title:
      retried === 0
        ? `Nothing of ${name} had to be sent again`
        : `${formatCounted(retried, "delivery", "deliveries")} of ${name} put back`,
    action: { label: "See them", run: () => router.push(links.deliveries({ job: jobId, range: "30d" })) },
  });
}
