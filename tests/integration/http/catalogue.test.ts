import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { insertWebhook } from "@/tests/harness/rows";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const eventTypesOf = async () => {
  const rows = await api.runtime.database.sql<{ type: string; body: string }>(
    "SELECT type, body FROM events WHERE workspace_id = $1 ORDER BY id DESC",
    [api.tenant.ctx.workspace.id],
  );
  return rows.map(({ type, body }) => ({ type, data: (JSON.parse(body) as { data: Record<string, unknown> }).data }));
};

describe("a project", () => {
  it("is created, changed and deleted, and each write triggers its event", async () => {
    const made = await api.call("POST", "/api/projects", {
      body: { name: " Test Project ", description: "This will trigger a webhook" },
    });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.stringMatching(/^prj_/),
      name: "Test Project",
      description: "This will trigger a webhook",
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      updatedAt: expect.any(String),
    });
    const path = `/api/projects/${String(made.body.id)}`;
    expect((await api.call("GET", path)).body).toEqual(made.body);
    const changed = await api.call("PATCH", path, { body: { description: null } });
    expect(changed.body).toMatchObject({ name: "Test Project", description: null });
    expect((await api.call("PATCH", path, { body: {} })).body).toEqual(changed.body);
    expect((await api.call("DELETE", path)).status).toBe(204);
    expectProblem(await api.call("GET", path), { status: 404 });
    expectProblem(await api.call("DELETE", path), { status: 404 });

    const events = await eventTypesOf();
    expect(events.map(({ type }) => type)).toEqual(["project.deleted", "project.updated", "project.created"]);
    expect(events.map(({ data }) => data.id)).toEqual(Array(3).fill(made.body.id));
    const log = await api.call("GET", `/api/audit-log?targetId=${String(made.body.id)}`);
    const actions = (log.body.data as { action: string; diff: unknown }[]).map(({ action }) => action);
    expect(actions).toEqual(["project.deleted", "project.updated", "project.created"]);
  });

  it("that webhooks are bound to stays, and says which", async () => {
    const made = await api.call("POST", "/api/projects", { body: { name: "Bound" } });
    const webhookId = await insertWebhook(api.tenant.ctx, {
      projectId: String(made.body.id),
      events: ["session.started"],
    });
    const refused = expectProblem(await api.call("DELETE", `/api/projects/${String(made.body.id)}`), { status: 409 });
    expect(refused.detail).toContain(webhookId);
  });

  it("is listed once, newest first, while others are made", async () => {
    const { key } = await api.newTenant();
    const make = async (name: string) => (await api.call("POST", "/api/projects", { key, body: { name } })).body.id;
    const ids = [await make("1"), await make("2"), await make("3"), await make("4"), await make("5")];
    const seen: unknown[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const target: string = `/api/projects?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const page = await api.call("GET", target, { key });
      seen.push(...(page.body.data as { id: string }[]).map(({ id }) => id));
      cursor = page.body.nextCursor as string | null;
      await make("late");
    }
    expect(seen).toEqual(ids.toReversed());
  });
});

describe("an event type", () => {
  const create = (body: object) => api.call("POST", "/api/event-types", { body });

  it("is there 23 times from the start, each with a schema and an example", async () => {
    const { body } = await api.call("GET", "/api/event-types?limit=200", { key: api.stranger.key });
    const types = body.data as { name: string; schema: object; example: object; description: string }[];
    expect(types).toHaveLength(23);
    for (const type of types) expect([type.schema, type.example, type.description]).not.toContain(null);
  });

  it("is created, changed and deleted", async () => {
    const schema = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
    const made = await create({ name: "invoice.paid", description: "Paid", schema, example: { id: "inv_1" } });
    expect(made).toMatchObject({
      status: 201,
      body: { name: "invoice.paid", schema, example: { id: "inv_1" }, own: false },
    });
    expectProblem(await create({ name: "invoice.paid" }), { status: 409, code: "already_exists" });
    const path = "/api/event-types/invoice.paid";
    expect((await api.call("PATCH", path, { body: { description: null } })).body).toMatchObject({
      description: null,
      schema,
    });
    expectProblem(await api.call("PATCH", path, { body: { example: { id: 5 } } }), { status: 422, path: "example.id" });
    expect((await api.call("GET", path)).body).toMatchObject({ example: { id: "inv_1" } });
    expect((await api.call("PATCH", path, { body: { schema: null, example: null } })).body).toMatchObject({
      schema: null,
      example: null,
    });
    expect((await api.call("DELETE", path)).status).toBe(204);
    expectProblem(await api.call("GET", path), { status: 404 });
  });

  it("with a schema that is none, or a name that is none, is refused by field", async () => {
    expectProblem(await create({ name: "a.b", schema: { type: "nothing" } }), { status: 422, path: "schema.type" });
    expectProblem(await create({ name: "a.b", schema: { $ref: "#" } }), { status: 422, path: "schema" });
    expectProblem(await create({ name: "A b" }), { status: 422, path: "name" });
    expectProblem(await create({ name: "webhook.failing" }), { status: 422, path: "name" });
  });

  it("that a webhook subscribes to, or that Posthorn triggers itself, stays", async () => {
    await create({ name: "order.shipped" });
    const webhookId = await insertWebhook(api.tenant.ctx, { events: ["order.shipped"] });
    const refused = expectProblem(await api.call("DELETE", "/api/event-types/order.shipped"), { status: 409 });
    expect(refused.detail).toContain(webhookId);
    expect((await api.call("GET", "/api/event-types/project.created")).body).toMatchObject({ own: true });
    expectProblem(await api.call("DELETE", "/api/event-types/project.created"), { status: 409 });
    expectProblem(await api.call("PATCH", "/api/event-types/project.created", { body: { schema: null } }), {
      status: 409,
    });
  });
});

describe("the audit log", () => {
  it("can be narrowed, and nobody can change it", async () => {
    const all = await api.call("GET", "/api/audit-log?action=event_type.created&limit=1");
    expect(all.body.data).toEqual([
      expect.objectContaining({ action: "event_type.created", actorKind: "api_key", requestId: expect.any(String) }),
    ]);
    expect((await api.call("GET", "/api/audit-log?from=2099-01-01T00:00:00Z")).body.data).toEqual([]);
    expectProblem(await api.call("GET", "/api/audit-log?from=yesterday"), { status: 422, path: "from" });
    await expect(api.runtime.database.sql("DELETE FROM audit_entries")).rejects.toThrow("append-only");
  });
});
