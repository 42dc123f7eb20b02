"use client";

import { useState } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { newFormValues, toCreateInput } from "@/lib/client/webhook-form";
import { createWebhook } from "@/lib/client/webhooks";
import type { CreatedWebhook, Webhook } from "@/lib/webhooks/schemas";
import { CreatedEndpoint } from "./created-endpoint";
import { EndpointForm } from "./form/endpoint-form";

/** @param like the endpoint that is duplicated. @param url to begin with, such as an inbox's. */
export function NewEndpoint({ like, url }: { like?: Webhook; url?: string }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const [created, setCreated] = useState<CreatedWebhook>();
  if (created !== undefined) return <CreatedEndpoint webhook={created} />;
  const initial = newFormValues(like);
  return (
    <>
      <PageHeading title="New endpoint" breadcrumb={[{ label: "Endpoints", href: links.endpoints }]} />
      <EndpointForm
        initial={url === undefined ? initial : { ...initial, url }}
        action="Create endpoint"
        cancelHref={links.endpoints}
        save={(values) => createWebhook(slug, toCreateInput(values))}
        onSaved={setCreated}
      />
    </>
  );
}
