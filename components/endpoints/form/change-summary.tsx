"use client";

import { useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import type { Webhook } from "@/lib/webhooks/schemas";

/** Before saving: what becomes different about where events go and which. */
export function ChangeSummary({ webhook }: { webhook: Webhook }) {
  const url = useWatch<WebhookFormValues, "url">({ name: "url" }).trim();
  const events = useWatch<WebhookFormValues, "events">({ name: "events" });
  const added = events.filter((pattern) => !webhook.events.includes(pattern));
  const removed = webhook.events.filter((pattern) => !events.includes(pattern));
  const isMoved = url !== webhook.url;
  if (!isMoved && added.length === 0 && removed.length === 0) return null;
  return (
    <Alert tone="info" title="What will change">
      <dl className="mt-1 flex flex-col gap-2">
        {isMoved && (
          <div>
            <dt className="text-[0.8125rem] text-muted">URL</dt>
            <dd className="font-mono text-[0.8125rem] wrap-anywhere">
              <del className="text-bad">{webhook.url}</del>
              <br />
              <ins className="text-ok no-underline">{url === "" ? "(empty)" : url}</ins>
              <p className="mt-1 font-sans text-muted">
                Retries and everything that waits go to the new URL. After saving, failed deliveries can be sent there
                too.
              </p>
            </dd>
          </div>
        )}
        {(added.length > 0 || removed.length > 0) && (
          <div>
            <dt className="text-[0.8125rem] text-muted">Events</dt>
            <dd className="font-mono text-[0.8125rem] wrap-anywhere">
              {added.map((pattern) => (
                <ins key={pattern} className="mr-3 text-ok no-underline">
                  + {pattern}
                </ins>
              ))}
              {removed.map((pattern) => (
                <del key={pattern} className="mr-3 text-bad no-underline">
                  − {pattern}
                </del>
              ))}
              <p className="mt-1 font-sans text-muted">
                From the next event on. Deliveries that exist are not touched.
              </p>
            </dd>
          </div>
        )}
      </dl>
    </Alert>
  );
}
