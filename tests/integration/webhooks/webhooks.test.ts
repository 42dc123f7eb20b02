import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { listAuditLog } from "@/lib/audit";
import { triggerEvent } from "@/lib/events";
import {
  createWebhook,
  deleteWebhook,
  enableWebhook,
  getWebhook,
  getWebhookSecret,
  listWebhooks,
  pauseWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
} from "@/lib/webhooks";
import {
  CreatedWebhook,
  CreateWebhookInput,
  RotateSecretInput,
  UpdateWebhookInput,
  Webhook,
} from "@/lib/webhooks/schemas";
import { insertProject } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const URL_OK = "http://127.0.0.1:8080/hook";
const create = (more: Partial<z.input<typeof CreateWebhookInput>> = {}, ctx = world.ctx) =>
  createWebhook(ctx, CreateWebhookInput.parse({ name: "Test", url: URL_OK, events: ["project.created"], ...more }));
const update = (id: string, input: z.input<typeof UpdateWebhookInput>) =>
  updateWebhook(world.ctx, id, UpdateWebhookInput.parse(input));
const rowOf = (id: string) => world.database.prisma.webhook.findUniqueOrThrow({ where: { id } });

test("a created webhook shows everything that was set, and its secret this once", async () => {
  const projectId = await insertProject(world.ctx);
  const webhook = await create({
    name: "Billing",
    events: ["project.*", "session.started", "session.started"],
    description: "for the billing service",
    projectId,
    headers: { "X-Team": "billing", Authorization: "Bearer abc" },
    timeoutMs: 5_000,
    rateLimit: 20,
    retryScheduleMs: [1_000, 60_000],
  });
  expect(CreatedWebhook.parse(webhook)).toEqual({
    id: expect.stringMatching(/^wh_/),
    name: "Billing",
    url: URL_OK,
    events: ["project.*", "session.started"],
    description: "for the billing service",
    projectId,
    active: true,
    status: "active",
    statusReason: null,
    statusChangedAt: expect.stringMatching(/Z$/),
    previousSecretExpiresAt: null,
    headers: { "X-Team": "billing", Authorization: "********" },
    timeoutMs: 5_000,
    rateLimit: 20,
    retryScheduleMs: [1_000, 60_000],
    inForce: {
      timeoutMs: { value: 5_000, source: "webhook" },
      rateLimit: { value: 20, source: "webhook" },
      retryScheduleMs: { value: [1_000, 60_000], source: "webhook" },
    },
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: expect.stringMatching(/Z$/),
    lastDelivery: null,
    health: {
      state: "idle",
      successRate: null,
      attempts: 0,
      failedAttempts: 0,
      consecutiveFailures: 0,
      windowHours: 24,
      explanation: expect.any(String),
    },
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
  });
  const { secret, ...rest } = webhook;
  expect(await getWebhook(world.ctx, webhook.id)).toEqual(Webhook.parse(rest));
  const row = await rowOf(webhook.id);
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(JSON.stringify(row)).not.toContain("Bearer abc");
});

test.each<[string, Partial<z.input<typeof CreateWebhookInput>>, string, RegExp]>([
  ["a private address", { url: "http://10.0.0.1/hook" }, "url", /private|reserved/],
  ["another scheme", { url: "ftp://example.com" }, "url", /https/],
  ["Posthorn's own address", { url: "http://localhost:3001/api/events" }, "url", /own/],
  ["an unknown type", { events: ["project.created", "project.craeted"] }, "events.1", /Did you mean project\.created/],
  ["a prefix of nothing", { events: ["nothing.*"] }, "events.0", /begins with "nothing\."/],
  ["another workspace's project", { projectId: "prj_01h455vb4pex5vsknk084sn02q" }, "projectId", /no project/],
  ["a header of the connection", { headers: { Host: "x" } }, "headers.Host", /set by Posthorn/],
  ["a delay below a second", { retryScheduleMs: [10] }, "retryScheduleMs", /delay 1/],
  ["a secret that is none", { secret: "abc" }, "secret", /whsec_/],
])("%s is refused by the field's name", async (_what, input, path, message) => {
  await expect(create(input)).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path, message: expect.stringMatching(message) }],
  });
});

test.each<[string, Partial<z.input<typeof CreateWebhookInput>>, string]>([
  ["no event types", { events: [] }, "events"],
  ["half a pattern", { events: ["project*"] }, "events.0"],
  ["a time limit over 30 s", { timeoutMs: 30_001 }, "timeoutMs"],
  ["a blank name", { name: "  " }, "name"],
])("%s is refused before anything is looked up", (_what, input, path) => {
  const parsed = CreateWebhookInput.safeParse({ name: "Test", url: URL_OK, events: ["*"], ...input });
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});

test("of several bad fields every one is named", async () => {
  await expect(create({ url: "http://10.0.0.1/", events: ["no.such"], secret: "x" })).rejects.toMatchObject({
    errors: [{ path: "url" }, { path: "events.0" }, { path: "secret" }],
  });
});

test("a change keeps what is not named, keeps masked header values, and null puts back the default", async () => {
  const { id, secret } = await create({
    headers: { "X-Api-Key": "k1", "X-Team": "a" },
    timeoutMs: 2_000,
    rateLimit: 5,
  });
  const changed = await update(id, {
    name: "New",
    headers: { "X-Api-Key": "********", "X-Team": "b" },
    timeoutMs: null,
    rateLimit: null,
  });
  expect(changed).toMatchObject({
    name: "New",
    url: URL_OK,
    headers: { "X-Api-Key": "********", "X-Team": "b" },
    timeoutMs: 30_000,
    rateLimit: null,
  });
  const row = await rowOf(id);
  const sealed = { workspaceId: world.ctx.workspace.id, table: "webhooks", rowId: id };
  expect(JSON.parse(world.ctx.services.encryption.decrypt(row.headersEncrypted ?? "", sealed))).toEqual({
    "X-Api-Key": "k1",
    "X-Team": "b",
  });
  expect((await getWebhookSecret(world.ctx, id)).secret).toBe(secret);
  await expect(update(id, { url: "http://192.168.1.1/" })).rejects.toMatchObject({ errors: [{ path: "url" }] });
});

test("every change is in the audit log with what was different, and no secret is", async () => {
  const { id, secret } = await create({ headers: { Authorization: "Bearer hidden" } });
  await update(id, { url: "http://127.0.0.1:9090/other" });
  await getWebhookSecret(world.ctx, id);
  await rotateWebhookSecret(world.ctx, id, RotateSecretInput.parse({}));
  await pauseWebhook(world.ctx, id);
  await deleteWebhook(world.ctx, id);
  const { data } = await listAuditLog(world.ctx, { limit: 200 });
  const entries = data.filter(({ targetId }) => targetId === id).toReversed();
  expect(entries.map(({ action }) => action)).toEqual([
    "webhook.created",
    "webhook.updated",
    "webhook.secret_revealed",
    "webhook.secret_rotated",
    "webhook.paused",
    "webhook.deleted",
  ]);
  expect(entries[1]?.diff).toEqual({ url: [URL_OK, "http://127.0.0.1:9090/other"] });
  expect(JSON.stringify(entries)).not.toContain(secret);
  expect(JSON.stringify(entries)).not.toContain("hidden");
});

test("pausing and resuming rings the worker; a disabled webhook must be enabled instead, with a clean slate", async () => {
  const { id } = await create();
  expect(await pauseWebhook(world.ctx, id)).toMatchObject({
    active: true,
    status: "paused",
    statusReason: "Paused by test.",
  });
  world.rings.length = 0;
  expect(await resumeWebhook(world.ctx, id)).toMatchObject({ status: "active", statusReason: null });
  expect(world.rings).toEqual([id]);
  expect(await update(id, { active: false })).toMatchObject({
    active: false,
    status: "disabled",
    health: { state: "disabled" },
  });
  await expect(resumeWebhook(world.ctx, id)).rejects.toMatchObject({ code: "webhook_disabled" });
  await world.database.sql(
    "INSERT INTO lanes (webhook_id, workspace_id, breaker, consecutive_failures) VALUES ($1, $2, 'open', 9)",
    [id, world.ctx.workspace.id],
  );
  await world.database.sql("UPDATE webhooks SET failing_since = now(), warned_at = now() WHERE id = $1", [id]);
  expect(await enableWebhook(world.ctx, id)).toMatchObject({
    active: true,
    status: "active",
    health: { consecutiveFailures: 0 },
  });
  expect(await rowOf(id)).toMatchObject({ failingSince: null, warnedAt: null });
});

test("a test goes to this webhook alone, with the example of the first type it subscribes to", async () => {
  const { id } = await create({ events: ["session.*"] });
  await create({ events: ["session.started"] });
  const { eventId, deliveryId } = await testWebhook(world.ctx, id, {});
  const deliveries = await world.database.sql("SELECT id, webhook_id, trigger FROM deliveries WHERE event_id = $1", [
    eventId,
  ]);
  expect(deliveries).toEqual([{ id: deliveryId, webhook_id: id, trigger: "test" }]);
  const [event] = await world.database.sql<{ body: string; test: boolean; type: string }>(
    "SELECT body, test, type FROM events WHERE id = $1",
    [eventId],
  );
  expect(event).toMatchObject({ test: true, type: "session.started" });
  expect(JSON.parse(event?.body ?? "")).toMatchObject({ type: "session.started", data: { title: "Fix the build" } });
});

test("a test takes the caller's type and data as he wrote it, and refuses what the schema refuses", async () => {
  const { id } = await create({ events: ["*"] });
  const { eventId } = await testWebhook(world.ctx, id, { eventType: "user.created" }, '{"id": 12345678901234567890}');
  const [event] = await world.database.sql<{ body: string }>("SELECT body FROM events WHERE id = $1", [eventId]);
  expect(event?.body).toContain('"data":{"id": 12345678901234567890}');
  await expect(testWebhook(world.ctx, id, { eventType: "no.such" })).rejects.toMatchObject({
    errors: [{ path: "eventType" }],
  });
  await expect(testWebhook(world.ctx, id, { eventType: "user.created" }, '{"email":5}')).rejects.toMatchObject({
    code: "validation_failed",
  });
  await update(id, { active: false });
  await expect(testWebhook(world.ctx, id, {})).rejects.toMatchObject({ code: "webhook_disabled" });
});

test("deleting cancels what is open, keeps history and counters right, and hides the webhook", async () => {
  const { id } = await create({ events: ["payment.failed"] });
  for (const _n of [1, 2, 3]) await triggerEvent(world.ctx, { type: "payment.failed", data: { id: "1" } });
  await deleteWebhook(world.ctx, id);
  const [row] = await world.database.sql(
    `SELECT (SELECT count(*)::int FROM planned_attempts WHERE webhook_id = $1) AS planned,
       (SELECT count(*)::int FROM deliveries WHERE webhook_id = $1 AND status = 'cancelled' AND completed_at IS NOT NULL) AS cancelled,
       (SELECT sum(cancelled)::int FROM webhook_stats WHERE webhook_id = $1) AS counted`,
    [id],
  );
  expect(row).toEqual({ planned: 0, cancelled: 3, counted: 3 });
  await expect(getWebhook(world.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await triggerEvent(world.ctx, { type: "payment.failed", data: { id: "1" } })).deliveries).toBe(0);
});

test("pages of the list follow each other without gap or repetition while webhooks arrive", async () => {
  const tenant = await world.newWorkspace();
  const ids = [];
  for (let n = 0; n < 7; n += 1) ids.push((await create({ name: `n${n}` }, tenant)).id);
  const first = await listWebhooks(tenant, { limit: 3 });
  await create({ name: "late" }, tenant);
  const second = await listWebhooks(tenant, { limit: 3, cursor: first.nextCursor ?? "" });
  const third = await listWebhooks(tenant, { limit: 3, cursor: second.nextCursor ?? "" });
  expect([...first.data, ...second.data, ...third.data].map(({ id }) => id)).toEqual(ids.toReversed());
  expect(third.nextCursor).toBeNull();
});

test("another workspace's webhook is missing in every call", async () => {
  const { id } = await create();
  const stranger = world.stranger;
  const calls = [
    () => getWebhook(stranger, id),
    () => updateWebhook(stranger, id, { name: "mine" }),
    () => deleteWebhook(stranger, id),
    () => getWebhookSecret(stranger, id),
    () => rotateWebhookSecret(stranger, id, { gracePeriodSeconds: 0 }),
    () => pauseWebhook(stranger, id),
    () => resumeWebhook(stranger, id),
    () => enableWebhook(stranger, id),
    () => testWebhook(stranger, id, {}),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "not_found" });
  expect((await listWebhooks(stranger, { limit: 200 })).data).toEqual([]);
  expect(await getWebhook(world.ctx, id)).toMatchObject({ name: "Test", status: "active" });
});
