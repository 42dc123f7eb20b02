"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatCounted } from "@/components/values/count";
import { clearInbox, type Inbox, inboxKeys } from "@/lib/client/inboxes";

export function ClearRequestsDialog({
  inbox,
  onClose,
  onCleared,
}: {
  inbox: Inbox;
  onClose: () => void;
  onCleared: () => void;
}) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const clear = useMutation({
    mutationFn: () => clearInbox(slug, inbox.id),
    onSuccess: async () => {
      onCleared();
      onClose();
      await client.invalidateQueries({ queryKey: inboxKeys.all(slug) });
    },
  });
  return (
    <ConfirmDialog
      title="Clear requests?"
      action="Clear requests"
      busy={clear.isPending}
      error={clear.error?.message}
      onConfirm={() => clear.mutate()}
      onClose={onClose}
    >
      <p>
        The {formatCounted(inbox.kept, "request")} kept here {inbox.kept === 1 ? "is" : "are"} forgotten for good.
        Deliveries and their attempts stay, and so do the behaviour and its place in a sequence.
      </p>
    </ConfirmDialog>
  );
}
