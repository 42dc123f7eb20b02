import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthShell } from "@/components/layout/auth-shell";
import { TextLink } from "@/components/layout/text-link";
import { OauthButtons } from "@/components/session/oauth-buttons";
import { SignInForm } from "@/components/session/sign-in-form";
import { safeNext } from "@/lib/client/safe-next";
import { parseUrl } from "@/lib/core/parse-url";
import { getRuntime } from "@/lib/runtime";
import { configuredProviders } from "@/lib/session";
import { getSession } from "@/lib/session/next";

export const metadata: Metadata = { title: "Sign in" };

/** Why GitHub or Google did not lead to a session, in words for whoever comes back from there. */
const REFUSALS: Record<string, string> = {
  email_taken: "An account with this e-mail address exists and has a password. Sign in with it here.",
  email_missing: "That account shows no confirmed e-mail address. Confirm one there, or sign in here.",
  invitation_needed: "Accounts are by invitation here. Open the link of your invitation first.",
  AccessDenied: "You did not allow the sign-in. Try again, or sign in here.",
};
const OTHER_REFUSAL = "Signing in there did not work. Try again, or sign in here.";

type Search = { next?: string | string[]; callbackUrl?: string; error?: string; email?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next: wanted, callbackUrl, error, email } = await searchParams;
  const next = safeNext(wanted ?? pathOf(callbackUrl));
  if ((await getSession()) !== null) redirect(next);
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <AuthShell
      title="Sign in"
      footer={
        <>
          No account yet? <TextLink href={`/sign-up${query}`}>Create one</TextLink>
        </>
      }
    >
      <OauthButtons providers={configuredProviders(getRuntime().env)} next={next} />
      <SignInForm
        next={next}
        email={typeof email === "string" ? email : undefined}
        notice={error === undefined ? undefined : (REFUSALS[String(error)] ?? OTHER_REFUSAL)}
      />
    </AuthShell>
  );
}

/** next-auth brings the address back whole; only its path may be followed. */
function pathOf(callbackUrl: string | undefined): string | undefined {
  const url = typeof callbackUrl === "string" ? parseUrl(callbackUrl) : null;
  return url === null ? callbackUrl : `${url.pathname}${url.search}`;
}
