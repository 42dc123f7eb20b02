import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const create = (key: string, name = "Once", caller = api.tenant.key) =>
  api.call("POST", "/api/projects", { key: caller, body: { name }, headers: { "Idempotency-Key": key } });

const countProjects = async (name: string) => {
  const [row] = await api.runtime.database.sql<{ count: number }>("SELECT count(*) FROM projects WHERE name = $1", [
    name,
  ]);
  return row?.count;
};

describe("a POST with an Idempotency-Key", () => {
  it("sent 50 times at once creates one thing, and all get the same answer", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => create("twins", "Twins")));
    expect(replies.map(({ status }) => status)).toEqual(Array(50).fill(201));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get("Idempotent-Replayed") === null)).toHaveLength(1);
    expect(await countProjects("Twins")).toBe(1);
    const events = await api.runtime.database.sql("SELECT 1 FROM events WHERE body LIKE '%\"Twins\"%'");
    expect(events).toHaveLength(1);
  });

  it("is refused when the key stood for another body or another call", async () => {
    await create("reused", "First");
    expectProblem(await create("reused", "Second"), { status: 409, code: "idempotency_key_reused" });
    const other = await api.call("POST", "/api/event-types", {
      body: { name: "a.b" },
      headers: { "Idempotency-Key": "reused" },
    });
    expectProblem(other, { status: 409, code: "idempotency_key_reused" });
  });

  it("means two things in two workspaces", async () => {
    const [mine, theirs] = await Promise.all([
      create("shared", "Shared"),
      create("shared", "Shared", api.stranger.key),
    ]);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body.id).not.toBe(theirs.body.id);
  });

  it("may be sent again, mended, after it was refused", async () => {
    expectProblem(await create("mended", ""), { status: 422 });
    expect((await create("mended", "Mended")).status).toBe(201);
  });

  it("is done anew once its answer is older than 24 hours", async () => {
    const first = await create("old", "Old");
    await api.runtime.database.sql(
      "UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'old'",
    );
    const second = await create("old", "Old");
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
    expect((await create("old", "Old")).body.id).toBe(second.body.id);
  });

  it("keeps an answer with a secret in it as it keeps secrets", async () => {
    const make = () =>
      api.call("POST", "/api/api-keys", {
        body: { name: "k", scopes: ["projects:read"] },
        headers: { "Idempotency-Key": "secret" },
      });
    const first = await make();
    const [row] = await api.runtime.database.sql<{ response: string }>(
      "SELECT response FROM idempotency_keys WHERE key = 'secret'",
    );
    expect(row?.response).not.toContain("ph_");
    expect((await make()).body.key).toBe(first.body.key);
  });

  it("is refused with a key that is empty, too long or not printable", async () => {
    for (const key of ["", "x".repeat(256), "caf\u00e9", "tab\there"])
      expectProblem(await create(key), { status: 400, code: "bad_request" });
    expect((await create("x".repeat(255), "Long")).status).toBe(201);
  });
});
