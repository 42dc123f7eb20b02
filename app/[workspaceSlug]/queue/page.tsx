import type { Metadata } from "next";
import { Hydrate } from "@/components/layout/hydrate";
import { QueueView } from "@/components/queue/queue-view";
import {
  JOBS_SHOWN,
  queueJobsQuery,
  queuePageStatsQuery,
  queueScheduleQuery,
  queueWorkersQuery,
} from "@/lib/client/queue";
import { makeQueryClient } from "@/lib/client/query-client";
import { getQueueSchedule, getQueueStats, getQueueWorkers, listBulkJobs } from "@/lib/deliveries";
import { queueConnection } from "@/lib/platform/env";
import { getRuntime } from "@/lib/runtime";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Queue" };

export default async function QueuePage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx, membership } = await requirePage((await params).workspaceSlug);
  const { slug } = membership.workspace;
  const { backend } = queueConnection(getRuntime().env);
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ ...queuePageStatsQuery(slug), queryFn: () => getQueueStats(ctx, backend) }),
    client.prefetchQuery({ ...queueWorkersQuery(slug), queryFn: () => getQueueWorkers(ctx) }),
    client.prefetchQuery({ ...queueScheduleQuery(slug, "1h"), queryFn: () => getQueueSchedule(ctx, { span: "1h" }) }),
    client.prefetchQuery({ ...queueJobsQuery(slug), queryFn: () => listBulkJobs(ctx, { limit: JOBS_SHOWN }) }),
  ]);
  return (
    <Hydrate client={client}>
      <QueueView />
    </Hydrate>
  );
}
