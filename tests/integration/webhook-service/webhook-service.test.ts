import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { WEBHOOK_EVENTS, WebhookService } from "@/lib/webhook-service";
import { buildBundles } from "@/scripts/build/bundles";
import { insertProject, insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
let userId: string;
beforeAll(async () => {
  world = await createWorld();
  userId = await newUser();
  await addMember(userId, world.ctx.workspace.id);
  await world.database.sql("UPDATE workspaces SET personal = true WHERE id = $1", [world.ctx.workspace.id]);
  process.env.DATABASE_URL = world.url;
});
afterAll(async () => {
  delete process.env.DATABASE_URL;
  await WebhookService.close();
  await world.close();
});

async function newUser(): Promise<string> {
  const id = newId("user");
  await world.database.prisma.user.create({ data: { id, email: `${id}@example.com` } });
  return id;
}

async function addMember(user: string, workspaceId: string): Promise<void> {
  await world.database.prisma.member.create({
    data: { id: newId("member"), workspaceId, userId: user, role: "owner" },
  });
}

const bodyOf = async (id: string) => (await world.database.prisma.event.findFirstOrThrow({ where: { id } })).body;

test("the 23 types of the catalogue have a constant each", () => {
  expect(Object.keys(WEBHOOK_EVENTS)).toHaveLength(23);
  expect(WEBHOOK_EVENTS).toMatchObject({
    PROJECT_CREATED: "project.created",
    STORAGE_QUOTA_EXCEEDED: "storage.quota_exceeded",
  });
  for (const [name, type] of Object.entries(WEBHOOK_EVENTS)) expect(name).toBe(type.replace(".", "_").toUpperCase());
});

test("an event goes to the user's personal workspace, with dates as JSON writes them", async () => {
  await insertWebhook(world.ctx, { events: ["project.created"] });
  const createdAt = new Date("2026-11-23T10:00:00.000Z");
  const sent = await WebhookService.triggerEvent({
    eventType: WEBHOOK_EVENTS.PROJECT_CREATED,
    userId,
    data: { id: "prj_1", name: "Apollo", createdAt },
  });
  expect(sent).toEqual({ id: expect.stringMatching(/^evt_/), type: "project.created", deliveries: 1 });
  expect(await bodyOf(sent.id)).toContain(
    '"data":{"id":"prj_1","name":"Apollo","createdAt":"2026-11-23T10:00:00.000Z"}',
  );
});

test("a shared workspace takes events of its members only", async () => {
  const shared = await world.newWorkspace();
  const event = { eventType: WEBHOOK_EVENTS.USER_CREATED, userId, data: {}, workspaceId: shared.workspace.id };
  await expect(WebhookService.triggerEvent(event)).rejects.toMatchObject({ code: "not_found" });
  await addMember(userId, shared.workspace.id);
  const { id } = await WebhookService.triggerEvent(event);
  expect(await world.database.prisma.event.count({ where: { id, workspaceId: shared.workspace.id } })).toBe(1);
});

test("project and idempotency key mean what they mean over HTTP", async () => {
  const projectId = await insertProject(world.ctx);
  await insertWebhook(world.ctx, { events: ["agent.connected"], projectId });
  const event = {
    eventType: WEBHOOK_EVENTS.AGENT_CONNECTED,
    userId,
    data: { id: "agt_1" },
    projectId,
    idempotencyKey: "agent-1-connected",
  };
  const twins = await Promise.all([WebhookService.triggerEvent(event), WebhookService.triggerEvent(event)]);
  expect(twins[0]).toMatchObject({ deliveries: 1 });
  expect(twins[1]).toEqual(twins[0]);
  await expect(WebhookService.triggerEvent({ ...event, data: { id: "agt_2" } })).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
});

test.each<[string, Partial<Parameters<typeof WebhookService.triggerEvent>[0]>, object]>([
  ["an unknown user", { userId: "usr_01h455vb4pex5vsknk084sn02q" }, { code: "not_found", message: "No such user." }],
  ["an id that is none", { userId: "42" }, { code: "not_found", message: "No such user." }],
  [
    "an unknown type",
    { eventType: "project.craeted" },
    { code: "validation_failed", errors: [{ path: "eventType", message: expect.stringContaining("project.created") }] },
  ],
  [
    "data that breaks the schema",
    { data: { name: 5 } },
    { code: "validation_failed", errors: [{ path: "data.name" }] },
  ],
  [
    "a BigInt",
    { data: { id: 1n } },
    { code: "validation_failed", errors: [{ path: "data", message: expect.stringContaining("BigInt") }] },
  ],
  ["no data", { data: undefined }, { code: "validation_failed", errors: [{ path: "data" }] }],
  [
    "an unknown project",
    { projectId: "prj_01h455vb4pex5vsknk084sn02q" },
    { code: "validation_failed", errors: [{ path: "projectId" }] },
  ],
])("%s is refused with an error that says what to mend", async (_what, input, error) => {
  await expect(
    WebhookService.triggerEvent({ eventType: "project.created", userId, data: {}, ...input }),
  ).rejects.toMatchObject(error);
});

test("a plain Node script triggers events through the built file, knowing only the database, and ends by itself after close", async () => {
  // Within node_modules, so that the bundle finds its packages and no tool takes it for a source.
  const folder = await mkdtemp(join("node_modules", ".webhook-service-"));
  try {
    await buildBundles(folder);
    const script = join(folder, "script.mjs");
    await writeFile(
      script,
      `import { WebhookService, WEBHOOK_EVENTS } from "./webhook-service.js";
       const sent = await WebhookService.triggerEvent({ eventType: WEBHOOK_EVENTS.SESSION_STARTED, userId: process.argv[2], data: { title: "From a script" } });
       await WebhookService.close();
       console.log(JSON.stringify(sent));`,
    );
    const env: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: process.env.PATH, DATABASE_URL: world.url };
    const { stdout } = await promisify(execFile)(process.execPath, [script, userId], { env, timeout: 30_000 });
    const sent = JSON.parse(stdout) as { id: string };
    expect(sent).toMatchObject({ type: "session.started" });
    expect(await bodyOf(sent.id)).toContain('"data":{"title":"From a script"}');
  } finally {
    await rm(folder, { recursive: true });
  }
});
