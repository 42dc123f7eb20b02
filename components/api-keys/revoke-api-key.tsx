"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ApiKey } from "@/lib/api-keys/schemas";
import { apiKeyKeys, revokeApiKey } from "@/lib/client/api-keys";

export function RevokeApiKey({
  workspace,
  apiKey,
  onClose,
}: {
  workspace: string;
  apiKey: ApiKey;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(workspace, apiKey.id),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: apiKeyKeys.list(workspace) });
    },
  });
  return (
    <ConfirmDialog
      title="Revoke this key?"
      action="Revoke key"
      busy={revoke.isPending}
      error={revoke.error?.message}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>
        Every program that uses <bdi className="font-medium">{apiKey.name}</bdi> is refused within a second. A revoked
        key cannot be brought back.
      </p>
    </ConfirmDialog>
  );
}
