"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { formValuesOf, toUpdateInput } from "@/lib/client/webhook-form";
import { updateWebhook, webhookKeys, webhookQuery } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";
import { EndpointForm } from "./form/endpoint-form";
import { RecoverDialog } from "./recover-dialog";

export function EditEndpoint({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(webhookQuery(slug, id));
  if (data === undefined)
    return error === null ? (
      <Skeleton className="h-96" />
    ) : (
      <ProblemCard error={error} onRetry={() => void refetch()} />
    );
  return <Edit webhook={data} />;
}

function Edit({ webhook: current }: { webhook: Webhook }) {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  // What is edited is what was open first: a change that comes in meanwhile does not pull the form away.
  const [webhook] = useState(current);
  const [moved, setMoved] = useState<Webhook>();
  const done = () => router.push(links.endpoint(webhook.id, "configuration"));
  return (
    <>
      <PageHeading
        title={`Edit ${webhook.name}`}
        breadcrumb={[
          { label: "Endpoints", href: links.endpoints },
          { label: webhook.name, href: links.endpoint(webhook.id) },
        ]}
      />
      <EndpointForm
        initial={formValuesOf(webhook)}
        webhook={webhook}
        action="Save changes"
        cancelHref={links.endpoint(webhook.id)}
        save={(values) => updateWebhook(slug, webhook.id, toUpdateInput(values, webhook))}
        onSaved={(saved) => {
          client.setQueryData(webhookKeys.detail(slug, webhook.id), saved);
          toast({ tone: "ok", title: `${saved.name} is saved` });
          if (saved.url !== webhook.url && may("deliveries:write")) setMoved(saved);
          else done();
        }}
      />
      {moved !== undefined && (
        <RecoverDialog webhook={moved} title="Send failed deliveries to the new URL?" onClose={done} />
      )}
    </>
  );
}
