"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ApiKey, CreatedApiKey } from "@/lib/api-keys/schemas";
import { apiKeyKeys, listApiKeys } from "@/lib/client/api-keys";
import { formatDate } from "@/lib/client/format";
import { CreateApiKeyForm } from "./create-api-key-form";
import { RevokeApiKey } from "./revoke-api-key";
import { ShownOnceDialog } from "./shown-once-dialog";

type Props = {
  workspace: string;
  origin: string;
  initial: { data: ApiKey[]; nextCursor: string | null };
  scopes: ApiKey["scopes"];
  mayWrite: boolean;
};

/** Keys of a workspace: made here, shown once, listed by their first and last characters, revoked. */
export function ApiKeys({ workspace, origin, initial, scopes, mayWrite }: Props) {
  const [created, setCreated] = useState<CreatedApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const keys = useQuery({
    queryKey: apiKeyKeys.list(workspace),
    queryFn: ({ signal }) => listApiKeys(workspace, signal),
    initialData: initial,
  });
  const live = keys.data.data.filter((key) => key.revokedAt === null);
  return (
    <Card title="API keys" description="Programs sign in with them. A key is shown once, when it is made.">
      <div className="flex flex-col gap-5">
        {live.length === 0 ? (
          <p className="text-muted">None yet. Programs need one to send events.</p>
        ) : (
          <ul className="-mt-3 divide-y divide-border">
            {live.map((key) => (
              <li key={key.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="truncate font-medium" title={key.name}>
                    <bdi>{key.name}</bdi>
                  </p>
                  <p className="text-[0.8125rem] text-muted">
                    <span className="font-mono">
                      {key.prefix}…{key.hint}
                    </span>
                    {key.lastUsedAt === null ? " · never used" : ` · last used ${formatDate(key.lastUsedAt)}`}
                  </p>
                </div>
                {isExpired(key) && <Badge tone="bad">Expired</Badge>}
                {mayWrite && (
                  <Button variant="danger" size="sm" onClick={() => setRevoking(key)} aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayWrite ? (
          <CreateApiKeyForm workspace={workspace} scopes={scopes} onCreated={setCreated} />
        ) : (
          <p className="text-muted">Your role may not make keys. Ask an owner or admin.</p>
        )}
      </div>
      {created !== undefined && (
        <ShownOnceDialog apiKey={created} origin={origin} onClose={() => setCreated(undefined)} />
      )}
      {revoking !== undefined && (
        <RevokeApiKey workspace={workspace} apiKey={revoking} onClose={() => setRevoking(undefined)} />
      )}
    </Card>
  );
}

function isExpired({ expiresAt }: ApiKey): boolean {
  return expiresAt !== null && new Date(expiresAt).getTime() <= Date.now();
}
