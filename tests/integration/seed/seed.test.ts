import { randomBytes } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { SCOPES } from "@/lib/access";
import { revokeApiKey } from "@/lib/api-keys";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, type Runtime, startRuntime } from "@/lib/runtime";
import { verifyPassword } from "@/lib/users";
import { type Demo, seedDemo } from "@/prisma/seed/seed-demo";
import { createTestDatabase } from "@/tests/harness/database";

const URL = "http://localhost:3001";

async function stage({ allowedNetworks = "127.0.0.0/8,::1/128", demo = "empty" } = {}): Promise<Runtime> {
  const { url, drop } = await createTestDatabase();
  const secret = randomBytes(32).toString("base64");
  const runtime = startRuntime(
    "script",
    loadEnv({
      NODE_ENV: "test",
      DATABASE_URL: url,
      POSTHORN_ENCRYPTION_KEYS: `k1:${secret}`,
      POSTHORN_API_KEY_PEPPER: secret,
      NEXTAUTH_SECRET: secret,
      WEBHOOK_ALLOW_PRIVATE_NETWORKS: allowedNetworks,
      POSTHORN_DEMO: demo,
      LOG_LEVEL: "silent",
    }),
  );
  onTestFinished(async () => {
    await closeRuntime();
    await drop();
  });
  return runtime;
}

async function opens(runtime: Runtime, demo: Demo): Promise<boolean> {
  const user = await runtime.database.prisma.user.findUniqueOrThrow({ where: { email: demo.email } });
  const key = await runtime.apiKeys.verify(demo.apiKey, undefined);
  return key.workspace.id === demo.workspaceId && (await verifyPassword(user.passwordHash, demo.password));
}

async function count(runtime: Runtime, table: string): Promise<number> {
  const [row] = await runtime.database.sql<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return row?.n ?? -1;
}

describe("the demo workspace", () => {
  it("has an account, a key to everything, the event types, and a webhook to an inbox", async () => {
    const runtime = await stage();
    const { demo } = await seedDemo(runtime, URL, undefined);
    expect(demo).toMatchObject({ url: URL, email: "demo@posthorn.local", workspaceSlug: "demo" });
    expect(await opens(runtime, demo)).toBe(true);
    expect((await runtime.apiKeys.verify(demo.apiKey, undefined)).scopes).toEqual(SCOPES);
    expect(await count(runtime, "event_types")).toBe(23);
    const webhook = await runtime.database.prisma.webhook.findFirstOrThrow();
    const inbox = await runtime.database.prisma.inbox.findFirstOrThrow();
    expect(webhook).toMatchObject({ status: "active", url: `${URL}/in/${inbox.token}` });
  });

  it("has no webhook, and says so, where deliveries may not go to this machine", async () => {
    const runtime = await stage({ allowedNetworks: "", demo: "full" });
    const { demo, notes } = await seedDemo(runtime, URL, undefined);
    expect(await opens(runtime, demo)).toBe(true);
    expect(await count(runtime, "webhooks")).toBe(0);
    expect(notes).toContainEqual(
      expect.stringMatching(/^There is no demo webhook, .* see WEBHOOK_ALLOW_PRIVATE_NETWORKS/),
    );
  });

  it("is the same after a second run, and nothing is there twice", async () => {
    const runtime = await stage();
    const first = await seedDemo(runtime, URL, undefined);
    const second = await seedDemo(runtime, URL, first.demo);
    expect(second).toEqual({ demo: first.demo, notes: [] });
    for (const table of ["users", "workspaces", "api_keys", "inboxes", "webhooks"])
      expect(await count(runtime, table)).toBe(1);
  });

  it("gets a new password and key, and says so, when those on record were lost or no longer fit", async () => {
    const runtime = await stage();
    const { demo } = await seedDemo(runtime, URL, undefined);
    const lost = await seedDemo(runtime, URL, undefined);
    expect(lost.demo).toMatchObject({ workspaceId: demo.workspaceId });
    expect(lost.notes).toHaveLength(2);
    expect(await opens(runtime, lost.demo)).toBe(true);
    expect(await opens(runtime, { ...lost.demo, password: demo.password })).toBe(false);

    const ctx = await runtime.systemContext(demo.workspaceId);
    const { id } = await runtime.apiKeys.verify(lost.demo.apiKey, undefined);
    await revokeApiKey(ctx, id);
    const revoked = await seedDemo(runtime, URL, lost.demo);
    expect(revoked.demo.password).toBe(lost.demo.password);
    expect(revoked.demo.apiKey).not.toBe(lost.demo.apiKey);
    expect(await opens(runtime, revoked.demo)).toBe(true);
  });

  it("goes along when the instance moves to another address", async () => {
    const runtime = await stage();
    const { demo } = await seedDemo(runtime, URL, undefined);
    const moved = await seedDemo(runtime, "http://localhost:3002", demo);
    expect(moved.demo.url).toBe("http://localhost:3002");
    const { url } = await runtime.database.prisma.webhook.findFirstOrThrow();
    expect(url).toMatch(/^http:\/\/localhost:3002\/in\//);
  });
});
