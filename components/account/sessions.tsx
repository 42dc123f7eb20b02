"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleHelp, Laptop, Smartphone, Tablet } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { RelativeTime } from "@/components/values/relative-time";
import { Time } from "@/components/values/time";
import { endOtherSessions, endSession, listSessions, sessionKeys, signOutEverywhere } from "@/lib/client/account";
import type { SignInSession } from "@/lib/users/schemas";

const ICONS = { desktop: Laptop, phone: Smartphone, tablet: Tablet, unknown: CircleHelp };

/** Where the reader is signed in; each browser but this one can be signed out from here. */
export function Sessions() {
  const client = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState<"others" | "all">();
  const sessions = useQuery({ queryKey: sessionKeys.all, queryFn: ({ signal }) => listSessions(signal) });
  const reload = () => client.invalidateQueries({ queryKey: sessionKeys.all });
  const end = useMutation({
    mutationFn: ({ id }: SignInSession) => endSession(id),
    onSuccess: (_, { device }) => toast({ tone: "ok", title: `${device.label} is signed out` }),
    onSettled: reload,
  });
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: async () => {
      setAsking(undefined);
      toast({ tone: "ok", title: "Every other browser is signed out" });
      await reload();
    },
  });
  const endAll = useMutation({ mutationFn: signOutEverywhere, onSuccess: () => window.location.assign("/sign-in") });
  const all = sessions.data?.data ?? [];
  const others = all.filter(({ current }) => !current).length;
  return (
    <Card title="Sessions" description="Where you are signed in. When a browser was seen is exact to five minutes.">
      <div className="flex flex-col gap-4">
        {end.error !== null && <Alert tone="bad" title={end.error.message} />}
        {sessions.isPending ? (
          <div aria-busy className="flex flex-col gap-3">
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </div>
        ) : sessions.isError ? (
          <ProblemCard error={sessions.error} busy={sessions.isFetching} onRetry={() => void sessions.refetch()} />
        ) : (
          <ul aria-label="Sessions" className="-my-3 divide-y divide-border">
            {all.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                busy={end.isPending && end.variables.id === session.id}
                onEnd={() => end.mutate(session)}
              />
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center gap-3 border-t border-border pt-4">
          <Button variant="secondary" disabled={sessions.isSuccess && others === 0} onClick={() => setAsking("others")}>
            Sign out all others
          </Button>
          <Button variant="danger" onClick={() => setAsking("all")}>
            Sign out everywhere
          </Button>
        </div>
      </div>
      {asking === "others" && (
        <ConfirmDialog
          title="Sign out all other browsers?"
          action="Sign out all others"
          busy={endOthers.isPending}
          error={endOthers.error?.message}
          onConfirm={() => endOthers.mutate()}
          onClose={() => setAsking(undefined)}
        >
          <p>
            {others === 1 ? "One other browser is" : `${others} other browsers are`} signed out at once. This one stays
            signed in, and API keys go on working.
          </p>
        </ConfirmDialog>
      )}
      {asking === "all" && (
        <ConfirmDialog
          title="Sign out everywhere?"
          action="Sign out everywhere"
          busy={endAll.isPending || endAll.isSuccess}
          error={endAll.error?.message}
          onConfirm={() => endAll.mutate()}
          onClose={() => setAsking(undefined)}
        >
          <p>Every session ends at once, this one too. API keys go on working.</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

function SessionRow({ session, busy, onEnd }: { session: SignInSession; busy: boolean; onEnd: () => void }) {
  const { device, ip, userAgent, createdAt, lastSeenAt, current } = session;
  const Icon = ICONS[device.kind];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium" title={userAgent ?? undefined}>
            {device.label}
          </span>
          {current && <Badge tone="ok">This browser</Badge>}
        </p>
        <p className="text-[0.8125rem] text-muted">
          {ip ?? "Address not known"} · seen <RelativeTime iso={lastSeenAt} /> · signed in <Time iso={createdAt} />
        </p>
      </div>
      {!current && (
        <Button variant="secondary" size="sm" busy={busy} onClick={onEnd} aria-label={`Sign out ${device.label}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}
