import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { triggerEvent } from "@/lib/events";
import { countSkippedEvents, createWebhook, getWebhook, updateWebhook } from "@/lib/webhooks";
import { CreateWebhookInput } from "@/lib/webhooks/schemas";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const create = (more: Partial<z.input<typeof CreateWebhookInput>> = {}) =>
  createWebhook(
    world.ctx,
    CreateWebhookInput.parse({ name: "Test", url: "http://127.0.0.1:8080/hook", events: ["project.created"], ...more }),
  );

test("events that a disabled webhook misses are counted from the moment it was disabled", async () => {
  const { id } = await create({ events: ["session.ended"] });
  const miss = () => triggerEvent(world.ctx, { type: "session.ended", data: { id: "1" } });
  await miss();
  expect(await countSkippedEvents(world.ctx, id)).toEqual({ since: null, count: 0, isComplete: true });
  await updateWebhook(world.ctx, id, { active: false });
  await miss();
  await miss();
  const { statusChangedAt } = await getWebhook(world.ctx, id);
  expect(await countSkippedEvents(world.ctx, id)).toEqual({ since: statusChangedAt, count: 2, isComplete: true });
  await expect(countSkippedEvents(world.stranger, id)).rejects.toMatchObject({ code: "not_found" });
});
