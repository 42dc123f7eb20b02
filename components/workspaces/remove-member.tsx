"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { memberKeys, removeMember } from "@/lib/client/members";
import type { Member } from "@/lib/workspaces/schemas";

type Props = { workspace: string; member: Member; self: boolean; onClose: () => void };

export function RemoveMember({ workspace, member, self, onClose }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeMember(workspace, member.id),
    onSuccess: async () => {
      if (self) return window.location.assign("/");
      onClose();
      await client.invalidateQueries({ queryKey: memberKeys.members(workspace) });
    },
  });
  return (
    <ConfirmDialog
      title={self ? "Leave this workspace?" : "Remove this member?"}
      action={self ? "Leave workspace" : "Remove member"}
      busy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {self ? (
        <p>You lose access at once. To come back you need a new invitation.</p>
      ) : (
        <p>
          <bdi className="font-medium">{member.name ?? member.email}</bdi> loses access at once. API keys they made keep
          working until they are revoked.
        </p>
      )}
    </ConfirmDialog>
  );
}
