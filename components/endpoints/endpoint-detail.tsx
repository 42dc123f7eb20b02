"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useLive } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { ENDPOINT_TABS } from "@/lib/client/endpoint-params";
import { webhookQuery } from "@/lib/client/webhooks";
import { DisabledBanner } from "./disabled-banner";
import { EndpointHeader } from "./endpoint-header";
import { OverviewTab } from "./overview-tab";
import { useRefreshEndpoints } from "./use-endpoint-acts";

// What is not shown at first is not loaded at first: the list of deliveries alone is a page's worth of script.
const loading = () => <Skeleton className="h-96" />;
const DeliveriesTab = dynamic(() => import("./deliveries-tab").then((module) => module.DeliveriesTab), { loading });
const SecurityTab = dynamic(() => import("./security-tab").then((module) => module.SecurityTab), { loading });
const ConfigurationTab = dynamic(() => import("./configuration-tab").then((module) => module.ConfigurationTab), {
  loading,
});
const ActivityTab = dynamic(() => import("./activity-tab").then((module) => module.ActivityTab), { loading });

const parser = parseAsStringLiteral(ENDPOINT_TABS).withDefault("overview").withOptions({ history: "push" });

/** One endpoint: how it does, what was delivered, and everything that is set. */
export function EndpointDetail({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const [tab, setTab] = useQueryState("part", parser);
  const refresh = useRefreshEndpoints();
  const { data: webhook, error, refetch } = useQuery(webhookQuery(slug, id));
  useLive("webhook.updated", (message) => {
    if (message.type === "reset" || (message.type === "webhook.updated" && message.webhookId === id)) void refresh();
  });
  if (webhook === undefined)
    return error === null ? (
      <Skeleton className="h-96" />
    ) : (
      <ProblemCard error={error} onRetry={() => void refetch()} />
    );
  return (
    <>
      <EndpointHeader webhook={webhook} />
      {webhook.status === "disabled" && <DisabledBanner webhook={webhook} />}
      <Tabs
        label="Parts of the endpoint"
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          { value: "overview", label: "Overview", content: <OverviewTab webhook={webhook} /> },
          { value: "deliveries", label: "Deliveries", content: <DeliveriesTab webhook={webhook} /> },
          { value: "security", label: "Security", content: <SecurityTab webhook={webhook} /> },
          { value: "configuration", label: "Configuration", content: <ConfigurationTab webhook={webhook} /> },
          { value: "activity", label: "Activity", content: <ActivityTab webhook={webhook} /> },
        ]}
      />
    </>
  );
}
