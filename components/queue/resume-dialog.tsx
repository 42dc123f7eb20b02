"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatCounted } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { queueKeys, type QueueStats, resumeQueue } from "@/lib/client/queue";

/** Says what goes out at once when deliveries are let go. */
export function ResumeDialog({
  pausedBy,
  held,
  onClose,
}: {
  pausedBy: NonNullable<QueueStats["pausedBy"]>;
  held: number;
  onClose: () => void;
}) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const resume = useMutation({
    mutationFn: () => resumeQueue(slug),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: queueKeys.all(slug) });
    },
  });
  return (
    <Dialog title="Resume deliveries" onClose={onClose}>
      <p>
        <bdi>{pausedBy.actor}</bdi> paused them <RelativeTime iso={pausedBy.since} />: <bdi>{pausedBy.reason}</bdi>
      </p>
      <p>
        {held === 0
          ? "Nothing is held."
          : `${formatCounted(held, "held delivery", "held deliveries")} ${held === 1 ? "goes" : "go"} out as soon as due, within each endpoint’s rate limit.`}{" "}
        Endpoints that are paused themselves stay so.
      </p>
      {resume.isError && <Alert tone="bad" title={resume.error.message} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button busy={resume.isPending} onClick={() => resume.mutate()}>
          Resume deliveries
        </Button>
      </div>
    </Dialog>
  );
}
