import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthShell } from "@/components/layout/auth-shell";
import { TextLink } from "@/components/layout/text-link";
import { OauthButtons } from "@/components/session/oauth-buttons";
import { SignUpForm } from "@/components/session/sign-up-form";
import { Alert } from "@/components/ui/alert";
import { safeNext } from "@/lib/client/safe-next";
import { getRuntime } from "@/lib/runtime";
import { configuredProviders } from "@/lib/session";
import { getSession } from "@/lib/session/next";
import { findInvitation } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Create an account" };

type Search = { next?: string | string[]; invitation?: string };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next: wanted, invitation: token } = await searchParams;
  const next = safeNext(wanted);
  if ((await getSession()) !== null) redirect(next);
  const { env, database } = getRuntime();
  const found = typeof token === "string" ? await findInvitation(database.prisma, token) : null;
  const invitation =
    found?.status === "pending" && typeof token === "string" ? { token, email: found.email } : undefined;
  const closed = env.POSTHORN_SIGN_UP === "invited" && invitation === undefined;
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <AuthShell
      title="Create an account"
      lead={closed ? undefined : "It comes with a workspace of your own."}
      footer={
        <>
          Have an account? <TextLink href={`/sign-in${query}`}>Sign in</TextLink>
        </>
      }
    >
      {closed ? (
        <Alert tone="info" title="Accounts are by invitation here.">
          <p>Ask a colleague who has one to invite you, then open the link you get.</p>
        </Alert>
      ) : (
        <>
          <OauthButtons providers={configuredProviders(env)} next={next} />
          <SignUpForm next={next} invitation={invitation} />
        </>
      )}
    </AuthShell>
  );
}
