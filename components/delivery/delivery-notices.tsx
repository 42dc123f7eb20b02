"use client";

import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** What stands in the way of sending it, where no card below says it already. */
export function DeliveryNotices({ delivery }: { delivery: DeliveryDetail }) {
  const links = useLinks();
  const { body, webhookStatus, webhookId, retentionDays, state } = delivery;
  const endpoint = (text: string) => (
    <Link href={links.endpoint(webhookId)} className="font-medium text-accent underline">
      {text}
    </Link>
  );
  const saidCause = state?.explanation.cause;
  return (
    <>
      {body === null && (
        <Alert tone="info" title={`Payload deleted by the ${retentionDays}-day retention`}>
          <p>What is known about the delivery and its attempts is kept, but it cannot be sent again.</p>
        </Alert>
      )}
      {webhookStatus === "deleted" && (
        <Alert tone="info" title="The endpoint was deleted">
          <p>Nothing is sent to it any more. Its deliveries stay here until retention ends.</p>
        </Alert>
      )}
      {webhookStatus === "disabled" && saidCause !== "endpoint_disabled" && (
        <Alert tone="warn" title="The endpoint is disabled">
          <p>Nothing is sent to it now. {endpoint("Open the endpoint")} to see why and to enable it.</p>
        </Alert>
      )}
      {webhookStatus === "paused" && saidCause !== "paused" && (
        <Alert tone="info" title="The endpoint is paused">
          <p>What is due waits until it is resumed. {endpoint("Open the endpoint")}</p>
        </Alert>
      )}
    </>
  );
}
