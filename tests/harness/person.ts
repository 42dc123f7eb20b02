import { encode, type JWT } from "next-auth/jwt";
import { newId } from "@/lib/core/ids";
import type { Role } from "@/lib/access";
import type { Runtime } from "@/lib/runtime";
import { sessionCookies } from "@/lib/session/cookies";
import { openSession } from "@/lib/users";
import { createUserWithWorkspace } from "@/lib/workspaces";
import type { Api, CallOptions, Reply } from "./api";

/** Somebody with an account and a session, who calls the API as a page of the dashboard does. */
export type Person = {
  id: string;
  email: string;
  password: string;
  workspace: { id: string; slug: string };
  cookie: string;
  /** Calls with the session's cookie, in the own workspace unless `workspace` names another one. */
  call(method: string, target: string, options?: CallOptions & { workspace?: string }): Promise<Reply>;
  /** Makes this person a member of a workspace. @returns the id of the membership. */
  join(workspaceId: string, role: Role): Promise<string>;
};

let count = 0;

export async function newPerson(api: Api, name = `Person ${(count += 1)}`): Promise<Person> {
  const { runtime } = api;
  const email = `${newId("user")}@example.com`;
  const password = "correct horse battery";
  const given = { db: runtime.database.prisma, services: runtime.services, requestId: newId("request") };
  const { userId, workspace } = await createUserWithWorkspace(given, { email, name, password });
  const cookie = await signInAs(api, userId);
  return {
    id: userId,
    email,
    password,
    workspace,
    cookie,
    call: (method, target, { workspace: wanted, headers, ...options } = {}) =>
      api.call(
        method,
        wanted === undefined ? target : `${target}${target.includes("?") ? "&" : "?"}workspace=${wanted}`,
        {
          ...options,
          key: "",
          headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin", ...headers },
        },
      ),
    async join(workspaceId, role) {
      const id = newId("member");
      await runtime.database.prisma.member.create({ data: { id, workspaceId, userId, role } });
      return id;
    },
  };
}

/** @returns the cookie that a sign-in gives, with its session's row. */
export async function signInAs(
  { runtime }: { runtime: Pick<Runtime, "database" | "env"> },
  userId: string,
  { userAgent = null, ip, version = 1 }: { userAgent?: string | null; ip?: string; version?: number } = {},
): Promise<string> {
  const sid = await openSession(runtime.database, { userId, version, userAgent, ip });
  return cookieOf(runtime, { sub: userId, sid });
}

/** @returns the cookie that carries a token. */
export async function cookieOf({ env }: Pick<Runtime, "env">, token: JWT): Promise<string> {
  return `${sessionCookies(env).sessionToken.name}=${await encode({ token, secret: env.NEXTAUTH_SECRET })}`;
}
