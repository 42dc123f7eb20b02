"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/lib/client/format";
import { listInvitations, memberKeys, resendInvitation, revokeInvitation } from "@/lib/client/members";
import type { Invitation, InvitationWithLink } from "@/lib/workspaces/schemas";
import { InvitationLink } from "./invitation-link";
import { InviteForm } from "./invite-form";
import { ROLE_WORDS, rolesToGive, type Viewer } from "./viewer";

type Props = {
  workspace: string;
  viewer: Viewer;
  initial: { data: Invitation[]; nextCursor: string | null };
  mailConfigured: boolean;
};

export function Invitations({ workspace, viewer, initial, mailConfigured }: Props) {
  const [link, setLink] = useState<InvitationWithLink>();
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: memberKeys.invitations(workspace) });
  const invitations = useQuery({
    queryKey: memberKeys.invitations(workspace),
    queryFn: ({ signal }) => listInvitations(workspace, signal),
    initialData: initial,
  });
  const resend = useMutation({
    mutationFn: (id: string) => resendInvitation(workspace, id),
    onSuccess: setLink,
    onSettled: reload,
  });
  const revoke = useMutation({ mutationFn: (id: string) => revokeInvitation(workspace, id), onSettled: reload });
  const error = resend.error ?? revoke.error;
  const created = async (invitation: InvitationWithLink) => {
    setLink(invitation);
    await reload();
  };
  if (!viewer.mayWrite && invitations.data.data.length === 0) return null;
  return (
    <Card
      title="Invitations"
      description={
        mailConfigured ? "A link is mailed, and shown to you." : "No mail server is set up: pass the link on yourself."
      }
    >
      <div className="flex flex-col gap-5">
        {viewer.mayWrite && <InviteForm workspace={workspace} roles={rolesToGive(viewer)} onCreated={created} />}
        {error !== null && <Alert tone="bad" title={error.message} />}
        {invitations.data.data.length > 0 && (
          <ul className="-mb-3 divide-y divide-border border-t border-border" aria-label="Open invitations">
            {invitations.data.data.map((invitation) => (
              <li key={invitation.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="truncate font-medium" title={invitation.email}>
                    {invitation.email}
                  </p>
                  <p className="text-[0.8125rem] text-muted">
                    {ROLE_WORDS[invitation.role]} · until {formatDate(invitation.expiresAt)}
                  </p>
                </div>
                <div className="flex flex-wrap items-center gap-2">
                  <Badge tone={invitation.status === "pending" ? "neutral" : "warn"}>
                    {invitation.status === "pending" ? "Pending" : "Expired"}
                  </Badge>
                  {viewer.mayWrite && (invitation.role !== "owner" || viewer.role === "owner") && (
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
