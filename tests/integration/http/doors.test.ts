import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { handle } from "@/lib/http";
import { defineOperation } from "@/lib/http/operation";
import { sessionCookies } from "@/lib/session/cookies";
import { type Api, expectProblem, startApi, type Tenant } from "@/tests/harness/api";
import { createDatabase } from "@/lib/platform/db";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const project = { name: "Apollo" };

async function createOther(tenant: Tenant): Promise<string> {
  const reply = await api.call("POST", "/api/projects", { key: tenant.key, body: project });
  return String(reply.body.id);
}

describe("an API key", () => {
  it("is shown once, and only its hash is kept", async () => {
    const { status, body } = await api.call("POST", "/api/api-keys", {
      body: { name: "CI", scopes: ["projects:read"] },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "CI", scopes: ["projects:read"], revokedAt: null, lastUsedAt: null });
    const key = String(body.key);
    expect(key.startsWith(`${String(body.prefix)}_`) && key.endsWith(String(body.hint))).toBe(true);
    const list = await api.call("GET", "/api/api-keys");
    expect(list.text).not.toContain(key);
    const rows = await api.runtime.database.sql("SELECT secret_hmac, api_keys::text AS everything FROM api_keys");
    expect(JSON.stringify(rows)).not.toContain(key.slice(16, -6));
  });

  it("that is revoked is refused at once here, and within a second where nobody says so", async () => {
    const { body } = await api.call("POST", "/api/api-keys", { body: { name: "short", scopes: ["projects:read"] } });
    const key = String(body.key);
    expect((await api.call("GET", "/api/projects", { key })).status).toBe(200);
    expect((await api.call("DELETE", `/api/api-keys/${String(body.id)}`)).status).toBe(204);
    expectProblem(await api.call("GET", "/api/projects", { key }), { status: 401 });

    const other = await api.newKey(api.tenant, ["projects:read"]);
    expect((await api.call("GET", "/api/projects", { key: other })).status).toBe(200);
    // As another process would: the row changes, and this process hears nothing of it.
    await api.runtime.database.sql("UPDATE api_keys SET revoked_at = now() WHERE name = 'projects:read'");
    await sleep(1_000);
    expectProblem(await api.call("GET", "/api/projects", { key: other }), { status: 401 });
  });

  it("that expired is refused and says so; one of a deleted workspace is unknown", async () => {
    const key = await api.newKey(api.tenant, ["stats:read"]);
    await api.runtime.database.sql("UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE name = 'stats:read'");
    expect(expectProblem(await api.call("GET", "/api/projects", { key }), { status: 401 }).detail).toContain("expired");
  });

  it("cannot be given a scope that its maker lacks, nor an expiry in the past", async () => {
    const key = await api.newKey(api.tenant, ["api-keys:write"]);
    const body = { name: "more", scopes: ["secrets:read"] };
    expectProblem(await api.call("POST", "/api/api-keys", { key, body }), { status: 403, code: "insufficient_scope" });
    const past = { ...body, expiresAt: "2020-01-01T00:00:00Z" };
    expectProblem(await api.call("POST", "/api/api-keys", { body: past }), { status: 422, path: "expiresAt" });
  });

  it("that is rolled lives on for the overlap beside its successor", async () => {
    const made = await api.call("POST", "/api/api-keys", { body: { name: "roll", scopes: ["projects:read"] } });
    const roll = `/api/api-keys/${String(made.body.id)}/roll`;
    const next = await api.call("POST", roll, { body: { overlapSeconds: 60 } });
    expect(next).toMatchObject({ status: 201, body: { name: "roll", scopes: ["projects:read"] } });
    for (const key of [String(made.body.key), String(next.body.key)])
      expect((await api.call("GET", "/api/projects", { key })).status).toBe(200);
    expect((await api.call("POST", roll)).status).toBe(201);
    expectProblem(await api.call("GET", "/api/projects", { key: String(made.body.key) }), { status: 401 });
    expectProblem(await api.call("POST", roll), { status: 409, code: "conflict" });
  });

  it("notes when and from where it was used last", async () => {
    const key = await api.newKey(api.tenant, ["inboxes:read"]);
    await api.call("GET", "/api/inboxes", { key, headers: { "x-posthorn-peer": "203.0.113.9" } });
    await expect
      .poll(() =>
        api.runtime.database.sql(
          "SELECT last_used_ip AS ip FROM api_keys WHERE name = 'inboxes:read' AND last_used_at IS NOT NULL",
        ),
      )
      .toEqual([{ ip: "203.0.113.9" }]);
  });
});

describe("another workspace's things", () => {
  it("are answered exactly as things that are not there", async () => {
    const theirs = await createOther(api.stranger);
    const missing = newId("project");
    for (const [method, options] of [
      ["GET", {}],
      ["PATCH", { body: { name: "Mine" } }],
      ["DELETE", {}],
    ] as const) {
      const [foreign, none] = await Promise.all(
        [theirs, missing].map((id) => api.call(method, `/api/projects/${id}`, options)),
      );
      const problems = [foreign, none].map(
        (reply) => reply && { ...expectProblem(reply, { status: 404 }), requestId: "" },
      );
      expect(problems[0]).toEqual(problems[1]);
    }
    const keys = await api.call("GET", "/api/api-keys", { key: api.stranger.key });
    const [first] = keys.body.data as { id: string }[];
    expectProblem(await api.call("DELETE", `/api/api-keys/${first?.id}`), { status: 404 });
    expectProblem(await api.call("POST", `/api/api-keys/${first?.id}/roll`), { status: 404 });
    expect((await api.call("GET", `/api/projects/${theirs}`, { key: api.stranger.key })).body.name).toBe("Apollo");
  });

  it("are in none of the lists", async () => {
    const theirs = await createOther(api.stranger);
    for (const path of ["/api/projects", "/api/api-keys", "/api/audit-log"])
      expect((await api.call("GET", `${path}?limit=200`)).text).not.toContain(theirs);
  });
});

describe("a refused authorisation", () => {
  it("is in the audit log", async () => {
    const key = await api.newKey(api.tenant, ["projects:read"]);
    expectProblem(await api.call("POST", "/api/projects", { key, body: project }), { status: 403 });
    const log = await api.call("GET", "/api/audit-log?action=access.refused");
    expect(log.body.data).toContainEqual(expect.objectContaining({ targetId: "createProject", actorKind: "api_key" }));
  });
});

describe("the dashboard's session", () => {
  async function signIn(role: string): Promise<Record<string, string>> {
    const { env, database } = api.runtime;
    const id = newId("user");
    await database.prisma.user.create({ data: { id, email: `${id}@example.com`, name: "Ada" } });
    await database.prisma.member.create({
      data: { id: newId("member"), workspaceId: api.tenant.ctx.workspace.id, userId: id, role },
    });
    const token = await encode({ token: { sub: id, version: 1 }, secret: env.NEXTAUTH_SECRET });
    return {
      Cookie: `${sessionCookies(env).sessionToken.name}=${token}`,
      "X-Posthorn-Workspace": api.tenant.ctx.workspace.slug,
    };
  }
  const create = (headers: Record<string, string>) =>
    api.call("POST", "/api/projects", { key: "", body: project, headers });

  it("may do what its role allows, in the workspace that it names", async () => {
    const viewer = await signIn("viewer");
    expect((await api.call("GET", "/api/projects", { key: "", headers: viewer })).status).toBe(200);
    const refused = await create({ ...viewer, "Sec-Fetch-Site": "same-origin" });
    expectProblem(refused, { status: 403, code: "forbidden" });
    const elsewhere = { ...viewer, "X-Posthorn-Workspace": api.stranger.ctx.workspace.slug };
    expectProblem(await api.call("GET", "/api/projects", { key: "", headers: elsewhere }), { status: 404 });
    const byQuery = { Cookie: viewer.Cookie ?? "" };
    const target = `/api/projects?workspace=${api.tenant.ctx.workspace.id}`;
    expect((await api.call("GET", target, { key: "", headers: byQuery })).status).toBe(200);
  });

  it("writes from this instance's own pages only", async () => {
    const owner = await signIn("owner");
    for (const headers of [
      {},
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "none" },
      { Origin: "https://evil.example" },
      { Origin: "null" },
      { "Sec-Fetch-Site": "cross-site", Origin: "http://localhost:3001" },
    ])
      expectProblem(await create({ ...owner, ...headers } as Record<string, string>), {
        status: 403,
        code: "csrf_rejected",
      });
    expect((await create({ ...owner, "Sec-Fetch-Site": "same-origin" })).status).toBe(201);
    expect((await create({ ...owner, Origin: "http://localhost:3001" })).status).toBe(201);
    expectProblem(await create({ ...owner, "Sec-Fetch-Site": "same-origin", "Content-Type": "text/plain" }), {
      status: 415,
    });
  });

  it("does not count beside a key that is refused", async () => {
    const owner = await signIn("owner");
    expectProblem(await api.call("GET", "/api/projects", { key: "ph_wrong", headers: owner }), { status: 401 });
  });
});

describe("every answer", () => {
  it("names its request, with the caller's own id when that is fit to be", async () => {
    const given = await api.call("GET", "/api/projects", { headers: { "X-Request-Id": "trace-42" } });
    expect(given.headers.get("X-Request-Id")).toBe("trace-42");
    for (const unfit of ["a b", "x".repeat(129), "<script>", '"'])
      expect(
        (await api.call("GET", "/api/projects", { headers: { "X-Request-Id": unfit } })).headers.get("X-Request-Id"),
      ).toMatch(/^rid_/);
    expect(given.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(given.headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("an answer", () => {
  const operation = defineOperation({
    id: "test",
    method: "GET",
    path: "/api/test",
    tag: "Test",
    summary: "Test",
    scope: "authenticated",
    status: 200,
    response: z.object({ id: z.string() }),
  });
  const get = (output: object) => {
    const request = new Request("http://localhost/api/test", {
      headers: { Authorization: `Bearer ${api.tenant.key}` },
    });
    const handler = handle(operation, async () => output as { id: string });
    return handler(request, { params: Promise.resolve({}) });
  };

  it("has the fields that its operation declares and no others, or is not given at all", async () => {
    expect(await (await get({ id: "1", secretEncrypted: "x" })).json()).toEqual({ id: "1" });
    const broken = await get({ id: 5, secretEncrypted: "hidden" });
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain("hidden");
  });
});

describe("a query that takes too long", () => {
  it("is cancelled by the database after 5 s and answered with 503", async () => {
    const blocker = createDatabase({
      connectionString: api.databaseUrl,
      poolSize: 1,
      applicationName: "blocker",
      statementTimeoutMs: 0,
    });
    const reply = await blocker.transaction(async (sql) => {
      await sql("LOCK TABLE projects IN ACCESS EXCLUSIVE MODE");
      return api.call("GET", "/api/projects");
    });
    await blocker.close();
    expectProblem(reply, { status: 503, code: "unavailable" });
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
