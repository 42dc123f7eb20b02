import { afterEach, describe, expect, it } from "vitest";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";

let api: Api;
afterEach(() => api.close());

describe("a key that asks too often", () => {
  it("is told how long to wait, while other keys go on", async () => {
    api = await startApi({ API_RATE_LIMIT: "5" });
    const replies = await Promise.all(Array.from({ length: 20 }, () => api.call("GET", "/api/projects")));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    for (const reply of refused) {
      expectProblem(reply, { status: 429, code: "rate_limited" });
      expect(reply.headers.get("Retry-After")).toBe("1");
    }
    expect((await api.call("GET", "/api/projects", { key: api.stranger.key })).status).toBe(200);
    await expect
      .poll(async () => (await api.call("GET", "/api/projects")).status, { interval: 500, timeout: 5_000 })
      .toBe(200);
  });
});

describe("a PostgreSQL that is not there", () => {
  it("is a 503 with Retry-After, never a success", async () => {
    api = await startApi();
    expect((await api.call("GET", "/api/health/ready")).body).toMatchObject({ status: "ready" });
    const { databaseUrl } = api;
    await api.runtime.database.sql("SELECT 1");
    const { closeRuntime, startRuntime } = await import("@/lib/runtime");
    const { env } = api.runtime;
    await closeRuntime();
    startRuntime("web", { ...env, DATABASE_URL: databaseUrl.replace(/:\d+\//, ":1/") });
    const reply = await api.call("POST", "/api/projects", { body: { name: "Lost" } });
    expectProblem(reply, { status: 503, code: "unavailable" });
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
    const ready = await api.call("GET", "/api/health/ready");
    expect(ready).toMatchObject({ status: 503, body: { status: "not_ready", checks: { database: "unreachable" } } });
    expect((await api.call("GET", "/api/health/live")).body).toEqual({ status: "live" });
  });
});

describe("the metrics", () => {
  it("are for who has the token, wherever they are", async () => {
    api = await startApi({ METRICS_TOKEN: "0123456789abcdef" });
    expectProblem(await api.call("GET", "/api/metrics", { key: "" }), { status: 401 });
    expectProblem(await api.call("GET", "/api/metrics", { key: "0123456789abcdeX" }), { status: 401 });
    const { status, text } = await api.call("GET", "/api/metrics", { key: "0123456789abcdef" });
    expect(status).toBe(200);
    expect(text).toMatch(
      /^posthorn_http_request_seconds_count\{operation="getMetrics",status="401",process="web"\} 2$/m,
    );
    for (const name of [
      "posthorn_deliveries_due",
      "posthorn_deliveries_overdue",
      "posthorn_deliveries_lag_seconds",
      "posthorn_workers_alive",
    ])
      expect(text).toMatch(new RegExp(`^${name} 0$`, "m"));
    expect(text).toMatch(/^posthorn_database_up 1$/m);
    expect(text).toMatch(/^posthorn_breakers\{state="open"\} 0$/m);
  });

  it("are for loopback alone when there is no token, whatever a client says of itself", async () => {
    api = await startApi();
    const from = (peer: string, more: Record<string, string> = {}) =>
      api.call("GET", "/api/metrics", { key: "", headers: { "x-posthorn-peer": peer, ...more } });
    expect((await from("127.0.0.1")).status).toBe(200);
    expectProblem(await from("203.0.113.9"), { status: 403 });
    expectProblem(await from("203.0.113.9", { "X-Forwarded-For": "127.0.0.1" }), { status: 403 });
    expectProblem(await api.call("GET", "/api/metrics", { key: "" }), { status: 403 });
  });
});

describe("a database without this build's migrations", () => {
  it("makes the process not ready, and says so", async () => {
    api = await startApi();
    await api.runtime.database.sql("UPDATE _prisma_migrations SET finished_at = NULL");
    const ready = await api.call("GET", "/api/health/ready");
    expect(ready).toMatchObject({
      status: 503,
      body: { status: "not_ready", checks: { database: "ok", migrations: "missing" } },
    });
  });
});
