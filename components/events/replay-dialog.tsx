"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemCard } from "@/components/ui/problem-card";
import { useToast } from "@/components/ui/toast";
import { formatCounted } from "@/components/values/count";
import { eventKeys, replayEvent } from "@/lib/client/events";
import { subscribersQuery } from "@/lib/client/event-types";
import { randomKey } from "@/lib/client/random-key";
import type { EventDetail } from "@/lib/events/schemas";

export type ReplayTarget = "all" | { id: string; name: string };

const NAMED_MAX = 5;

/** Says who would get the event again, and that they may get it twice, before it is sent. */
export function ReplayDialog({ event, to, onClose }: { event: EventDetail; to: ReplayTarget; onClose: () => void }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const targets = useTargets(event, to);
  // The second click of a double click comes before the button is known to be busy.
  const isAsked = useRef(false);
  const [key] = useState(randomKey);
  const replay = useMutation({
    mutationFn: () => replayEvent(slug, event.id, to === "all" ? {} : { webhookId: to.id }, key),
    onError: () => {
      isAsked.current = false;
    },
    onSuccess: ({ deliveries }) => {
      void client.invalidateQueries({ queryKey: eventKeys.detail(slug, event.id) });
      void client.invalidateQueries({ queryKey: eventKeys.deliveries(slug, event.id) });
      const [first] = deliveries;
      toast({
        tone: "ok",
        title: `${formatCounted(deliveries.length, "delivery", "deliveries")} on the way`,
        action:
          first === undefined
            ? undefined
            : {
                label: deliveries.length === 1 ? "See the delivery" : "See the deliveries",
                run: () =>
                  router.push(
                    deliveries.length === 1
                      ? links.delivery(first.id)
                      : links.deliveries({ event: event.id, trigger: "replay", range: "30d" }),
                  ),
              },
      });
      onClose();
    },
  });
  const gotIt = new Set(event.fanOut.filter(({ called }) => called).map(({ webhookId }) => webhookId));
  const mayRepeat = targets === undefined || targets.some(({ id }) => gotIt.has(id));
  return (
    <Dialog title={to === "all" ? "Replay this event" : `Replay to ${to.name}`} onClose={onClose}>
      <p>{wordsOf(event, targets)}</p>
      {targets !== undefined && targets.length > 0 && to === "all" && <Names names={targets.map(({ name }) => name)} />}
      {mayRepeat && targets?.length !== 0 && (
        <Alert tone="warn" title="Receivers may get it twice">
          It is sent with the same webhook-id,{" "}
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{event.id}</code>. A receiver that remembers the
          ids it has seen ignores the second one; another acts on it again.
        </Alert>
      )}
      {replay.isError && <ProblemCard error={replay.error} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          busy={replay.isPending}
          disabled={targets?.length === 0}
          onClick={() => {
            if (isAsked.current) return;
            isAsked.current = true;
            replay.mutate();
          }}
        >
          {targets === undefined || to !== "all" ? "Replay" : `Replay to ${formatCounted(targets.length, "endpoint")}`}
        </Button>
      </div>
    </Dialog>
  );
}

/** Who would be called now; undefined while it is not known. */
function useTargets(event: EventDetail, to: ReplayTarget): { id: string; name: string }[] | undefined {
  const { slug } = useWorkspace();
  const isForSubscribers = to === "all" && !event.test;
  const { data } = useQuery({ ...subscribersQuery(slug, event.type), enabled: isForSubscribers });
  if (to !== "all") return [to];
  if (event.test)
    return event.fanOut
      .filter(({ called, status }) => called && status !== "disabled" && status !== "deleted")
      .map(({ webhookId, name }) => ({ id: webhookId, name }));
  if (data === undefined || data.nextCursor !== null) return undefined;
  return data.data
    .filter(({ status, projectId }) => status !== "disabled" && (projectId === null || projectId === event.projectId))
    .map(({ webhookId, name }) => ({ id: webhookId, name }));
}

function wordsOf({ type, test }: EventDetail, targets: readonly { name: string }[] | undefined): string {
  if (test) return "This was a test, so it goes to the endpoints that it was for, as new deliveries.";
  if (targets?.length === 0)
    return `No enabled endpoint subscribes to ${type} now, so there is nobody to send it to. Replay it to one endpoint from the list instead.`;
  return "The same bytes are sent again as new deliveries, with fresh signatures and the whole retry schedule.";
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul className="list-disc pl-5">
      {names.slice(0, NAMED_MAX).map((name, index) => (
        <li key={`${index} ${name}`}>
          <bdi>{name}</bdi>
        </li>
      ))}
      {names.length > NAMED_MAX && <li>and {names.length - NAMED_MAX} more</li>}
    </ul>
  );
}
