import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { listAuditLog } from "@/lib/audit";
import { newSecret } from "@/lib/signing";
import { createWebhook, expirePreviousSecret, getWebhook, getWebhookSecret, rotateWebhookSecret } from "@/lib/webhooks";
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

describe("a rotation", () => {
  test("keeps the old secret signing until the grace period ends; a second one replaces the older", async () => {
    const { id, secret: first } = await create();
    const second = await rotateWebhookSecret(world.ctx, id, { gracePeriodSeconds: 3_600 });
    expect(second.previousSecret).toBe(first);
    expect(Date.parse(second.previousExpiresAt ?? "") - Date.now()).toBeGreaterThan(3_500_000);
    const third = await rotateWebhookSecret(world.ctx, id, { gracePeriodSeconds: 3_600 });
    expect(third.previousSecret).toBe(second.secret);
    expect(await getWebhookSecret(world.ctx, id)).toEqual(third);
  });

  test("says until when both sign, and can be ended at once; ending it twice is one entry of the audit log", async () => {
    const { id } = await create();
    const { secret, previousExpiresAt } = await rotateWebhookSecret(world.ctx, id, { gracePeriodSeconds: 3_600 });
    expect(await getWebhook(world.ctx, id)).toMatchObject({ previousSecretExpiresAt: previousExpiresAt });
    expect(await expirePreviousSecret(world.ctx, id)).toMatchObject({ id, previousSecretExpiresAt: null });
    expect(await expirePreviousSecret(world.ctx, id)).toMatchObject({ previousSecretExpiresAt: null });
    expect(await getWebhookSecret(world.ctx, id)).toEqual({ secret, previousSecret: null, previousExpiresAt: null });
    expect(await world.database.prisma.webhook.findUniqueOrThrow({ where: { id } })).toMatchObject({
      previousSecretEncrypted: null,
    });
    const { data } = await listAuditLog(world.ctx, {
      limit: 10,
      targetId: id,
      action: "webhook.previous_secret_expired",
    });
    expect(data.map(({ diff }) => diff)).toEqual([{ previousSecretExpiresAt: [previousExpiresAt, null] }]);
  });

  test("of another workspace's webhook cannot be ended", async () => {
    const { id } = await create();
    await expect(expirePreviousSecret(world.stranger, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("that has run out by itself is not shown as one", async () => {
    const { id } = await create();
    await rotateWebhookSecret(world.ctx, id, { gracePeriodSeconds: 3_600 });
    await world.database.sql("UPDATE webhooks SET previous_secret_expires_at = now() WHERE id = $1", [id]);
    expect(await getWebhook(world.ctx, id)).toMatchObject({ previousSecretExpiresAt: null });
  });

  test("without a grace period ends the old secret at once", async () => {
    const { id } = await create({ secret: newSecret() });
    expect(await rotateWebhookSecret(world.ctx, id, { gracePeriodSeconds: 0 })).toMatchObject({
      previousSecret: null,
      previousExpiresAt: null,
    });
  });
});
