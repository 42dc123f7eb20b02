"use client";

import { useMemo } from "react";
import { contentOf } from "@/components/inspector/body-text";
import { BodyViewer } from "@/components/inspector/body-viewer";
import { HeaderTable } from "@/components/inspector/header-table";
import { CopyIcon } from "@/components/ui/copy-icon";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";

export function AttemptRequest({ delivery, attempt }: { delivery: DeliveryDetail; attempt: Attempt }) {
  const { body } = delivery;
  const { method, url, headers } = attempt.request;
  const content = useMemo(() => (body === null ? null : contentOf(body)), [body]);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="flex items-start gap-1 font-mono text-[0.8125rem]">
        <span className="min-w-0 wrap-anywhere">
          <span className="font-medium">{method}</span> {url}
        </span>
        <CopyIcon text={url} label="Copy URL" />
      </p>
      <HeaderTable label="Request headers" headers={headers} />
      {content === null ? (
        <p className="text-muted">The body was deleted by the {delivery.retentionDays}-day retention.</p>
      ) : (
        <BodyViewer label="Request body" content={content} fileName={`${delivery.eventId}.json`} isJsonExpected />
      )}
    </div>
  );
}
