import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { readSession } from "@/lib/session";
import { authOptions } from "@/lib/session/auth-options";
import type { Door } from "@/lib/users";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { cookieOf, newPerson } from "@/tests/harness/person";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const sessionOf = (cookie: string) =>
  readSession(new Request("http://localhost:3001/", { headers: { Cookie: cookie } }));

describe("a session", () => {
  it("tells who is signed in, from the database", async () => {
    const person = await newPerson(api, "Ada");
    expect(await sessionOf(`other=1; ${person.cookie}; more=2`)).toEqual({
      user: { id: person.id, email: person.email, name: "Ada" },
    });
  });

  it("is none without a cookie, with a broken one, one of another secret, or one of a deleted account", async () => {
    const person = await newPerson(api);
    const [name] = person.cookie.split("=");
    const forged = await cookieOf(
      { ...api, runtime: { ...api.runtime, env: { ...api.runtime.env, NEXTAUTH_SECRET: "x".repeat(32) } } },
      person.id,
      1,
    );
    for (const cookie of ["", `${name}=`, `${name}=nonsense`, `${person.cookie}x`, forged])
      expect(await sessionOf(cookie)).toBeNull();
    expect(await sessionOf(await cookieOf(api, newId("user"), 1))).toBeNull();
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
    const elsewhere = await cookieOf(api, person.id, 1);
    expect((await person.call("POST", "/api/users/me/sign-out-everywhere")).status).toBe(204);
    expect(await sessionOf(elsewhere)).toBeNull();
    expectProblem(await person.call("GET", "/api/users/me"), { status: 401 });
    expect(await sessionOf(await cookieOf(api, person.id, 2))).not.toBeNull();
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
    const { cookies } = authOptions(api.runtime, doorOf(api));
    expect(cookies?.sessionToken).toMatchObject({
      name: "posthorn-3001.session-token",
      options: { httpOnly: true, sameSite: "lax", secure: false },
    });
    const env = { ...api.runtime.env, POSTHORN_PUBLIC_URL: "https://hooks.example.com" };
    const behindTls = authOptions({ ...api.runtime, env }, doorOf(api));
    expect(behindTls.cookies?.sessionToken).toMatchObject({
      name: "__Secure-posthorn.session-token",
      options: { secure: true },
    });
    expect(behindTls.cookies?.csrfToken?.name).toBe("__Host-posthorn.csrf-token");
  });

  it("holds the id and the session version, and nothing else about the person", async () => {
    const person = await newPerson(api);
    const { callbacks } = authOptions(api.runtime, doorOf(api));
    const user = { id: person.id, email: person.email, sessionVersion: 1 };
    const account = { type: "credentials", provider: "credentials", providerAccountId: person.id } as const;
    const token = await callbacks?.jwt?.({ token: { name: "Ada", email: person.email }, user, account });
    expect(token).toEqual({ sub: person.id, version: 1 });
    const kept = await decode({ token: person.cookie.split("=")[1], secret: api.runtime.env.NEXTAUTH_SECRET });
    expect(Object.keys(kept ?? {}).toSorted()).toEqual(["exp", "iat", "jti", "sub", "version"]);
  });

  it("is not renewed once the session has ended", async () => {
    const person = await newPerson(api);
    const { callbacks } = authOptions(api.runtime, doorOf(api));
    const read = (version: number) =>
      callbacks?.jwt?.({ token: { sub: person.id, version }, user: { id: person.id }, account: null });
    expect(await read(1)).toEqual({ sub: person.id, version: 1 });
    await person.call("POST", "/api/users/me/sign-out-everywhere");
    await expect(read(1)).rejects.toThrow("ended");
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
