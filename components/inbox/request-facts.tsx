"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { TextLink } from "@/components/layout/text-link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { formatBytes } from "@/components/values/bytes";
import { Duration } from "@/components/values/duration";
import { IdText } from "@/components/values/id-text";
import { Time } from "@/components/values/time";
import { type InboxRequest, senderMsQuery } from "@/lib/client/inboxes";
import { AnswerBadge } from "./answer-badge";
import { SignatureBadge, VERDICT_WORDS } from "./signature-badge";

/** Who sent a request, whether the signature holds, what it was answered, and what the sender made of it. */
export function RequestFacts({ request }: { request: InboxRequest }) {
  const links = useLinks();
  const { method, path, signature, deliveryId, eventId, attemptNumber, remoteAddress } = request;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-mono text-[0.9375rem] font-semibold wrap-anywhere">
        {method} {path}
      </h3>
      <div className="flex flex-wrap items-center gap-2">
        <SignatureBadge signature={signature} />
        <AnswerBadge request={request} />
      </div>
      <p className="text-muted">{signature.message ?? VERDICT_WORDS[signature.verdict].meaning}</p>
      <dl className="grid gap-x-6 gap-y-2 text-[0.8125rem] sm:grid-cols-2">
        <Fact name="Received">
          <Time iso={request.receivedAt} />
        </Fact>
        <Fact name="From">{remoteAddress ?? "unknown"}</Fact>
        <Fact name="Body">{formatBytes(request.bodyBytes)}</Fact>
        <Fact name="Took">
          <Duration ms={request.durationMs} /> here
          {deliveryId !== null && attemptNumber !== null && (
            <SenderSide deliveryId={deliveryId} attempt={attemptNumber} />
          )}
        </Fact>
        {deliveryId !== null && (
          <Fact name="Delivery">
            <TextLink href={links.delivery(deliveryId, attemptNumber ?? undefined)}>
              {attemptNumber === null ? "Delivery" : `Attempt ${attemptNumber}`} of <IdText id={deliveryId} />
            </TextLink>
          </Fact>
        )}
        {eventId !== null && (
          <Fact name="Event">
            <TextLink href={links.event(eventId)}>
              <IdText id={eventId} />
            </TextLink>
          </Fact>
        )}
        {signature.webhookId !== null && (
          <Fact name="Endpoint">
            <TextLink href={links.endpoint(signature.webhookId)}>
              <IdText id={signature.webhookId} />
            </TextLink>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-2">
      <dt className="w-20 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

/** How long it was for the sender; a little more, for the way there and back. */
function SenderSide({ deliveryId, attempt }: { deliveryId: string; attempt: number }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(senderMsQuery(slug, deliveryId, attempt));
  if (data == null) return null;
  return (
    <>
      , <Duration ms={data} /> for the sender
    </>
  );
}
