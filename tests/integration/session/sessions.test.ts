import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { createDatabase } from "@/lib/platform/db";
import { readSession } from "@/lib/session";
import { deleteExpiredSessions, findSession, openSession } from "@/lib/users";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { cookieOf, newPerson, type Person, signInAs } from "@/tests/harness/person";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1";

type Listed = { id: string; current: boolean; ip: string | null; lastSeenAt: string; device: { label: string } };

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const listOf = async (person: Person, cookie = person.cookie) => {
  const reply = await person.call("GET", "/api/users/me/sessions", { headers: { Cookie: cookie } });
  return reply.body.data as Listed[];
};
const sessionOf = (cookie: string, headers: Record<string, string> = {}) =>
  readSession(new Request("http://localhost:3001/", { headers: { Cookie: cookie, ...headers } }));
const sql = (text: string, values?: unknown[]) => api.runtime.database.sql(text, values);

describe("the list of sessions", () => {
  it("tells each browser in words, from where, and which is this one, the latest seen first", async () => {
    const person = await newPerson(api);
    const phone = await signInAs(api, person.id, { userAgent: IPHONE, ip: "198.51.100.7" });
    await signInAs(api, person.id, { userAgent: FIREFOX, ip: "203.0.113.4" });
    const list = await listOf(person, phone);
    expect(list.map(({ device, ip, current }) => [device.label, ip, current])).toEqual([
      ["Firefox on Linux", "203.0.113.4", false],
      ["Safari on iPhone", "198.51.100.7", true],
      ["Unknown device", null, false],
    ]);
  });

  it("shows nobody's but one's own, and none to an API key", async () => {
    const [person, other] = [await newPerson(api), await newPerson(api)];
    const [foreign] = await listOf(other);
    expect((await listOf(person)).map(({ id }) => id)).not.toContain(foreign?.id);
    expectProblem(await person.call("DELETE", `/api/users/me/sessions/${String(foreign?.id)}`), { status: 404 });
    expect(await sessionOf(other.cookie)).not.toBeNull();
    expectProblem(await api.call("GET", "/api/users/me/sessions"), { status: 403 });
    expectProblem(await api.call("DELETE", "/api/users/me/sessions"), { status: 403 });
  });

  it("keeps the latest hundred of a person", async () => {
    const person = await newPerson(api);
    for (let index = 0; index < 100; index += 1) await signInAs(api, person.id, { userAgent: FIREFOX });
    expect(await listOf(person, await signInAs(api, person.id))).toHaveLength(100);
    expect(await sessionOf(person.cookie)).toBeNull();
  });

  it("notes when and from where a session was last seen, at most every five minutes", async () => {
    const person = await newPerson(api);
    const session = await sessionOf(person.cookie, { "x-posthorn-peer": "203.0.113.9" });
    const [fresh] = await listOf(person);
    expect(fresh).toMatchObject({ id: session?.id, ip: null });
    await sql("UPDATE sessions SET last_seen_at = now() - interval '6 minutes' WHERE id = $1", [session?.id]);
    const seen = await sessionOf(person.cookie, { "x-posthorn-peer": "203.0.113.9" });
    expect(seen?.id).toBe(session?.id);
    await expect.poll(async () => (await listOf(person))[0]?.ip).toBe("203.0.113.9");
    await sessionOf(person.cookie, { "x-posthorn-peer": "203.0.113.10" });
    expect((await listOf(person))[0]?.ip).toBe("203.0.113.9");
  });
});

describe("ending a session", () => {
  it("refuses its very next request in every process, and is on record", async () => {
    const person = await newPerson(api);
    const cookie = await signInAs(api, person.id, { userAgent: IPHONE });
    const session = await sessionOf(cookie);
    const otherProcess = createDatabase({
      connectionString: api.databaseUrl,
      poolSize: 1,
      applicationName: "other",
      statementTimeoutMs: 5_000,
    });
    const there = () =>
      findSession(
        { ...otherProcess, logger: api.runtime.logger },
        { userId: person.id, sessionId: String(session?.id) },
        undefined,
      );
    expect(await there()).not.toBeNull();
    expect((await person.call("DELETE", `/api/users/me/sessions/${String(session?.id)}`)).status).toBe(204);
    expect(await there()).toBeNull();
    await otherProcess.close();
    const refused = await person.call("GET", "/api/users/me", { headers: { Cookie: cookie } });
    expectProblem(refused, { status: 401 });
    expect((await listOf(person)).map(({ id }) => id)).not.toContain(session?.id);
    expect(
      await sql("SELECT actor_id, diff FROM audit_entries WHERE action = 'user.session_ended' AND target_id = $1", [
        session?.id,
      ]),
    ).toEqual([{ actor_id: person.id, diff: { device: ["Safari on iPhone", null] } }]);
    expectProblem(await person.call("DELETE", `/api/users/me/sessions/${String(session?.id)}`), { status: 404 });
  });

  it("of all others leaves this one, and ends those from before there were rows and sign-ins half-way through", async () => {
    const person = await newPerson(api);
    const others = [
      await signInAs(api, person.id),
      await signInAs(api, person.id),
      await cookieOf(api.runtime, { sub: person.id, version: 1 }),
    ];
    for (const cookie of others) expect(await sessionOf(cookie)).not.toBeNull();
    expect((await person.call("DELETE", "/api/users/me/sessions")).status).toBe(204);
    // Its password was checked before, its row comes after.
    for (const cookie of [...others, await signInAs(api, person.id, { version: 1 })])
      expect(await sessionOf(cookie)).toBeNull();
    expect(await listOf(person)).toMatchObject([{ current: true }]);
    expect(
      await sql("SELECT diff FROM audit_entries WHERE action = 'user.other_sessions_ended' AND target_id = $1", [
        person.id,
      ]),
    ).toEqual([{ diff: { sessions: [3, 1] } }]);
    expect((await person.call("DELETE", "/api/users/me/sessions")).status).toBe(204);
    expect(await sessionOf(person.cookie)).not.toBeNull();
  });

  it("of all others is refused to one from before there were rows, which would end itself", async () => {
    const person = await newPerson(api);
    const cookie = await cookieOf(api.runtime, { sub: person.id, version: 1 });
    const reply = await person.call("DELETE", "/api/users/me/sessions", { headers: { Cookie: cookie } });
    expectProblem(reply, { status: 409, code: "conflict" });
    expect(await listOf(person, cookie)).toMatchObject([{ current: false }]);
  });

  it("comes with a new password for all of them", async () => {
    const person = await newPerson(api);
    const body = { currentPassword: person.password, newPassword: "staple battery horse" };
    expect((await person.call("POST", "/api/users/me/password", { body })).status).toBe(204);
    expect(await sql("SELECT 1 FROM sessions WHERE user_id = $1", [person.id])).toEqual([]);
  });
});

describe("a session that has expired", () => {
  it("is none, is not listed, and its row goes with the housekeeping", async () => {
    const person = await newPerson(api);
    const cookie = await signInAs(api, person.id);
    const session = await sessionOf(cookie);
    await sql("UPDATE sessions SET expires_at = now() - interval '1 s' WHERE id = $1", [session?.id]);
    expect(await sessionOf(cookie)).toBeNull();
    expect(await listOf(person)).toHaveLength(1);
    expect(await deleteExpiredSessions(api.runtime.database)).toBe(1);
    expect(await sessionOf(person.cookie)).not.toBeNull();
  });

  it("goes with its person", async () => {
    const userId = newId("user");
    await api.runtime.database.prisma.user.create({ data: { id: userId, email: `${userId}@example.com` } });
    await openSession(api.runtime.database, { userId, version: 1, userAgent: "\0".repeat(600), ip: undefined });
    expect(await sql("SELECT 1 FROM sessions WHERE user_id = $1", [userId])).toHaveLength(1);
    await api.runtime.database.prisma.user.delete({ where: { id: userId } });
    expect(await sql("SELECT 1 FROM sessions WHERE user_id = $1", [userId])).toEqual([]);
  });
});
