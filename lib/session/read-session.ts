import { getToken, type JWT } from "next-auth/jwt";
import { clientAddress } from "@/lib/http/client-address";
import { getRuntime, type Runtime } from "@/lib/runtime";
import { findSession, type FoundSession, type SessionClaim } from "@/lib/users";
import { sessionCookies } from "./cookies";

/** A person who is signed in, as the database knows them now. */
export type Session = FoundSession;

/** @returns who a request's cookie signs in; null without one, and at once after the session was ended by whatever way. */
export async function readSession(
  request: { readonly headers: Headers },
  runtime: Runtime = getRuntime(),
): Promise<Session | null> {
  const claim = await readClaim(parseCookies(request.headers.get("Cookie") ?? ""), runtime);
  if (claim === null) return null;
  return findSession({ ...runtime.database, logger: runtime.logger }, claim, addressOf(request.headers, runtime));
}

/** @returns who a set of cookies signs in. */
export async function readSessionCookies(
  jar: Record<string, string>,
  headers: Headers,
  runtime: Runtime = getRuntime(),
): Promise<Session | null> {
  const claim = await readClaim(jar, runtime);
  if (claim === null) return null;
  return findSession({ ...runtime.database, logger: runtime.logger }, claim, addressOf(headers, runtime));
}

/** @returns what the cookie of a session claims, when this instance made it and it has not expired. */
export async function readClaim(jar: Record<string, string>, { env }: Runtime): Promise<SessionClaim | null> {
  // The shape next-auth reads; without headers, so that an API key is never taken for a session.
  const req = { cookies: jar, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const token = await getToken({ req, secret: env.NEXTAUTH_SECRET, cookieName: sessionCookies(env).sessionToken.name });
  return token === null ? null : claimOf(token);
}

/** @returns what a token says of itself; null for one that names neither a session nor a version. */
export function claimOf(token: JWT): SessionClaim | null {
  const { sub: userId, sid, version } = token;
  if (typeof userId !== "string") return null;
  if (typeof sid === "string") return { userId, sessionId: sid };
  return typeof version === "number" ? { userId, version } : null;
}

const addressOf = (headers: Headers, { env }: Runtime) => clientAddress(headers, env.TRUST_PROXY);

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => {
    const separator = pair.indexOf("=");
    return [pair.slice(0, separator).trim(), pair.slice(separator + 1).trim()];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}
