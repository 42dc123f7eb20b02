"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { RelativeTime } from "@/components/values/relative-time";
import { listInvitations, memberKeys, resendInvitation, revokeInvitation } from "@/lib/client/members";
import type { InvitationWithLink } from "@/lib/workspaces/schemas";
import { InvitationLink } from "./invitation-link";
import { InviteForm } from "./invite-form";
import { ROLE_WORDS, rolesToGive } from "./viewer";

/** Open invitations; the link of one is shown when it is made, and never again. */
export function Invitations({ mailConfigured }: { mailConfigured: boolean }) {
  const viewer = useWorkspace();
  const { slug: workspace } = viewer;
  const mayWrite = viewer.may("members:write");
  const [link, setLink] = useState<InvitationWithLink>();
  const client = useQueryClient();
  const reload = () => void client.invalidateQueries({ queryKey: memberKeys.invitations(workspace) });
  const invitations = useQuery({
    queryKey: memberKeys.invitations(workspace),
    queryFn: ({ signal }) => listInvitations(workspace, signal),
  });
  const open = invitations.data?.data ?? [];
  const resend = useMutation({
    // The link goes on to the dialog, and into no cache.
    mutationFn: async (id: string) => setLink(await resendInvitation(workspace, id)),
    onSettled: reload,
  });
  const revoke = useMutation({ mutationFn: (id: string) => revokeInvitation(workspace, id), onSettled: reload });
  const error = resend.error ?? revoke.error;
  const created = (invitation: InvitationWithLink) => {
    setLink(invitation);
    reload();
  };
  if (!mayWrite && open.length === 0) return null;
  return (
    <Card
      title="Invitations"
      description={
        mailConfigured ? "A link is mailed, and shown to you." : "No mail server is set up: pass the link on yourself."
      }
    >
      <div className="flex flex-col gap-5">
        {mayWrite && <InviteForm workspace={workspace} roles={rolesToGive(viewer)} onCreated={created} />}
        {invitations.isError && (
          <ProblemCard
            error={invitations.error}
            busy={invitations.isFetching}
            onRetry={() => void invitations.refetch()}
          />
        )}
        {error !== null && <Alert tone="bad" title={error.message} />}
        {open.length > 0 && (
          <ul className="-mb-3 divide-y divide-border border-t border-border" aria-label="Open invitations">
            {open.map((invitation) => (
              <li key={invitation.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="truncate font-medium" title={invitation.email}>
                    {invitation.email}
                  </p>
                  <p className="text-[0.8125rem] text-muted">
                    {ROLE_WORDS[invitation.role]} · {invitation.status === "pending" ? "expires" : "expired"}{" "}
                    <RelativeTime iso={invitation.expiresAt} />
                    {invitation.invitedBy !== null && (
                      <>
                        {" "}
                        · by <bdi>{invitation.invitedBy}</bdi>
                      </>
                    )}
                  </p>
                </div>
                <div className="flex flex-wrap items-center gap-2">
                  <Badge tone={invitation.status === "pending" ? "neutral" : "warn"}>
                    {invitation.status === "pending" ? "Pending" : "Expired"}
                  </Badge>
                  {mayWrite && (invitation.role !== "owner" || viewer.role === "owner") && (
                    <>
                      <Button
                        variant="secondary"
                        size="sm"
                        busy={resend.isPending && resend.variables === invitation.id}
                        onClick={() => resend.mutate(invitation.id)}
                        aria-label={`New link for ${invitation.email}`}
                      >
                        New link
                      </Button>
                      <Button
                        variant="danger"
                        size="sm"
                        busy={revoke.isPending && revoke.variables === invitation.id}
                        onClick={() => revoke.mutate(invitation.id)}
                        aria-label={`Revoke the invitation of ${invitation.email}`}
                      >
                        Revoke
                      </Button>
                    </>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
      {link !== undefined && <InvitationLink invitation={link} onClose={() => setLink(undefined)} />}
    </Card>
  );
}
