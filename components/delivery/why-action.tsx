"use client";

import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

type Place = "edit" | "security" | "endpoint" | "retention";

/** Where the cause can be dealt with, for those that are in the endpoint's own settings. */
const ACTIONS: Record<string, { label: string; place: Place }> = {
  dns_not_found: { label: "Edit the URL", place: "edit" },
  conn_refused: { label: "Edit the URL", place: "edit" },
  tls_name: { label: "Edit the URL", place: "edit" },
  tls_proto: { label: "Edit the URL", place: "edit" },
  blocked_address: { label: "Edit the URL", place: "edit" },
  bad_http: { label: "Edit the URL", place: "edit" },
  not_found: { label: "Edit the URL", place: "edit" },
  method: { label: "Edit the URL", place: "edit" },
  html_200: { label: "Edit the URL", place: "edit" },
  headers_timeout: { label: "Change the time limit", place: "edit" },
  slow_success: { label: "Change the time limit", place: "edit" },
  auth: { label: "Add a header", place: "edit" },
  headers: { label: "Edit the headers", place: "edit" },
  rate_limited: { label: "Set a rate limit", place: "edit" },
  signature_rejected: { label: "Secret and receiver code", place: "security" },
  gone: { label: "Open the endpoint", place: "endpoint" },
  endpoint_disabled: { label: "Open the endpoint", place: "endpoint" },
  paused: { label: "Open the endpoint", place: "endpoint" },
  payload_expired: { label: "Retention settings", place: "retention" },
};

export function WhyAction({ delivery, cause }: { delivery: DeliveryDetail; cause: string }) {
  const links = useLinks();
  const { may } = useWorkspace();
  const action = ACTIONS[cause];
  if (action === undefined || delivery.webhookStatus === "deleted") return null;
  if (action.place === "edit" && !may("webhooks:write")) return null;
  const hrefs: Record<Place, string> = {
    edit: links.editEndpoint(delivery.webhookId),
    security: links.endpoint(delivery.webhookId, "security"),
    endpoint: links.endpoint(delivery.webhookId),
    retention: links.settings("general"),
  };
  return (
    <Link href={hrefs[action.place]} className={buttonClass({ variant: "secondary", size: "sm" })}>
      {action.label}
    </Link>
  );
}
