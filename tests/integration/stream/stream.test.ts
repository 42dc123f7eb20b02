import { randomBytes } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { GET } from "@/app/api/stream/route";
import { type Context, type Scope, SCOPES } from "@/lib/access";
import { createApiKey, revokeApiKey } from "@/lib/api-keys";
import { newId } from "@/lib/core/ids";
import { openEventStream } from "@/lib/http";
import { closeStreams } from "@/lib/http/open-streams";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, type Runtime, startRuntime } from "@/lib/runtime";
import { createTestDatabase } from "@/tests/harness/database";

async function stage(): Promise<Runtime> {
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
      LOG_LEVEL: "silent",
    }),
  );
  onTestFinished(async () => {
    closeStreams();
    await closeRuntime();
    await drop();
  });
  return runtime;
}

async function newWorkspace(runtime: Runtime): Promise<Context> {
  const id = newId("workspace");
  await runtime.database.prisma.workspace.create({ data: { id, slug: id.replace("_", "-"), name: "Test" } });
  return runtime.systemContext(id);
}

async function newKey(ctx: Context, scopes: readonly Scope[] = SCOPES) {
  const { id, key } = await createApiKey(ctx, { name: "test", scopes: [...scopes] });
  const request = (query = "", headers: Record<string, string> = {}) =>
    new Request(`http://localhost/api/stream${query}`, { headers: { Authorization: `Bearer ${key}`, ...headers } });
  return { id, request };
}

const open = (request: Request) => GET(request, { params: Promise.resolve({}) });

/** Reads a stream's text until it contains `text`, or to its end without one. */
async function readUntil(response: Response, text?: string): Promise<string> {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  let seen = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (value !== undefined) seen += Buffer.from(value).toString();
    if (!done && (text === undefined || !seen.includes(text))) continue;
    reader.releaseLock();
    if (text !== undefined) expect(seen).toContain(text);
    return seen;
  }
}

describe("the event stream", () => {
  it("tells a workspace what happens in it, and no other workspace", async () => {
    const runtime = await stage();
    const [mine, other] = [await newWorkspace(runtime), await newWorkspace(runtime)];
    const response = await open((await newKey(mine)).request());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    await readUntil(response, "event: reset");

    runtime.services.publish(other.workspace.id, { type: "webhook.updated", webhookId: "wh_other" });
    runtime.services.publish(mine.workspace.id, { type: "webhook.updated", webhookId: "wh_mine" });
    expect(await readUntil(response, "wh_mine")).not.toContain("wh_other");
  });

  it("carries only the topics that were asked for, and refuses unknown ones by name", async () => {
    const runtime = await stage();
    const ctx = await newWorkspace(runtime);
    const { request } = await newKey(ctx);
    const response = await open(request("?topics=inbox"));
    await readUntil(response, "event: reset");
    runtime.services.publish(ctx.workspace.id, { type: "webhook.updated", webhookId: "wh_1" });
    runtime.services.publish(ctx.workspace.id, { type: "inbox.request", inboxId: "inb_1", requestId: "req_1" });
    expect(await readUntil(response, "req_1")).not.toContain("wh_1");

    const refused = await open(request("?topics=inbox,nonsense"));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ path: "topics" }] });
  });

  it("asks who is there, and what they may", async () => {
    const runtime = await stage();
    const ctx = await newWorkspace(runtime);
    expect((await open(new Request("http://localhost/api/stream"))).status).toBe(401);
    const { request } = await newKey(ctx, ["projects:read"]);
    expect((await open(request())).status).toBe(403);
  });

  it("is not left open by those who ask for its headers alone", async () => {
    const runtime = await stage();
    const { request } = await newKey(await newWorkspace(runtime));
    for (let times = 0; times < 150; times += 1) {
      const response = await open(new Request(request(), { method: "HEAD" }));
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toContain("text/event-stream");
      expect(response.body).toBeNull();
    }
    expect((await open(request())).status).toBe(200);
  });

  it("ends when its key is revoked", async () => {
    const runtime = await stage();
    const ctx = await newWorkspace(runtime);
    const { id, request } = await newKey(ctx);
    const response = openEventStream(ctx, undefined, request(), 100);
    await revokeApiKey(ctx, id);
    await readUntil(response);
  });

  it("ends when the process stops", async () => {
    const runtime = await stage();
    const response = await open((await newKey(await newWorkspace(runtime))).request());
    closeStreams();
    await readUntil(response);
  });

  it("is one of at most a hundred of a workspace; one that is closed makes room", async () => {
    const runtime = await stage();
    const [mine, other] = [await newWorkspace(runtime), await newWorkspace(runtime)];
    const { request } = await newKey(mine);
    const opened = await Promise.all(Array.from({ length: 100 }, () => open(request())));
    expect(opened.every(({ status }) => status === 200)).toBe(true);
    const refused = await open(request());
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    expect((await open((await newKey(other)).request())).status).toBe(200);
    await opened[0]?.body?.cancel();
    expect((await open(request())).status).toBe(200);
  });
});
