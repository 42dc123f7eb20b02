import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth/next";
import { cache } from "react";
import type { Context } from "@/lib/access";
import { clientAddress } from "@/lib/http/client-address";
import { requestIdOf } from "@/lib/http/request-id";
import { getRuntime } from "@/lib/runtime";
import { findMembership, type Membership } from "@/lib/workspaces";
import { authOptions } from "./auth-options";
import { authUrl } from "./cookies";
import { readClaim, readSessionCookies, type Session } from "./read-session";

/** What only works inside of Next: pages import this, everything else the folder's index. */

/** Set by proxy.ts: the path and query that were asked for, which a layout cannot know otherwise. */
const PATH_HEADER = "x-posthorn-path";

/** @returns who looks at the page; asked once a request, however many components ask. */
export const getSession = cache(async (): Promise<Session | null> => {
  return readSessionCookies(await jarOf(), await headers());
});

/** @returns the session. Sends people without one to the sign-in page, which brings them back to where they wanted to go. */
export async function requireSession(): Promise<Session> {
  const session = await getSession();
  if (session !== null) return session;
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

export type PageContext = { session: Session; membership: Membership; ctx: Context };

/** @returns the reader's place in a workspace, null where there is none and for whoever is not signed in. */
export const findPageMembership = cache(async (slug: string): Promise<Membership | null> => {
  const session = await getSession();
  return session === null ? null : findMembership(getRuntime().database.prisma, session.user.id, slug);
});

/**
 * @returns what a page of a workspace needs for its domain verbs. Without a session it is the sign-in page; a workspace
 * that is missing and one that is not the reader's are the same not-found page.
 */
export const requirePage = cache(async (slug: string): Promise<PageContext> => {
  const session = await requireSession();
  const membership = await findPageMembership(slug);
  if (membership === null) notFound();
  const { id, name, email } = session.user;
  const caller = await callerOf();
  const actor = { kind: "user", id, name: name ?? email, role: membership.role, sessionId: session.id } as const;
  const workspace = { id: membership.workspace.id, slug: membership.workspace.slug };
  return { session, membership, ctx: getRuntime().contextFor({ ...caller, actor, workspace }) };
});

/** The route handler of everything under /api/auth. */
export async function handleAuth(
  request: NextRequest,
  segment: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const runtime = getRuntime();
  // next-auth knows its own address from this variable alone.
  process.env.NEXTAUTH_URL ??= authUrl(runtime.env);
  const { database, services, throttle } = runtime;
  const door = { ...(await callerOf()), db: database.prisma, services, throttle };
  const claim = await readClaim(await jarOf(), runtime);
  const sessionId = claim !== null && "sessionId" in claim ? claim.sessionId : undefined;
  const browser = { userAgent: request.headers.get("User-Agent"), sessionId };
  const response = (await NextAuth(request, segment, authOptions(runtime, door, browser))) as Response;
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

async function jarOf(): Promise<Record<string, string>> {
  return Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
}

async function callerOf(): Promise<{ requestId: string; ip: string | undefined }> {
  const given = await headers();
  return { requestId: requestIdOf(given), ip: clientAddress(given, getRuntime().env.TRUST_PROXY) };
}
