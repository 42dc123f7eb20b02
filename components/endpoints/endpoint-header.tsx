"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { PageHeading } from "@/components/layout/page-heading";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useShortcut } from "@/components/layout/shortcuts";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { CopyIcon } from "@/components/ui/copy-icon";
import { IdText } from "@/components/values/id-text";
import { UrlText } from "@/components/values/url-text";
import { LAST_DAY, webhookFiguresQuery } from "@/lib/client/stats";
import type { Webhook } from "@/lib/webhooks/schemas";
import { type EndpointDialog, EndpointDialogs } from "./endpoint-dialogs";
import { EndpointHealthBadge } from "./endpoint-health";
import { EndpointMenu } from "./endpoint-menu";
import { EndpointStatus } from "./endpoint-status";
import { useStatusChange } from "./use-endpoint-acts";

export function EndpointHeader({ webhook }: { webhook: Webhook }) {
  const { slug, may, why } = useWorkspace();
  const links = useLinks();
  const [dialog, setDialog] = useState<EndpointDialog>();
  const change = useStatusChange();
  const { data: figures } = useQuery(webhookFiguresQuery(slug, LAST_DAY, { webhookIds: [webhook.id] }));
  const mayWrite = may("webhooks:write");
  const isPaused = webhook.status === "paused";
  const verb = isPaused ? "resume" : "pause";
  const isDisabled = webhook.status === "disabled";
  const toggle = () => change.mutate({ webhook, verb });
  usePaletteAction(
    mayWrite
      ? { id: "endpoint-test", label: `Send a test to ${webhook.name}`, run: () => setDialog("test") }
      : undefined,
  );
  usePaletteAction(
    mayWrite && !isDisabled
      ? { id: "endpoint-pause", label: `${isPaused ? "Resume" : "Pause"} ${webhook.name}`, run: toggle }
      : undefined,
  );
  useShortcut("t", "Send a test", () => setDialog("test"), { enabled: mayWrite && !isDisabled });
  return (
    <>
      <PageHeading
        title={webhook.name}
        breadcrumb={[{ label: "Endpoints", href: links.endpoints }]}
        actions={
          <>
            <Button
              variant="secondary"
              size="sm"
              disabled={!mayWrite}
              title={mayWrite ? undefined : why("webhooks:write")}
              onClick={() => setDialog("test")}
            >
              Send test
            </Button>
            {!isDisabled && (
              <Button
                variant="secondary"
                size="sm"
                disabled={!mayWrite}
                title={mayWrite ? undefined : why("webhooks:write")}
                onClick={toggle}
              >
                {isPaused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
                {isPaused ? "Resume" : "Pause"}
              </Button>
            )}
            <Button
              variant="secondary"
              size="sm"
              disabled={!may("deliveries:write")}
              title={may("deliveries:write") ? undefined : why("deliveries:write")}
              onClick={() => setDialog("recover")}
            >
              Recover failed…
            </Button>
            <EndpointMenu webhook={webhook} onOpen={setDialog} />
          </>
        }
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          {webhook.status === "active" && <EndpointHealthBadge webhook={webhook} />}
          <EndpointStatus webhook={webhook} breaker={figures?.data[0]?.breaker} />
          <span className="flex max-w-full min-w-0 items-center gap-1">
            <UrlText url={webhook.url} className="max-w-[28rem]" />
            <CopyIcon text={webhook.url} label="Copy URL" />
          </span>
          <IdText id={webhook.id} copy />
        </div>
      </PageHeading>
      {change.isError && (
        <p role="alert" className="text-bad">
          The status was not changed: {change.error.message}
        </p>
      )}
      <EndpointDialogs webhook={webhook} open={dialog} onClose={() => setDialog(undefined)} />
    </>
  );
}
