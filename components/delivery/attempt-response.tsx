"use client";

import { useMemo } from "react";
import { contentOf } from "@/components/inspector/body-text";
import { BodyViewer } from "@/components/inspector/body-viewer";
import { HeaderTable } from "@/components/inspector/header-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatBytes } from "@/components/values/bytes";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { reasonPhrase } from "./reason-phrase";

export function AttemptResponse({ delivery, attempt }: { delivery: DeliveryDetail; attempt: Attempt }) {
  const { response, statusCode, cause, number } = attempt;
  const content = useMemo(
    () => (response === null || response.body === null ? null : contentOf(response.body, response.bodyEncoding)),
    [response],
  );
  if (response === null)
    return (
      <EmptyState title="There was no response">
        {cause === null ? "The attempt ended before one began." : `${cause.title}. ${cause.hint}`}
      </EmptyState>
    );
  const type = response.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="font-mono text-[0.8125rem]">
        {attempt.phases.protocol ?? "HTTP"} <span className="font-medium">{statusCode}</span> {reasonPhrase(statusCode)}
      </p>
      <HeaderTable label="Response headers" headers={response.headers} />
      {response.bodyTruncated && content !== null && (
        <p className="rounded-lg border border-info/40 bg-info-soft px-3.5 py-2.5">
          Only the beginning of the body was kept: {formatBytes(content.bytes.length)} of at least{" "}
          {formatBytes(response.bodyBytes)}. The status counts, not the body.
        </p>
      )}
      {/^text\/html\b/i.test(type) && (
        <p className="text-muted">The body is an HTML page. It is shown as text, and nothing in it runs.</p>
      )}
      {content === null || content.bytes.length === 0 ? (
        <p className="text-muted">The body is empty.</p>
      ) : (
        <BodyViewer
          label="Response body"
          content={content}
          fileName={`${delivery.id}-attempt-${number}-response.txt`}
          isJsonExpected={/\bjson\b/i.test(type) && !response.bodyTruncated}
        />
      )}
    </div>
  );
}
