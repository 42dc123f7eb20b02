"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { formatDate } from "@/lib/client/format";
import type { InvitationWithLink } from "@/lib/workspaces/schemas";

/** The link of an invitation, which is shown this once; "New link" makes another. */
export function InvitationLink({ invitation, onClose }: { invitation: InvitationWithLink; onClose: () => void }) {
  return (
    <Dialog title={`Invitation for ${invitation.email}`} onClose={onClose}>
      <Alert
        tone="info"
        title={invitation.mailed ? "The link is on its way by mail, too." : "Pass this link on yourself."}
      >
        <p>
          It opens once, for {invitation.email} only, until {formatDate(invitation.expiresAt)}. It is not shown again.
        </p>
      </Alert>
      <CodeBlock label="Invitation link" code={invitation.url} />
      <div className="flex justify-end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}
