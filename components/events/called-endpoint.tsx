import { RotateCw } from "lucide-react";
import Link from "next/link";
import { AttemptOutcome } from "@/components/deliveries/attempt-outcome";
import { DeliveryStatusBadge } from "@/components/deliveries/delivery-status";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { IconButton } from "@/components/ui/icon-button";
import { Countdown } from "@/components/values/countdown";
import { Duration } from "@/components/values/duration";
import { RelativeTime } from "@/components/values/relative-time";
import { UrlText } from "@/components/values/url-text";
import type { Delivery } from "@/lib/deliveries/schemas";
import { causeTitle } from "@/lib/egress/cause-titles";
import type { FanOut } from "@/lib/events/schemas";
import type { CalledRow } from "./fan-out-rows";

const EARLIER_SHOWN = 3;

/** An endpoint that was called, with how its newest delivery stands. */
export function CalledEndpoint({
  row: { webhook, deliveries },
  eventId,
  onReplay,
}: {
  row: CalledRow;
  eventId: string;
  onReplay: () => void;
}) {
  const links = useLinks();
  const { may } = useWorkspace();
  const [newest, ...earlier] = deliveries;
  const hidden = earlier.length - EARLIER_SHOWN;
  const reason = whyNoReplay(webhook.status);
  return (
    <li className="flex flex-col gap-x-6 gap-y-2 px-4 py-3 sm:px-6 md:grid md:grid-cols-[minmax(0,1fr)_8.5rem_minmax(0,1fr)_8rem] md:items-center">
      <EndpointName webhook={webhook} />
      <div>{newest !== undefined && <DeliveryStatusBadge status={newest.status} />}</div>
      <div className="min-w-0 text-[0.8125rem]">
        {newest?.details !== undefined && <LastAnswer delivery={newest.details} />}
        {earlier.length > 0 && (
          <p className="mt-1 text-muted">
            Before:{" "}
            {earlier.slice(0, EARLIER_SHOWN).map(({ id, status }, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <Link href={links.delivery(id)} className="underline underline-offset-4">
                  {status}
                </Link>
              </span>
            ))}
            {hidden > 0 && (
              <>
                {" and "}
                <Link
                  href={links.deliveries({ event: eventId, webhook: webhook.webhookId, range: "30d" })}
                  className="underline underline-offset-4"
                >
                  {hidden} more
                </Link>
              </>
            )}
          </p>
        )}
      </div>
      <div className="flex items-center gap-1 md:justify-end">
        {newest !== undefined && (
          <Link
            href={links.delivery(newest.id)}
            aria-label={`Delivery to ${webhook.name}`}
            className="inline-flex min-h-8 items-center rounded-md px-2 font-medium text-accent underline underline-offset-4"
          >
            Delivery
          </Link>
        )}
        {may("events:write") && (
          <IconButton
            label={`Replay to ${webhook.name}`}
            disabled={reason !== undefined}
            title={reason ?? `Replay to ${webhook.name}`}
            onClick={onReplay}
          >
            <RotateCw aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
    </li>
  );
}

/** @returns why nothing can be sent to an endpoint as it is now. */
export function whyNoReplay(status: FanOut["status"]): string | undefined {
  if (status === "disabled") return "The endpoint is disabled. Enable it, then replay.";
  if (status === "deleted") return "The endpoint was deleted.";
  return undefined;
}

export function EndpointName({ webhook }: { webhook: FanOut }) {
  const links = useLinks();
  return (
    <div className="min-w-0">
      <div className="flex min-w-0 items-center gap-2">
        {webhook.status === "deleted" ? (
          <bdi className="truncate font-medium">{webhook.name}</bdi>
        ) : (
          <Link
            href={links.endpoint(webhook.webhookId)}
            title={webhook.name}
            className="truncate font-medium underline-offset-4 hover:underline"
          >
            <bdi>{webhook.name}</bdi>
          </Link>
        )}
        {webhook.status !== "active" && (
          <span className="shrink-0 text-[0.8125rem] text-muted">{webhook.status} now</span>
        )}
      </div>
      <UrlText url={webhook.url} />
    </div>
  );
}

function LastAnswer({ delivery }: { delivery: Delivery }) {
  const { attemptCount, status, lastStatusCode, lastCause, lastLatencyMs, lastAttemptAt, nextAttemptAt } = delivery;
  if (attemptCount === 0) return <p className="text-muted">{whyNotTried(status, lastCause)}</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <AttemptOutcome ok={status === "delivered"} statusCode={lastStatusCode} cause={lastCause} />
      <Duration ms={lastLatencyMs} className="text-muted" />
      <span className="text-muted">
        {attemptCount === 1 ? "1 attempt" : `${attemptCount} attempts`}
        {lastAttemptAt !== null && (
          <>
            , <RelativeTime iso={lastAttemptAt} />
          </>
        )}
      </span>
      {status === "retrying" && nextAttemptAt !== null && (
        <span className="text-muted">
          next in <Countdown to={nextAttemptAt} />
        </span>
      )}
    </div>
  );
}

function whyNotTried(status: Delivery["status"], cause: string | null): string {
  if (status === "held") return "Paused: it waits until the endpoint is resumed";
  if (status === "pending" || status === "sending") return "Not tried yet";
  return cause === null ? "Never tried" : causeTitle(cause);
}
