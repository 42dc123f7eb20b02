import { decode, type JWT } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { readSession } from "@/lib/session";
import { authOptions } from "@/lib/session/auth-options";
import type { Door } from "@/lib/users";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { cookieOf, newPerson, signInAs } from "@/tests/harness/person";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const BROWSER = { userAgent: null };

const sessionOf = (cookie: string) =>
  readSession(new Request("http://localhost:3001/", { headers: { Cookie: cookie } }));

describe("a session", () => {
  it("tells who is signed in, from the database", async () => {
    const person = await newPerson(api, "Ada");
    expect(await sessionOf(`other=1; ${person.cookie}; more=2`)).toEqual({
      id: expect.stringMatching(/^ses_/) as string,
      user: { id: person.id, email: person.email, name: "Ada" },
    });
  });

  it("is none without a cookie, with a broken one, one of another secret, or one of a deleted account", async () => {
    const person = await newPerson(api);
    const [name] = person.cookie.split("=");
    const { id: sid } = (await sessionOf(person.cookie)) ?? {};
    const otherSecret = { env: { ...api.runtime.env, NEXTAUTH_SECRET: "x".repeat(32) } };
    const forged = await cookieOf(otherSecret, { sub: person.id, sid });
    for (const cookie of ["", `${name}=`, `${name}=nonsense`, `${person.cookie}x`, forged])
      expect(await sessionOf(cookie)).toBeNull();
    const other = await newPerson(api);
    for (const token of [
      { sub: newId("user"), version: 1 },
      { sub: newId("user"), sid },
      { sub: other.id, sid },
      { sub: person.id, sid: newId("session") },
      { sub: person.id },
      {},
    ])
      expect(await sessionOf(await cookieOf(api.runtime, token))).toBeNull();
  });

  it("is not what an API key's header opens, nor the other way round", async () => {
    const person = await newPerson(api);
    const token = person.cookie.slice(person.cookie.indexOf("=") + 1);
    expect(
      await readSession(new Request("http://localhost:3001/", { headers: { Authorization: `Bearer ${token}` } })),
    ).toBeNull();
    expectProblem(await api.call("GET", "/api/users/me", { key: token }), { status: 401 });
  });

  it("ends at once everywhere after a sign-out everywhere", async () => {
    const person = await newPerson(api);
    const elsewhere = await signInAs(api, person.id);
    const fromBefore = await cookieOf(api.runtime, { sub: person.id, version: 1 });
    expect(await sessionOf(fromBefore)).not.toBeNull();
    expect((await person.call("POST", "/api/users/me/sign-out-everywhere")).status).toBe(204);
    for (const cookie of [elsewhere, fromBefore, await signInAs(api, person.id, { version: 1 })])
      expect(await sessionOf(cookie)).toBeNull();
    expectProblem(await person.call("GET", "/api/users/me"), { status: 401 });
    expect(await sessionOf(await signInAs(api, person.id, { version: 2 }))).not.toBeNull();
  });

  it("does not let another site's page write", async () => {
    const person = await newPerson(api);
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "none" },
    ]) {
      const reply = await person.call("PATCH", "/api/users/me", { body: { name: "Mallory" }, headers });
      expectProblem(reply, { status: 403, code: "csrf_rejected" });
    }
    expect((await person.call("PATCH", "/api/users/me", { body: { name: "Ada" } })).status).toBe(200);
  });
});

describe("a session's cookie", () => {
  const doorOf = ({ runtime }: Api): Door => ({
    db: runtime.database.prisma,
    throttle: runtime.throttle,
    services: runtime.services,
    requestId: newId("request"),
  });

  it("is for this host alone, out of reach of scripts, and only sent over TLS where there is TLS", () => {
    const { cookies } = authOptions(api.runtime, doorOf(api), BROWSER);
    expect(cookies?.sessionToken).toMatchObject({
      name: "posthorn-3001.session-token",
      options: { httpOnly: true, sameSite: "lax", secure: false },
    });
    const env = { ...api.runtime.env, POSTHORN_PUBLIC_URL: "https://hooks.example.com" };
    const behindTls = authOptions({ ...api.runtime, env }, doorOf(api), BROWSER);
    expect(behindTls.cookies?.sessionToken).toMatchObject({
      name: "__Secure-posthorn.session-token",
      options: { secure: true },
    });
    expect(behindTls.cookies?.csrfToken?.name).toBe("__Host-posthorn.csrf-token");
  });

  it("holds the ids of the person and of the session, and nothing else about either", async () => {
    const person = await newPerson(api);
    const { callbacks } = authOptions(api.runtime, doorOf(api), BROWSER);
    const user = { id: person.id, email: person.email, sessionVersion: 1 };
    const account = { type: "credentials", provider: "credentials", providerAccountId: person.id } as const;
    const token = await callbacks?.jwt?.({ token: { name: "Ada", email: person.email }, user, account });
    expect(token).toEqual({ sub: person.id, sid: expect.stringMatching(/^ses_/) as string });
    const kept = await decode({ token: person.cookie.split("=")[1], secret: api.runtime.env.NEXTAUTH_SECRET });
    expect(Object.keys(kept ?? {}).toSorted()).toEqual(["exp", "iat", "jti", "sid", "sub"]);
  });

  it("is a new one at each sign-in, which takes the place of the same browser's old one", async () => {
    const person = await newPerson(api);
    const before = await sessionOf(person.cookie);
    const { callbacks } = authOptions(api.runtime, doorOf(api), { userAgent: null, sessionId: before?.id });
    const user = { id: person.id, email: person.email, sessionVersion: 1 };
    const account = { type: "credentials", provider: "credentials", providerAccountId: person.id } as const;
    // As somebody would who planted a session of theirs in the browser: it does not become the person's.
    const token = await callbacks?.jwt?.({ token: { sub: person.id, sid: before?.id }, user, account });
    expect(token?.sid).not.toBe(before?.id);
    expect(await sessionOf(person.cookie)).toBeNull();
    const cookie = await cookieOf(api.runtime, token ?? {});
    expect((await sessionOf(cookie))?.id).toBe(token?.sid);
  });

  it("is renewed with its row, and not once the session has ended", async () => {
    const person = await newPerson(api);
    const { callbacks } = authOptions(api.runtime, doorOf(api), BROWSER);
    const read = (token: JWT) => callbacks?.jwt?.({ token, user: { id: person.id }, account: null });
    const token = { sub: person.id, sid: (await sessionOf(person.cookie))?.id };
    const { sql } = api.runtime.database;
    await sql("UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE id = $1", [token.sid]);
    expect(await read(token)).toEqual(token);
    expect(
      await sql("SELECT 1 FROM sessions WHERE id = $1 AND expires_at > now() + interval '29 days'", [token.sid]),
    ).toHaveLength(1);
    const fromBefore = { sub: person.id, version: 1 };
    expect(await read(fromBefore)).toEqual(fromBefore);
    await person.call("POST", "/api/users/me/sign-out-everywhere");
    for (const ended of [token, fromBefore, {}]) await expect(read(ended)).rejects.toThrow("ended");
  });

  it("is worth nothing after signing out, wherever a copy of it is kept", async () => {
    const person = await newPerson(api);
    const session = await sessionOf(person.cookie);
    const { events } = authOptions(api.runtime, doorOf(api), BROWSER);
    await events?.signOut?.({ token: { sub: person.id, sid: session?.id }, session: { expires: "" } });
    expect(await sessionOf(person.cookie)).toBeNull();
  });
});

describe("an account", () => {
  it("is read and renamed by its person", async () => {
    const person = await newPerson(api, "Ada");
    const { body } = await person.call("GET", "/api/users/me");
    expect(body).toMatchObject({ id: person.id, email: person.email, name: "Ada", hasPassword: true });
    expect(JSON.stringify(body)).not.toContain("argon2");
    const renamed = await person.call("PATCH", "/api/users/me", { body: { name: " Ada 👩🏽‍🚀 " } });
    expect(renamed.body.name).toBe("Ada 👩🏽‍🚀");
    expectProblem(await person.call("PATCH", "/api/users/me", { body: { name: "" } }), { status: 422, path: "name" });
    expectProblem(await person.call("PATCH", "/api/users/me", { body: { email: "x@example.com" } }), {
      status: 422,
      path: "email",
    });
  });

  it("takes a new password against the current one, and every session ends", async () => {
    const person = await newPerson(api);
    const change = (body: object) => person.call("POST", "/api/users/me/password", { body });
    const newPassword = "staple battery horse";
    expectProblem(await change({ currentPassword: "wrong", newPassword }), { status: 422, path: "currentPassword" });
    expectProblem(await change({ newPassword }), { status: 422, path: "currentPassword" });
    expectProblem(await change({ currentPassword: person.password, newPassword: "short" }), {
      status: 422,
      path: "newPassword",
    });
    expect((await change({ currentPassword: person.password, newPassword })).status).toBe(204);
    expect(await sessionOf(person.cookie)).toBeNull();
  });

  it("lets nobody with a stolen session guess its password without end", async () => {
    const person = await newPerson(api);
    const body = { currentPassword: "a guess", newPassword: "staple battery horse" };
    const replies = [];
    for (let index = 0; index < 11; index += 1)
      replies.push(await person.call("POST", "/api/users/me/password", { body }));
    expect(replies.map(({ status }) => status)).toEqual([...Array<number>(10).fill(422), 429]);
  });
});
