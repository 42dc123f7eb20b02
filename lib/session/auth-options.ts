import type { AuthOptions, Account, Profile } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { SECOND_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/runtime";
import { closeSession, type Door, openSession, renewSession, SESSION_MS, verifyCredentials } from "@/lib/users";
import { signInWithProvider } from "@/lib/workspaces";
import { isSecure, sessionCookies } from "./cookies";
import { githubUserinfo } from "./github-userinfo";
import { claimOf } from "./read-session";

/** What is known of the browser that signs in. */
export type Browser = {
  userAgent: string | null;
  /** The session of its cookie, which a new one takes the place of. */
  sessionId?: string;
};

/** @returns which sign-in buttons there are besides the form. */
export function configuredProviders(env: Env): ("github" | "google")[] {
  const providers: ("github" | "google")[] = [];
  if (env.GITHUB_CLIENT_ID !== undefined && env.GITHUB_CLIENT_SECRET !== undefined) providers.push("github");
  if (env.GOOGLE_CLIENT_ID !== undefined && env.GOOGLE_CLIENT_SECRET !== undefined) providers.push("google");
  return providers;
}

/**
 * next-auth's options for one request. Its cookie holds no more than the user's id and that of the session's row, which
 * every request looks up.
 */
export function authOptions(runtime: Runtime, door: Door, browser: Browser): AuthOptions {
  const { env, database, logger } = runtime;

  return {
    secret: env.NEXTAUTH_SECRET,
    useSecureCookies: isSecure(env),
    cookies: sessionCookies(env),
    session: { strategy: "jwt", maxAge: SESSION_MS / SECOND_MS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [credentials(door), ...oauthProviders(env)],
    logger: {
      error: (code, metadata) => logger.warn({ err: errorOf(metadata) }, `sign-in: ${code}`),
      warn: (code) => logger.debug(`sign-in: ${code}`),
      debug: () => undefined,
    },
    callbacks: {
      /** For GitHub and Google; the credentials were checked already. A string is where a refused person is sent. */
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const email = confirmedEmail(account, profile, user.email);
        const { provider, providerAccountId } = account;
        const result = await signInWithProvider(
          door,
          { provider, providerAccountId, email, name: user.name ?? null, image: user.image ?? null },
          env.POSTHORN_SIGN_UP,
        );
        return result.outcome === "signed_in" || `/sign-in?error=${result.reason}`;
      },
      async jwt({ token, account, user }): Promise<JWT> {
        if (account === null || account === undefined) {
          // Not a sign-in but a session that is read: an ended one must not live on in next-auth's own answers.
          const claim = claimOf(token);
          if (claim === null || !(await renewSession({ ...database, logger }, claim)))
            throw new Error("The session has ended");
          return token;
        }
        // The version that went with the password which was checked: one changed meanwhile opens nothing.
        const { userId, version } =
          "sessionVersion" in user && typeof user.sessionVersion === "number"
            ? { userId: user.id, version: user.sessionVersion }
            : await userOfProvider(runtime, account);
        const { userAgent, sessionId: replaces } = browser;
        return { sub: userId, sid: await openSession(database, { userId, version, userAgent, ip: door.ip, replaces }) };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const claim = claimOf(token);
        if (claim !== null) await closeSession(database, claim);
      },
    },
  };
}

function credentials(door: Door) {
  return CredentialsProvider({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(input) {
      try {
        return await verifyCredentials(door, input);
      } catch (error) {
        // next-auth hands the message to the page as `error`, so it is a word the page knows, never a cause.
        if (error instanceof AppError && error.code === "rate_limited")
          throw new Error(`rate_limited:${error.retryAfterSeconds ?? 60}`);
        if (error instanceof AppError && error.code === "unauthenticated") throw new Error("wrong_credentials");
        door.services.logger.error({ err: error, requestId: door.requestId }, "signing in failed");
        throw new Error("unavailable");
      }
    },
  });
}

function oauthProviders(env: Env) {
  const configured = configuredProviders(env);
  const { GITHUB_CLIENT_ID = "", GITHUB_CLIENT_SECRET = "", GOOGLE_CLIENT_ID = "", GOOGLE_CLIENT_SECRET = "" } = env;
  return [
    ...(configured.includes("github")
      ? [GitHubProvider({ clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET, userinfo: githubUserinfo })]
      : []),
    ...(configured.includes("google")
      ? [GoogleProvider({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET })]
      : []),
  ];
}

async function userOfProvider({ database }: Runtime, { provider, providerAccountId }: Account) {
  const where = { provider_providerAccountId: { provider, providerAccountId } };
  const { user } = await database.prisma.oauthAccount.findUniqueOrThrow({ where, include: { user: true } });
  return { userId: user.id, version: user.sessionVersion };
}

/** Of GitHub only a confirmed address is asked for; Google says of each whether it is. */
function confirmedEmail(
  account: Account,
  profile: Profile | undefined,
  email: string | null | undefined,
): string | null {
  const confirmed =
    account.provider === "github" ||
    (profile !== undefined && "email_verified" in profile && profile.email_verified === true);
  return confirmed ? (email ?? null) : null;
}

function errorOf(metadata: unknown): unknown {
  return metadata instanceof Error ? metadata : (metadata as { error?: unknown }).error;
}
