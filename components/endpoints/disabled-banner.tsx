"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { Time } from "@/components/values/time";
import { recoverableQuery, skippedEventsQuery } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";
import { useRecover, useStatusChange } from "./use-endpoint-acts";

/** Why nothing is sent, since when, what was missed, and the way back. */
export function DisabledBanner({ webhook }: { webhook: Webhook }) {
  const { slug, may, why } = useWorkspace();
  const links = useLinks();
  const { data: skipped, isLoading: isCounting } = useQuery(skippedEventsQuery(slug, webhook.id));
  const { data, isLoading: isCountingFailed } = useQuery({
    ...recoverableQuery(slug, webhook.id),
    enabled: may("deliveries:write"),
  });
  const failed = data?.count;
  const change = useStatusChange();
  const recover = useRecover();
  const mayWrite = may("webhooks:write") && may("deliveries:write");
  const reason = mayWrite ? undefined : why("webhooks:write");
  const error = recover.error ?? change.error;
  return (
    <Alert tone="bad" title="This endpoint is disabled: nothing is delivered">
      <div className="flex flex-col gap-2">
        <p>
          {webhook.statusReason ?? "Nobody said why."} Since <Time iso={webhook.statusChangedAt} /> (
          <RelativeTime iso={webhook.statusChangedAt} />
          ).
        </p>
        <p>
          {isCounting && <Skeleton className="my-0.5 h-4 w-2/3" />}
          {skipped !== undefined && skipped.count > 0 ? (
            <>
              {skipped.isComplete ? "" : "At least "}
              {formatCounted(skipped.count, "event")} it subscribes to came in since and got no delivery. Replay them
              from{" "}
              <Link
                href={links.events({ from: webhook.statusChangedAt })}
                className="text-accent underline underline-offset-4"
              >
                the events
              </Link>
              .
            </>
          ) : (
            skipped !== undefined && "No event it subscribes to came in since."
          )}{" "}
          {failed !== undefined &&
            failed > 0 &&
            `${formatCounted(failed, "delivery", "deliveries", data?.isExact)} failed and can be sent again.`}
        </p>
        {error !== null && <p className="font-medium text-bad">{error.message}</p>}
        <div className="flex flex-wrap gap-2">
          {isCountingFailed && <Skeleton className="h-8 w-66" />}
          {failed !== undefined && failed > 0 && (
            <Button
              size="sm"
              busy={recover.isPending}
              disabled={!mayWrite}
              title={reason}
              onClick={() => recover.mutate({ webhook, enable: true })}
            >
              Enable and recover {formatCounted(failed, "delivery", "deliveries", data?.isExact)}
            </Button>
          )}
          <Button
            size="sm"
            variant={failed !== undefined && failed > 0 ? "secondary" : "primary"}
            busy={change.isPending}
            disabled={!mayWrite}
            title={reason}
            onClick={() => change.mutate({ webhook, verb: "enable" })}
          >
            {failed !== undefined && failed > 0 ? "Enable only" : "Enable"}
          </Button>
        </div>
        {reason !== undefined && <p className="text-[0.8125rem] text-muted">{reason}</p>}
      </div>
    </Alert>
  );
}
