import { getToken } from "next-auth/jwt";
import { getRuntime, type Runtime } from "@/lib/runtime";
import { sessionCookies } from "./cookies";

/** A person who is signed in, as the database knows them now. */
export type Session = { user: { id: string; email: string; name: string | null } };

/** @returns who a request's cookie signs in; null without one, and at once after a sign-out everywhere or a new password. */
export function readSession(request: Request, runtime: Runtime = getRuntime()): Promise<Session | null> {
  return readSessionCookies(parseCookies(request.headers.get("Cookie") ?? ""), runtime);
}

/** @returns who a set of cookies signs in. */
export async function readSessionCookies(
  jar: Record<string, string>,
  { env, database }: Runtime = getRuntime(),
): Promise<Session | null> {
  // The shape next-auth reads; without headers, so that an API key is never taken for a session.
  const req = { cookies: jar, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const token = await getToken({ req, secret: env.NEXTAUTH_SECRET, cookieName: sessionCookies(env).sessionToken.name });
  if (typeof token?.sub !== "string" || typeof token.version !== "number") return null;
  const user = await database.prisma.user.findUnique({
    where: { id: token.sub },
    select: { id: true, email: true, name: true, sessionVersion: true },
  });
  if (user === null || user.sessionVersion !== token.version) return null;
  return { user: { id: user.id, email: user.email, name: user.name } };
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => {
    const separator = pair.indexOf("=");
    return [pair.slice(0, separator).trim(), pair.slice(separator + 1).trim()];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}
