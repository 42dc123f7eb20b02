import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/access";
import { listAuditLog } from "@/lib/audit";
import { checkWebhookUrl } from "@/lib/webhooks";
import { CheckUrlInput, UrlCheck } from "@/lib/webhooks/schemas";
import { type HttpReceiver, startHttpReceiver } from "@/tests/harness/http-receiver";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
let receiver: HttpReceiver;
let ctx: Context;
beforeAll(async () => {
  [world, receiver] = await Promise.all([createWorld(), startHttpReceiver()]);
});
beforeEach(async () => {
  ctx = await world.newWorkspace();
});
afterAll(async () => {
  await Promise.all([world.close(), receiver.close()]);
});

const check = async (path: string, more: Partial<CheckUrlInput> = {}) =>
  UrlCheck.parse(await checkWebhookUrl(ctx, CheckUrlInput.parse({ url: `${receiver.url}${path}`, ...more })));

test("a receiver that refuses the unsigned check is told to verify, with what was measured on the way", async () => {
  receiver.script("/verifies", { status: 401, headers: { "X-From": "test" }, body: '{"error":"bad signature"}' });
  const result = await check("/verifies", { headers: { "X-Team": "billing" } });
  expect(result).toMatchObject({
    verdict: "verifies",
    remoteAddress: "127.0.0.1",
    protocol: "HTTP/1.1",
    tlsVersion: null,
    certificate: null,
    phases: { dnsMs: null, tcpMs: expect.any(Number), tlsMs: null, ttfbMs: expect.any(Number) },
    response: { status: 401, location: null, body: '{"error":"bad signature"}', bodyTruncated: false },
    cause: null,
  });
  expect(result.response?.headers).toContainEqual(["X-From", "test"]);
  const [request] = receiver.requestsTo("/verifies");
  expect(request).toMatchObject({
    method: "POST",
    headers: { "x-webhook-event": "webhook.url_check", "x-team": "billing", "content-type": "application/json" },
  });
  expect(Object.keys(request?.headers ?? {}).filter((name) => /signature/.test(name))).toEqual([]);
  expect(JSON.parse(request?.body.toString() ?? "")).toMatchObject({ type: "webhook.url_check" });
});

test("a receiver that takes the unsigned check is warned of, and one that fails gets the cause", async () => {
  receiver.script("/open", { status: 200, body: "ok" });
  receiver.script("/moved", { status: 308, headers: { Location: "https://example.com/new" } });
  receiver.script("/long", { status: 404, body: "x".repeat(5_000) });
  expect(await check("/open")).toMatchObject({ verdict: "accepts_unsigned", cause: null });
  expect(await check("/moved")).toMatchObject({
    verdict: "failing",
    response: { status: 308, location: "https://example.com/new" },
    cause: { cause: "redirect" },
  });
  const long = await check("/long");
  expect(long).toMatchObject({ verdict: "failing", cause: { cause: "not_found" }, response: { bodyTruncated: true } });
  expect(long.response?.body).toHaveLength(1_024);
});

test("no answer is unreachable, with the cause and within the time limit", async () => {
  receiver.script("/hangs", { hang: true });
  const result = await check("/hangs", { timeoutMs: 1_000 });
  expect(result).toMatchObject({ verdict: "unreachable", response: null, cause: { cause: "headers_timeout" } });
  expect(result.phases?.totalMs).toBeLessThan(2_000);
  const closed = await startHttpReceiver();
  await closed.close();
  expect(await checkWebhookUrl(ctx, CheckUrlInput.parse({ url: closed.url }))).toMatchObject({
    verdict: "unreachable",
    cause: { cause: "conn_refused" },
  });
});

test.each([
  ["http://10.0.0.1/hook", /private|reserved/],
  ["http://169.254.169.254/latest/meta-data", /private|reserved/],
  ["http://127.0.0.1:5432/", /port/i],
  ["ftp://example.com", /https/],
  ["http://localhost:3001/api/events", /own/],
])("%s is blocked in plain words, and nothing is told about what is there", async (url, reason) => {
  const result = await checkWebhookUrl(ctx, CheckUrlInput.parse({ url }));
  expect(result).toMatchObject({ verdict: "blocked", phases: null, remoteAddress: null, response: null, cause: null });
  expect(result.summary).toMatch(reason);
});

test("headers that cannot be sent are refused by name, masked ones too", async () => {
  await expect(check("/x", { headers: { Host: "x" } })).rejects.toMatchObject({ errors: [{ path: "headers.Host" }] });
  await expect(check("/x", { headers: { Authorization: "********" } })).rejects.toMatchObject({
    errors: [{ path: "headers.Authorization" }],
  });
});

test("the eleventh check in a minute has to wait, in this workspace only; each one sent is in the audit log", async () => {
  const other = ctx;
  ctx = await world.newWorkspace();
  for (let n = 0; n < 10; n += 1) await check("/many");
  await expect(check("/many")).rejects.toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: expect.any(Number),
  });
  const { data } = await listAuditLog(ctx, { limit: 200, action: "webhook.url_checked" });
  expect(data).toHaveLength(10);
  expect(data[0]?.diff).toEqual({ url: [null, `${receiver.url}/many`] });
  ctx = other;
  expect(await check("/many")).toMatchObject({ verdict: "accepts_unsigned" });
});

test("a viewer may not send checks", async () => {
  const viewer: Context = { ...ctx, actor: { kind: "user", id: "usr_1", name: "V", role: "viewer" } };
  await expect(checkWebhookUrl(viewer, CheckUrlInput.parse({ url: receiver.url }))).rejects.toMatchObject({
    code: "forbidden",
  });
});
