"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { deleteEventType, eventTypeKeys, subscribersQuery } from "@/lib/client/event-types";

/** Asks before a type goes; where endpoints name it, says which, because it cannot go then. */
export function DeleteEventType({ name, onClose }: { name: string; onClose: () => void }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const { data } = useQuery(subscribersQuery(slug, name));
  const named = data?.data.filter(({ pattern }) => pattern === name) ?? [];
  const remove = useMutation({
    mutationFn: () => deleteEventType(slug, name),
    onSuccess: () => {
      toast({ tone: "ok", title: `${name} was deleted` });
      router.push(links.eventTypes);
      void client.invalidateQueries({ queryKey: eventTypeKeys.list(slug) });
    },
  });
  if (named.length > 0)
    return (
      <Dialog title={`${name} cannot be deleted yet`} onClose={onClose}>
        <p>These endpoints subscribe to exactly this type. Take it out of their events first.</p>
        <ul className="list-disc pl-5">
          {named.map(({ webhookId, name: endpoint }) => (
            <li key={webhookId}>
              <Link href={links.editEndpoint(webhookId)} className="underline underline-offset-4">
                <bdi>{endpoint}</bdi>
              </Link>
            </li>
          ))}
        </ul>
        <div className="flex justify-end">
          <Button variant="secondary" onClick={onClose} data-autofocus>
            Close
          </Button>
        </div>
      </Dialog>
    );
  return (
    <ConfirmDialog
      title={`Delete ${name}`}
      action="Delete type"
      busy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        Events of this type are refused from then on. Those that were sent stay, with their deliveries. Endpoints that
        subscribe by a prefix or by * are left as they are.
      </p>
    </ConfirmDialog>
  );
}
