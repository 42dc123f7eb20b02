import type { Metadata } from "next";
import { PasswordForm } from "@/components/account/password-form";
import { ProfileForm } from "@/components/account/profile-form";
import { Sessions } from "@/components/account/sessions";
import { Hydrate } from "@/components/layout/hydrate";
import { PageHeading } from "@/components/layout/page-heading";
import { AccountShell } from "@/components/shell/account-shell";
import { sessionKeys } from "@/lib/client/account";
import { makeQueryClient } from "@/lib/client/query-client";
import { getRuntime } from "@/lib/runtime";
import { requireSession } from "@/lib/session/next";
import { findProfile, listSessionsOf } from "@/lib/users";
import { listWorkspacesOf } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { id: sessionId, user } = await requireSession();
  const db = getRuntime().database.prisma;
  const [profile, workspaces] = await Promise.all([findProfile(db, user.id), listWorkspacesOf(db, user.id)]);
  const client = makeQueryClient();
  await client.prefetchQuery({
    queryKey: sessionKeys.all,
    queryFn: () => listSessionsOf(db, user.id, sessionId),
  });
  return (
    <AccountShell user={user} workspaces={workspaces.map(({ slug, name }) => ({ slug, name }))}>
      <PageHeading title="Account">
        <p>{profile.email}</p>
      </PageHeading>
      <ProfileForm name={profile.name ?? ""} />
      <PasswordForm email={profile.email} hasPassword={profile.hasPassword} />
      <Hydrate client={client}>
        <Sessions />
      </Hydrate>
    </AccountShell>
  );
}
