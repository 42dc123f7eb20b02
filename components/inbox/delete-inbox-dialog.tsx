"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatCounted } from "@/components/values/count";
import { deleteInbox, type Inbox, inboxKeys } from "@/lib/client/inboxes";

/** Says what is lost, and who would then send to nowhere. */
export function DeleteInboxDialog({
  inbox,
  onClose,
  onDeleted,
}: {
  inbox: Inbox;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteInbox(slug, inbox.id),
    onSuccess: async () => {
      onDeleted?.();
      onClose();
      await client.invalidateQueries({ queryKey: inboxKeys.list(slug) });
    },
  });
  const { webhooks } = inbox;
  return (
    <ConfirmDialog
      title="Delete this inbox?"
      action="Delete inbox"
      busy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        <bdi className="font-medium">{inbox.name}</bdi> and the {formatCounted(inbox.kept, "request")} it keeps are gone
        for good. Its URL answers 404 from then on.
      </p>
      {webhooks !== null && webhooks.length > 0 && (
        <p>
          {formatCounted(webhooks.length, "endpoint points", "endpoints point")} here, and would fail:{" "}
          {webhooks.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <bdi className="font-medium">{name}</bdi>
            </span>
          ))}
          .
        </p>
      )}
    </ConfirmDialog>
  );
}
