"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { contentOf } from "@/components/inspector/body-text";
import { BodyViewer } from "@/components/inspector/body-viewer";
import { HeaderTable } from "@/components/inspector/header-table";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { formatBytes } from "@/components/values/bytes";
import { type Inbox, type InboxRequest, inboxRequestQuery } from "@/lib/client/inboxes";
import { RequestFacts } from "./request-facts";
import { useInboxMessages } from "./use-inbox-messages";

type View = "body" | "headers" | "raw";

/** One request as it came: who sent it, what was in it, what it was answered. */
export function RequestDetail({ inbox, id, onClose }: { inbox: Inbox; id: string; onClose: () => void }) {
  const { slug } = useWorkspace();
  const [view, setView] = useState<View>("body");
  const query = useQuery(inboxRequestQuery(slug, inbox.id, id));
  useInboxMessages(inbox.id, () => {
    if (query.data?.durationMs === null) void query.refetch();
  });
  const request = query.data;
  return (
    <section
      aria-label="Request"
      className="flex min-w-0 flex-col gap-4 rounded-lg border border-border bg-surface p-4 sm:p-5"
    >
      <h2 className="sr-only">Request</h2>
      <Button size="sm" variant="ghost" className="-ml-2 self-start lg:hidden" onClick={onClose}>
        <ArrowLeft aria-hidden className="size-4" />
        All requests
      </Button>
      {request === undefined ? (
        query.isError ? (
          <ProblemCard error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
        ) : (
          <Skeleton className="h-96" />
        )
      ) : (
        <>
          <RequestFacts request={request} />
          <Tabs
            label="Parts of the request"
            value={view}
            onChange={setView}
            tabs={[
              { value: "body", label: "Body", content: <RequestBody request={request} /> },
              {
                value: "headers",
                label: "Headers",
                count: request.headers.length,
                content: <HeaderTable label="Request headers" headers={request.headers} />,
              },
              { value: "raw", label: "Raw HTTP", content: <CodeBlock label="Request" code={rawHttp(request)} /> },
            ]}
          />
        </>
      )}
    </section>
  );
}

function RequestBody({
  request: { id, body, bodyEncoding, bodyBytes, bodyTruncated, headers },
}: {
  request: InboxRequest;
}) {
  if (bodyBytes === 0) return <p className="text-muted">It has no body.</p>;
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return (
    <div className="flex flex-col gap-2">
      {bodyTruncated && (
        <p className="text-[0.8125rem] text-warn">Only the first 1 MiB of {formatBytes(bodyBytes)} was kept.</p>
      )}
      <BodyViewer
        key={id}
        label="Request body"
        content={contentOf(body, bodyEncoding)}
        fileName={`${id}.${bodyEncoding === "base64" ? "bin" : type.includes("json") ? "json" : "txt"}`}
        isJsonExpected={type.includes("json") && !bodyTruncated}
      />
    </div>
  );
}

/** The request line, headers and body as text; bytes that are no text are told by their number. */
function rawHttp({ method, path, headers, body, bodyEncoding, bodyBytes }: InboxRequest): string {
  const head = [`${method} ${path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)].join("\n");
  const text = bodyEncoding === "utf8" ? body : `(${formatBytes(bodyBytes)} that are no text)`;
  return text === "" ? head : `${head}\n\n${text}`;
}
