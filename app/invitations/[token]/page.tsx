import type { Metadata } from "next";
import { AuthShell } from "@/components/layout/auth-shell";
import { AcceptInvitation } from "@/components/workspaces/accept-invitation";
import { SwitchAccount } from "@/components/session/switch-account";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { getRuntime } from "@/lib/runtime";
import { getSession } from "@/lib/session/next";
import { findInvitation, type FoundInvitation } from "@/lib/workspaces";
import Link from "next/link";

export const metadata: Metadata = { title: "Invitation" };

const ENDED = {
  accepted: "This invitation has been used.",
  expired: "This invitation has expired. Ask for a new one.",
  revoked: "This invitation was withdrawn. Ask for a new one.",
};

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [session, invitation] = await Promise.all([getSession(), findInvitation(getRuntime().database.prisma, token)]);
  const back = <TextLink href="/">Go to Posthorn</TextLink>;
  if (invitation === null)
    return (
      <AuthShell title="No such invitation" footer={back}>
        <Alert tone="warn" title="This link does not lead to an invitation.">
          <p>It may be cut short, or a newer link has replaced it. Ask for a new one.</p>
        </Alert>
      </AuthShell>
    );
  if (invitation.status !== "pending")
    return (
      <AuthShell title="Invitation" footer={back}>
        <Alert tone="warn" title={ENDED[invitation.status]} />
      </AuthShell>
    );
  return (
    <AuthShell title={`Join ${invitation.workspace.name}`} lead={<Lead invitation={invitation} />}>
      {session === null ? (
        <SignedOut token={token} email={invitation.email} />
      ) : session.user.email === invitation.email ? (
        <AcceptInvitation token={token} />
      ) : (
        <SwitchAccount signedInAs={session.user.email} invited={invitation.email} path={`/invitations/${token}`} />
      )}
    </AuthShell>
  );
}

function Lead({ invitation }: { invitation: FoundInvitation }) {
  return (
    <p>
      <bdi>{invitation.invitedBy ?? "An administrator"}</bdi> invites{" "}
      <strong className="font-medium text-foreground">{invitation.email}</strong> as {invitation.role}.
    </p>
  );
}

function SignedOut({ token, email }: { token: string; email: string }) {
  const next = encodeURIComponent(`/invitations/${token}`);
  return (
    <div className="flex flex-col gap-3">
      <Link className={buttonClass()} href={`/sign-up?invitation=${encodeURIComponent(token)}&next=${next}`}>
        Create an account
      </Link>
      <Link
        className={buttonClass({ variant: "secondary" })}
        href={`/sign-in?email=${encodeURIComponent(email)}&next=${next}`}
      >
        I have an account
      </Link>
    </div>
  );
}
