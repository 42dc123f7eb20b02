import type { Actor, Context } from "@/lib/access";
import { AppError, notFound } from "@/lib/core/errors";
import type { Runtime } from "@/lib/runtime";
import { readSession } from "@/lib/session";
import { findMembership } from "@/lib/workspaces";
import type { ApiRequest } from "./api-request";

export type Caller = { actor: Actor; workspace: Context["workspace"]; by: "key" | "cookie" };

/**
 * Who calls, from the API key or else from the session cookie. With a cookie X-Posthorn-Workspace, or `?workspace=` where
 * no header can be sent (EventSource), names the workspace by slug or id; without either it is the person's own.
 * @throws AppError `unauthenticated` without either; `not_found` for a workspace that is missing or not the person's.
 */
export async function authenticate(request: ApiRequest, runtime: Runtime, ip: string | undefined): Promise<Caller> {
  const authorization = request.headers.get("Authorization");
  if (authorization !== null) return callerOfKey(authorization, runtime, ip);
  return callerOfCookie(request, runtime);
}

async function callerOfCookie(request: ApiRequest, runtime: Runtime): Promise<Caller> {
  const session = await readSession(request, runtime);
  if (session === null) throw new AppError("unauthenticated", "Send an API key: Authorization: Bearer ph_…");
  const { id, name, email } = session.user;
  const wanted = request.headers.get("X-Posthorn-Workspace") ?? new URL(request.url).searchParams.get("workspace");
  const membership = await findMembership(runtime.database.prisma, id, wanted ?? undefined);
  if (membership === null) throw notFound("workspace");
  const { role, workspace } = membership;
  return {
    actor: { kind: "user", id, name: name ?? email, role, sessionId: session.id },
    workspace: { id: workspace.id, slug: workspace.slug },
    by: "cookie",
  };
}

async function callerOfKey(authorization: string, runtime: Runtime, ip: string | undefined): Promise<Caller> {
  const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (key === undefined) throw new AppError("unauthenticated", "Write the header as Authorization: Bearer ph_…");
  const { id, name, scopes, workspace } = await runtime.apiKeys.verify(key, ip);
  return { actor: { kind: "api_key", id, name, scopes }, workspace, by: "key" };
}
