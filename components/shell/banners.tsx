"use client";

import { usePreferences } from "@/components/layout/preferences";
import { TextLink } from "@/components/layout/text-link";
import { useLinks } from "@/components/layout/workspace-context";
import { RelativeTime } from "@/components/values/relative-time";
import { ProblemError } from "@/lib/client/fetcher";
import type { Webhook } from "@/lib/webhooks/schemas";
import { Banner } from "./banner";
import { useWorkspaceState } from "./use-workspace-state";

const DISMISSED_MAX = 50;

/** What everybody in the workspace should know, whatever page they look at. */
export function Banners({ allowsPrivateNetworks }: { allowsPrivateNetworks: boolean }) {
  const { queue, disabled } = useWorkspaceState();
  const links = useLinks();
  const [{ dismissedNotices }, change] = usePreferences();
  const isShown = (notice: string) => !dismissedNotices.includes(notice);
  const dismiss = (notice: string) => change({ dismissedNotices: [...dismissedNotices, notice].slice(-DISMISSED_MAX) });
  const pausedBy = queue.data?.pausedBy;
  const off = (disabled.data?.data ?? []).filter((webhook) => isShown(noticeOf(webhook)));
  return (
    <section aria-label="Notices" className="print:hidden">
      {queue.error instanceof ProblemError && queue.error.status === 0 && (
        <Banner tone="bad">
          Posthorn does not answer. What you see may be out of date; it is tried again by itself.
        </Banner>
      )}
      {queue.data?.workers === 0 && (
        <Banner tone="bad">
          <strong>No worker is running: nothing is being sent.</strong> Events are accepted and wait.{" "}
          <TextLink href={links.queue}>Look at the queue</TextLink>
        </Banner>
      )}
      {pausedBy != null && (
        <Banner tone="warn">
          <strong>Deliveries are paused</strong> by <bdi>{pausedBy.actor}</bdi> <RelativeTime iso={pausedBy.since} />:{" "}
          <bdi>{pausedBy.reason}</bdi> <TextLink href={links.queue}>Look at the queue</TextLink>
        </Banner>
      )}
      {off.length > 0 && (
        <Banner
          tone="bad"
          onDismiss={() =>
            change({ dismissedNotices: [...dismissedNotices, ...off.map(noticeOf)].slice(-DISMISSED_MAX) })
          }
        >
          {off.length === 1 && off[0] !== undefined ? (
            <>
              <strong>
                Endpoint <bdi>{off[0].name}</bdi> is disabled.
              </strong>{" "}
              {off[0].statusReason} <TextLink href={links.endpoint(off[0].id)}>Look at it</TextLink>
            </>
          ) : (
            <>
              <strong>{off.length} endpoints are disabled:</strong> nothing is sent to them.{" "}
              <TextLink href={`${links.endpoints}?status=disabled`}>Look at them</TextLink>
            </>
          )}
        </Banner>
      )}
      {allowsPrivateNetworks && isShown("private-networks") && (
        <Banner tone="info" onDismiss={() => dismiss("private-networks")}>
          This instance may deliver to private addresses (WEBHOOK_ALLOW_PRIVATE_NETWORKS), which is for trying things
          out.
        </Banner>
      )}
    </section>
  );
}

/** A notice that was put away comes back when the endpoint changes again. */
function noticeOf({ id, updatedAt }: Webhook): string {
  return `${id} ${updatedAt}`;
}
