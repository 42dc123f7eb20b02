import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionCookies } from "@/lib/session/cookies";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, startApi } from "@/tests/harness/api";
import { newPerson, type Person, signInAs } from "@/tests/harness/person";
import { envOf, type RawReply, startWeb, type WebProcess } from "@/tests/harness/web-process";

let api: Api;
let web: WebProcess;
let name: string;
beforeAll(async () => {
  api = await startApi({ PORT: String(await findFreePort()) });
  name = sessionCookies(api.runtime.env).sessionToken.name;
  // A proxy of ours stands before it, so that attackers can come from many addresses.
  web = await startWeb({ ...envOf(api), TRUST_PROXY: "1" });
});
afterAll(async () => {
  await web.stop();
  await api.close();
});

const sql = (text: string, values: unknown[] = []) => api.runtime.database.sql(text, values);
const setCookies = ({ headers }: RawReply): string[] => [headers["set-cookie"] ?? []].flat();
const jarOf = (reply: RawReply) =>
  setCookies(reply)
    .map((text) => text.split(";")[0] ?? "")
    .join("; ");
const sessionIn = (reply: RawReply) =>
  setCookies(reply).find((text) => text.startsWith(`${name}=`) && !/=;/.test(text));
const whoIs = (Cookie: string) => web.ask("/api/users/me", { headers: { Cookie } });

/** The sign-in form, filled in and sent. */
async function submit(
  fields: { email: string; password: string },
  { from = "198.51.100.1", cookie = "", csrf = true }: { from?: string; cookie?: string; csrf?: boolean } = {},
): Promise<RawReply> {
  const given = await web.ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(given.text) as { csrfToken: string };
  const form = new URLSearchParams({ ...fields, json: "true", csrfToken: csrf ? csrfToken : "0".repeat(64) });
  return web.ask("/api/auth/callback/credentials", {
    method: "POST",
    headers: {
      Cookie: [jarOf(given), cookie].filter((text) => text !== "").join("; "),
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Forwarded-For": from,
    },
    body: form.toString(),
  });
}

describe("a sign-in", { timeout: 180_000 }, () => {
  it("gives a new cookie for this host alone, whatever cookie was planted before", async () => {
    const [person, mallory] = [await newPerson(api), await newPerson(api)];
    const first = sessionIn(await submit(person)) ?? "";
    expect(first).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax$/i);
    expect(first).not.toMatch(/Domain=/i);
    for (const planted of [`${name}=chosen-by-somebody`, mallory.cookie, first.split(";")[0] ?? ""]) {
      const fresh = (sessionIn(await submit(person, { cookie: planted })) ?? "").split(";")[0] ?? "";
      expect(fresh).not.toBe(planted);
      expect(JSON.parse((await whoIs(fresh)).text)).toMatchObject({ id: person.id });
      if (planted !== mallory.cookie) expect((await whoIs(planted)).status).toBe(401);
      else expect(JSON.parse((await whoIs(planted)).text)).toMatchObject({ id: mallory.id });
    }
  });

  it("without the form's own token is none, and a sign-out by link is none either", async () => {
    const person = await newPerson(api);
    expect(sessionIn(await submit(person, { csrf: false }))).toBeUndefined();
    await web.ask("/api/auth/signout", { headers: { Cookie: person.cookie } });
    await web.ask("/api/auth/signout", { method: "POST", headers: { Cookie: person.cookie } });
    expect((await whoIs(person.cookie)).status).toBe(200);
  });

  it("is not made up by a token of another secret, without a signature, changed, expired or of another shape", async () => {
    const person = await newPerson(api);
    const { NEXTAUTH_SECRET: secret } = api.runtime.env;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { sub: person.id, version: 1 };
    const real = person.cookie.slice(person.cookie.indexOf("=") + 1);
    const parts = real.split(".");
    const forged = [
      `${part({ alg: "none" })}.${part(claims)}.`,
      `${part({ alg: "HS256" })}.${part(claims)}.${randomBytes(32).toString("base64url")}`,
      `${part({ alg: "dir", enc: "A256GCM" })}..${part(claims)}..`,
      await encode({ token: claims, secret: "x".repeat(32) }),
      await encode({ token: claims, secret: "" }).catch(() => "none"),
      await encode({ token: claims, secret, maxAge: -120 }),
      await encode({ token: claims, secret, salt: "other" }),
      await encode({ token: { sub: person.id, version: 0 }, secret }),
      await encode({ token: { sub: person.id, sid: "ses_%", version: "1" }, secret }),
      [...parts.slice(0, 4), "A".repeat(22)].join("."),
      real.slice(0, -1),
      `${real}.${real}`,
    ];
    expect((await whoIs(person.cookie)).status).toBe(200);
    for (const token of forged) expect([token, (await whoIs(`${name}=${token}`)).status]).toEqual([token, 401]);
  });
});

describe("a session", { timeout: 180_000 }, () => {
  const endings: [string, (person: Person) => Promise<unknown>][] = [
    ["a sign-out everywhere", (person) => person.call("POST", "/api/users/me/sign-out-everywhere")],
    [
      "a new password",
      (person) => {
        const body = { currentPassword: person.password, newPassword: "staple battery horse" };
        return person.call("POST", "/api/users/me/password", { body });
      },
    ],
    ["its end of life", ({ id }) => sql("UPDATE sessions SET expires_at = now() WHERE user_id = $1", [id])],
    ["the end of the account", ({ id }) => sql("DELETE FROM users WHERE id = $1", [id])],
  ];

  it.each(endings)("is over at once after %s, also for the page, the stream and next-auth itself", async (_, end) => {
    const person = await newPerson(api);
    const Cookie = await signInAs(api, person.id);
    const everywhere = async () => {
      const paths = ["/api/users/me", "/account"];
      const replies = await Promise.all(paths.map((path) => web.ask(path, { headers: { Cookie } })));
      const { text } = await web.ask("/api/auth/session", { headers: { Cookie } });
      return [...replies.map(({ status }) => status), text];
    };
    expect((await everywhere()).slice(0, 2)).toEqual([200, 200]);
    await end(person);
    expect(await everywhere()).toEqual([401, 307, "{}"]);
    expect((await web.ask("/api/stream", { headers: { Cookie } })).status).toBe(401);
  });

  it("takes writes from our own pages alone, as JSON", async () => {
    const person = await newPerson(api);
    const body = JSON.stringify({ name: "Mallory" });
    const json = { "Content-Type": "application/json" };
    const own = { "Sec-Fetch-Site": "same-origin" };
    const refused: [Record<string, string>, number][] = [
      [json, 403],
      [{ ...json, "Sec-Fetch-Site": "cross-site" }, 403],
      [{ ...json, "Sec-Fetch-Site": "same-site" }, 403],
      [{ ...json, "Sec-Fetch-Site": "none" }, 403],
      [{ ...json, Origin: "https://evil.example" }, 403],
      [{ ...json, Origin: "null" }, 403],
      [{ ...json, Origin: `${web.url}.evil.example` }, 403],
      [{ ...json, Origin: web.url, "Sec-Fetch-Site": "cross-site" }, 403],
      [{ ...json, Referer: web.url }, 403],
      [{ ...own, "Content-Type": "text/plain" }, 415],
      [{ ...own, "Content-Type": "application/x-www-form-urlencoded" }, 415],
      [{ ...own, "Content-Type": "multipart/form-data; boundary=x" }, 415],
      [own, 415],
    ];
    for (const [headers, status] of refused) {
      const sent = { method: "PATCH", headers: { Cookie: person.cookie, ...headers }, body };
      expect([headers, (await web.ask("/api/users/me", sent)).status]).toEqual([headers, status]);
    }
    for (const headers of [
      { ...json, ...own },
      { ...json, Origin: web.url },
    ]) {
      const sent = { method: "PATCH", headers: { Cookie: person.cookie, ...headers }, body };
      expect((await web.ask("/api/users/me", sent)).status).toBe(200);
    }
  });
});

describe("an attack on the sign-in", { timeout: 180_000 }, () => {
  const wordOf = ({ text }: RawReply) => decodeURIComponent(/error=([a-z_]+|[A-Za-z_]+)/.exec(text)?.[1] ?? "in");

  it("from many addresses stops after ten guesses, and the owner's open session goes on", async () => {
    const person = await newPerson(api);
    const words: string[] = [];
    for (let index = 0; index < 40; index += 1)
      words.push(wordOf(await submit({ email: person.email, password: "guess" }, { from: `203.0.113.${index}` })));
    expect([words.filter((word) => word === "wrong_credentials").length, new Set(words).size]).toEqual([10, 2]);
    expect(words.at(-1)).toBe("rate_limited");
    expect((await whoIs(person.cookie)).status).toBe(200);
    // The window slides: once it has, the owner is let in.
    await sql("UPDATE rate_limits SET points = 0 WHERE key LIKE 'sign-in-account%'");
    expect(sessionIn(await submit(person, { from: "198.51.100.77" }))).toBeDefined();
  });

  it("that never ends keeps the owner out neither of the sign-in nor of a new password, where there is a session", async () => {
    const person = await newPerson(api);
    await signInAs(api, person.id, { ip: "198.51.100.80" });
    const attack = async (from: number) => {
      for (let index = from; index < from + 12; index += 1)
        await submit({ email: person.email, password: "guess" }, { from: `203.0.113.${index}` });
    };
    await attack(100);
    expect(sessionIn(await submit(person, { from: "203.0.113.99" }))).toBeUndefined();
    const fresh = sessionIn(await submit(person, { from: "198.51.100.80" }));
    expect(fresh).toBeDefined();
    // That sign-in gave the attackers no further guesses.
    expect(wordOf(await submit({ email: person.email, password: "guess" }, { from: "203.0.113.98" }))).toBe(
      "rate_limited",
    );
    const body = { currentPassword: person.password, newPassword: "staple battery horse" };
    expect((await person.call("POST", "/api/users/me/password", { body })).status).toBe(204);
  });

  it("at the owner's own address has ten guesses there too", async () => {
    const person = await newPerson(api);
    await signInAs(api, person.id, { ip: "198.51.100.90" });
    const words: string[] = [];
    for (let index = 0; index < 12; index += 1)
      words.push(wordOf(await submit({ email: person.email, password: "guess" }, { from: "198.51.100.90" })));
    expect(words.filter((word) => word === "rate_limited")).toHaveLength(2);
  });

  it("from one address stops after fifty, whomever it is aimed at, and others sign in meanwhile", async () => {
    const person = await newPerson(api);
    const words: string[] = [];
    for (let index = 0; index < 55; index += 1)
      words.push(
        wordOf(await submit({ email: `no${index}`, password: "guess" }, { from: `1.1.1.${index}, 192.0.2.9` })),
      );
    expect(words.filter((word) => word === "rate_limited")).toHaveLength(5);
    expect(sessionIn(await submit(person, { from: "192.0.2.9" }))).toBeUndefined();
    expect(sessionIn(await submit(person, { from: "192.0.2.10" }))).toBeDefined();
  });

  it("gets nowhere while tries cannot be counted", async () => {
    const person = await newPerson(api);
    await sql("ALTER TABLE rate_limits RENAME TO rate_limits_away");
    const reply = await submit(person, { from: "192.0.2.20" });
    await sql("ALTER TABLE rate_limits_away RENAME TO rate_limits");
    expect([sessionIn(reply), wordOf(reply)]).toEqual([undefined, "unavailable"]);
    expect(sessionIn(await submit(person, { from: "192.0.2.20" }))).toBeDefined();
  });
});
