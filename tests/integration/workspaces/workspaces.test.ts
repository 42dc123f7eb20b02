import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { countFollowers } from "@/lib/webhooks";
import { RESERVED_SLUGS } from "@/lib/workspaces/slug";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { newPerson } from "@/tests/harness/person";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const rows = (text: string, values: unknown[]) => api.runtime.database.sql(text, values);

describe("an account", () => {
  it("comes with a workspace of its own, which has the event types and an owner", async () => {
    const person = await newPerson(api, "Ada Lovelace");
    const { body } = await person.call("GET", "/api/workspaces");
    expect(body.data).toMatchObject([
      { id: person.workspace.id, name: "Ada Lovelace’s workspace", personal: true, role: "owner", retentionDays: 30 },
    ]);
    const types = await person.call("GET", "/api/event-types?limit=200");
    expect(types.body.data).toHaveLength(23);
  });

  it("gets a workspace whatever its name: taken, in another script, 80 characters, emoji", async () => {
    const names = ["Twin", "Twin", "ليلى الفهد", "👩‍👩‍👧‍👦".repeat(7), "x".repeat(80), "Settings"];
    const people = [];
    for (const name of names) people.push(await newPerson(api, name));
    const slugs = people.map(({ workspace }) => workspace.slug);
    expect(new Set(slugs).size).toBe(names.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const person of people) expect((await person.call("GET", "/api/workspaces/current")).status).toBe(200);
  });
});

describe("a workspace", () => {
  it("made for a team belongs to its maker and is told apart by ?workspace=", async () => {
    const person = await newPerson(api);
    const made = await person.call("POST", "/api/workspaces", { body: { name: "Rocket Team" } });
    expect(made).toMatchObject({ status: 201, body: { name: "Rocket Team", personal: false, role: "owner" } });
    const { slug, id } = made.body as { slug: string; id: string };
    expect(slug).toMatch(/^rocket-team/);
    for (const workspace of [slug, id])
      expect((await person.call("GET", "/api/workspaces/current", { workspace })).body.id).toBe(id);
    expect((await person.call("GET", "/api/workspaces/current")).body.id).toBe(person.workspace.id);
    const list = await person.call("GET", "/api/workspaces");
    expect(list.body.data).toMatchObject([{ personal: true }, { id }]);
  });

  it("has defaults for its webhooks, which say of each setting where it comes from", async () => {
    const person = await newPerson(api);
    const webhook = await person.call("POST", "/api/webhooks", {
      body: { name: "CRM", url: "https://example.com/hook", events: ["*"], rateLimit: 3 },
    });
    const inForce = async () =>
      (await person.call("GET", `/api/webhooks/${String(webhook.body.id)}`)).body.inForce as Record<string, object>;
    expect(webhook.body).toMatchObject({ timeoutMs: 30_000, retryScheduleMs: null });
    expect(await inForce()).toMatchObject({
      timeoutMs: { value: 30_000, source: "instance" },
      rateLimit: { value: 3, source: "webhook" },
      retryScheduleMs: { source: "instance" },
    });
    const defaults = { timeoutMs: 10_000, rateLimit: 50, retryScheduleMs: [1_000, 60_000] };
    const changed = await person.call("PATCH", "/api/workspaces/current", { body: { defaults } });
    expect(changed).toMatchObject({ status: 200, body: { defaults } });
    expect(await inForce()).toEqual({
      timeoutMs: { value: 10_000, source: "workspace" },
      rateLimit: { value: 3, source: "webhook" },
      retryScheduleMs: { value: [1_000, 60_000], source: "workspace" },
    });
    const ctx = await api.runtime.systemContext(person.workspace.id);
    expect(await countFollowers(ctx)).toEqual({ total: 1, timeoutMs: 1, rateLimit: 0, retryScheduleMs: 1 });
    const less = await person.call("PATCH", "/api/workspaces/current", { body: { defaults: { rateLimit: null } } });
    expect(less.body.defaults).toEqual({ ...defaults, rateLimit: null });
    const none = { timeoutMs: null, retryScheduleMs: null };
    await person.call("PATCH", "/api/workspaces/current", { body: { defaults: none } });
    expect(await inForce()).toMatchObject({
      timeoutMs: { source: "instance" },
      retryScheduleMs: { source: "instance" },
    });
    const log = await person.call("GET", "/api/audit-log?action=workspace.updated");
    expect((log.body.data as { diff: object }[]).map(({ diff }) => diff)).toEqual([
      { "defaults.timeoutMs": [10_000, null], "defaults.retryScheduleMs": [[1_000, 60_000], null] },
      { "defaults.rateLimit": [50, null] },
      {
        "defaults.timeoutMs": [null, 10_000],
        "defaults.rateLimit": [null, 50],
        "defaults.retryScheduleMs": [null, [1_000, 60_000]],
      },
    ]);
  });

  it.each([
    [{ timeoutMs: 999 }, "defaults.timeoutMs"],
    [{ timeoutMs: 30_001 }, "defaults.timeoutMs"],
    [{ rateLimit: 0 }, "defaults.rateLimit"],
    [{ rateLimit: 1.5 }, "defaults.rateLimit"],
    [{ retryScheduleMs: [] }, "defaults.retryScheduleMs"],
    [{ retryScheduleMs: [10] }, "defaults.retryScheduleMs"],
    [{ retryScheduleMs: Array(21).fill(1_000) }, "defaults.retryScheduleMs"],
    [{ headers: {} }, "defaults.headers"],
  ])("refuses the defaults %j at the field", async (defaults, path) => {
    const reply = await api.call("PATCH", "/api/workspaces/current", { body: { defaults } });
    expectProblem(reply, { status: 422, path });
  });

  it("is renamed and told how long to keep history by owners and admins, on record, with its address unmoved", async () => {
    const person = await newPerson(api);
    const body = { name: "Renamed 🚀", retentionDays: 365 };
    const changed = await person.call("PATCH", "/api/workspaces/current", { body });
    expect(changed).toMatchObject({ status: 200, body: { ...body, slug: person.workspace.slug } });
    const log = await person.call("GET", "/api/audit-log?action=workspace.updated");
    expect(log.body.data).toMatchObject([{ actorId: person.id, diff: { retentionDays: [30, 365] } }]);
    const developer = await newPerson(api);
    await developer.join(person.workspace.id, "developer");
    const refused = await developer.call("PATCH", "/api/workspaces/current", {
      body,
      workspace: person.workspace.slug,
    });
    expectProblem(refused, { status: 403 });
  });

  it.each([
    [{ retentionDays: 0 }, "retentionDays"],
    [{ retentionDays: 366 }, "retentionDays"],
    [{ retentionDays: 1.5 }, "retentionDays"],
    [{ name: "  " }, "name"],
    [{ name: "x".repeat(81) }, "name"],
    [{ name: "nul\0" }, "name"],
  ])("refuses the settings %j and names the field", async (body, path) => {
    const person = await newPerson(api);
    expectProblem(await person.call("PATCH", "/api/workspaces/current", { body }), { status: 422, path });
  });

  it("is told to API keys as their own, and they make and list none", async () => {
    expect((await api.call("GET", "/api/workspaces/current")).body.id).toBe(api.tenant.ctx.workspace.id);
    expectProblem(await api.call("GET", "/api/workspaces"), { status: 403, code: "forbidden" });
    expectProblem(await api.call("POST", "/api/workspaces", { body: { name: "x" } }), { status: 403 });
    expectProblem(await api.call("GET", "/api/users/me"), { status: 403 });
  });
});

describe("sign-up", () => {
  const password = "correct horse battery";
  const signUp = (body: object, ip = newId("request")) =>
    api.call("POST", "/api/users", { key: "", body, headers: { "x-posthorn-peer": ip } });

  it("keeps the address in lower case and the password as an argon2id hash only", async () => {
    const reply = await signUp({ email: "  Grace@Example.COM ", name: "Grace", password });
    expect(reply.status).toBe(201);
    expect(reply.text).not.toContain(password);
    const [user] = await rows("SELECT * FROM users WHERE email = $1", ["grace@example.com"]);
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("makes one account when the same address comes twenty times at once", async () => {
    const body = { email: "once@example.com", name: "Once", password };
    const replies = await Promise.all(Array.from({ length: 20 }, () => signUp(body)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(await rows("SELECT 1 FROM users WHERE email = $1", [body.email])).toHaveLength(1);
  });

  it("is throttled per network address, so that nobody tries out lists of addresses", async () => {
    const ip = "203.0.113.77";
    const body = { email: "no", name: "n", password };
    for (let index = 0; index < 20; index += 1) {
      const email = `taken-${index % 2}@example.com`;
      expect((await signUp({ ...body, email }, ip)).status).toBe(index < 2 ? 201 : 409);
    }
    const reply = await signUp({ ...body, email: "taken-0@example.com" }, ip);
    expectProblem(reply, { status: 429, code: "rate_limited" });
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await signUp({ ...body, email: "elsewhere@example.com" })).status).toBe(201);
  });

  it.each([
    [{ email: "nonsense" }, "email"],
    [{ email: `${"x".repeat(250)}@example.com` }, "email"],
    [{ password: "short" }, "password"],
    [{ password: "x".repeat(201) }, "password"],
    [{ name: " " }, "name"],
    [{ admin: true }, "admin"],
  ])("refuses %j and names the field", async (change, path) => {
    const reply = await signUp({ email: "fine@example.com", name: "Fine", password, ...change });
    expectProblem(reply, { status: 422, path });
  });
});

it("no workspace can take the address of a page", () => {
  const app = join(import.meta.dirname, "..", "..", "..", "app");
  const segments = readdirSync(app, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[[(]/.test(entry.name))
    .map((entry) => entry.name);
  expect(segments.filter((segment) => !RESERVED_SLUGS.has(segment))).toEqual([]);
});
