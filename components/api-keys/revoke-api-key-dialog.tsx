"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { RelativeTime } from "@/components/values/relative-time";
import { useToast } from "@/components/ui/toast";
import { TypedConfirmDialog } from "@/components/ui/typed-confirm-dialog";
import type { ApiKey } from "@/lib/api-keys/schemas";
import { apiKeyKeys, revokeApiKey } from "@/lib/client/api-keys";

export function RevokeApiKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(slug, apiKey.id),
    onSuccess: async () => {
      onClose();
      toast({ tone: "ok", title: `${apiKey.name} is revoked` });
      await client.invalidateQueries({ queryKey: apiKeyKeys.list(slug) });
    },
  });
  return (
    <TypedConfirmDialog
      title="Revoke this key?"
      word={apiKey.name}
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
      <p>
        {apiKey.lastUsedAt === null ? (
          "It was never used."
        ) : (
          <>
            It was last used <RelativeTime iso={apiKey.lastUsedAt} />
            {apiKey.lastUsedIp === null ? "." : ` from ${apiKey.lastUsedIp}.`}
          </>
        )}
      </p>
    </TypedConfirmDialog>
  );
}
