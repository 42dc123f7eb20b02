import { encode } from "next-auth/jwt";
import { newId } from "@/lib/core/ids";
import type { Role } from "@/lib/access";
import { sessionCookies } from "@/lib/session/cookies";
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
  const cookie = await cookieOf(api, userId, 1);
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

/** @returns the cookie that a sign-in gives at that session version. */
export async function cookieOf({ runtime }: Api, userId: string, version: number): Promise<string> {
  const token = await encode({ token: { sub: userId, version }, secret: runtime.env.NEXTAUTH_SECRET });
  return `${sessionCookies(runtime.env).sessionToken.name}=${token}`;
}
