import type { Actor, Context } from "@/lib/access";
import { AppError } from "@/lib/core/errors";
import type { Runtime } from "@/lib/runtime";

export type Caller = { actor: Actor; workspace: Context["workspace"]; by: "key" | "cookie" };

/**
 * Who calls, from the API key or else from the session cookie.
 * @throws AppError `unauthenticated` without either.
 */
export async function authenticate(request: Request, runtime: Runtime, ip: string | undefined): Promise<Caller> {
  const authorization = request.headers.get("Authorization");
  if (authorization !== null) return callerOfKey(authorization, runtime, ip);
  throw new AppError("unauthenticated", "Send an API key: Authorization: Bearer ph_…");
}

async function callerOfKey(authorization: string, runtime: Runtime, ip: string | undefined): Promise<Caller> {
  const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (key === undefined) throw new AppError("unauthenticated", "Write the header as Authorization: Bearer ph_…");
  const { id, name, scopes, workspace } = await runtime.apiKeys.verify(key, ip);
  return { actor: { kind: "api_key", id, name, scopes }, workspace, by: "key" };
}
