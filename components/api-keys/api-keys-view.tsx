"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { useNow } from "@/components/layout/now";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/components/values/count";
import type { ApiKey, CreatedApiKey } from "@/lib/api-keys/schemas";
import { stateOfKey } from "@/lib/client/api-key-facts";
import { API_KEYS_SHOWN_MAX, apiKeyKeys, listApiKeys } from "@/lib/client/api-keys";
import { listMembers, memberKeys } from "@/lib/client/members";
import { ApiKeyTable } from "./api-key-table";
import { CreateApiKeyDialog } from "./create-api-key-dialog";
import { RevokeApiKeyDialog } from "./revoke-api-key-dialog";
import { RollApiKeyDialog } from "./roll-api-key-dialog";
import { ShownOnceDialog } from "./shown-once-dialog";

const MINUTE_MS = 60_000;
type Open =
  | { dialog: "create" }
  | { dialog: "roll" | "revoke"; key: ApiKey }
  | { dialog: "created"; key: CreatedApiKey };

/** The keys of a workspace: made here, shown once, told apart by their ends, rolled and revoked. */
export function ApiKeysView() {
  const { slug, origin, may, why } = useWorkspace();
  const links = useLinks();
  const [open, setOpen] = useState<Open>();
  const [shown, setShown] = useQueryState("show", parseAsStringLiteral(["live", "ended"]).withDefault("live"));
  const nowMs = useNow(MINUTE_MS);
  const keys = useQuery({
    queryKey: apiKeyKeys.list(slug),
    queryFn: ({ signal }) => listApiKeys(slug, signal),
  });
  const members = useQuery({ queryKey: memberKeys.members(slug), queryFn: ({ signal }) => listMembers(slug, signal) });
  const nameOf = (userId: string | null) => {
    const member = members.data?.data.find((each) => each.userId === userId);
    return member?.name ?? member?.email ?? (userId === null ? "Posthorn" : "a former member");
  };
  const mayWrite = may("api-keys:write");
  const all = keys.data?.data ?? [];
  const isEnded = (key: ApiKey) => ["expired", "revoked"].includes(stateOfKey(key, nowMs));
  const ended = all.filter(isEnded);
  const live = all.filter((key) => !isEnded(key));
  const rows = shown === "ended" ? ended : live;
  const create = () => setOpen({ dialog: "create" });
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeading
        title="API keys"
        actions={
          <Button onClick={create} disabled={!mayWrite} title={mayWrite ? undefined : why("api-keys:write")}>
            <Plus aria-hidden className="size-4" />
            Create key
          </Button>
        }
      >
        <p>Programs sign in with them. A key is shown once, when it is made.</p>
      </PageHeading>
      {!mayWrite && <p className="text-muted">{why("api-keys:write")}</p>}
      <Card
        title="Keys"
        actions={
          <Segmented
            label="Which keys"
            value={shown}
            options={[
              { value: "live", label: `In use ${keys.isSuccess ? formatCount(live.length) : ""}` },
              { value: "ended", label: `Ended ${keys.isSuccess ? formatCount(ended.length) : ""}` },
            ]}
            onChange={(value) => void setShown(value)}
          />
        }
      >
        {keys.isPending ? (
          <div aria-busy className="flex flex-col gap-3">
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} className="h-12" />
            ))}
          </div>
        ) : keys.isError && keys.data === undefined ? (
          <ProblemCard error={keys.error} busy={keys.isFetching} onRetry={() => void keys.refetch()} />
        ) : rows.length > 0 ? (
          <ApiKeyTable
            label={shown === "ended" ? "Ended keys" : "Keys in use"}
            keys={rows}
            nameOf={nameOf}
            onRoll={mayWrite && shown === "live" ? (key) => setOpen({ dialog: "roll", key }) : undefined}
            onRevoke={mayWrite && shown === "live" ? (key) => setOpen({ dialog: "revoke", key }) : undefined}
          />
        ) : shown === "ended" ? (
          <EmptyState title="No key has ended">
            <p>Revoked and expired keys are listed here.</p>
          </EmptyState>
        ) : (
          <EmptyState
            icon={<KeyRound className="size-5" />}
            title="No keys yet"
            actions={mayWrite ? <Button onClick={create}>Create key</Button> : undefined}
          >
            <p>
              A service needs a key to send events. Give each its own, so that one can be revoked without the others.{" "}
              <TextLink href={links.docs()}>How to send events</TextLink>
            </p>
          </EmptyState>
        )}
        {keys.data?.nextCursor != null && (
          <p className="mt-4 text-[0.8125rem] text-muted">
            The newest {formatCount(API_KEYS_SHOWN_MAX)} keys are shown. Older ones are in the API.
          </p>
        )}
      </Card>
      {open?.dialog === "create" && (
        <CreateApiKeyDialog onCreated={(key) => setOpen({ dialog: "created", key })} onClose={close} />
      )}
      {open?.dialog === "created" && <ShownOnceDialog apiKey={open.key} origin={origin} onClose={close} />}
      {open?.dialog === "roll" && (
        <RollApiKeyDialog apiKey={open.key} onRolled={(key) => setOpen({ dialog: "created", key })} onClose={close} />
      )}
      {open?.dialog === "revoke" && <RevokeApiKeyDialog apiKey={open.key} onClose={close} />}
    </>
  );
}
