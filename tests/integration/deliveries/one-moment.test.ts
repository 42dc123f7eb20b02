import { afterAll, beforeAll, expect, test } from "vitest";
import { getDelivery, listDeliveries } from "@/lib/deliveries";
import { ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { triggerEvent } from "@/lib/events";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { recordOutcome } from "./arrange";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("a delivery that changes while it is read is shown as of one moment", async () => {
  const webhookId = await insertWebhook(world.ctx, { events: ["user.created"] });
  const event = await triggerEvent(world.ctx, { type: "user.created", data: {} });
  const { data } = await listDeliveries(
    world.ctx,
    ListDeliveriesQuery.parse({ eventId: event.id, webhookId: [webhookId] }),
  );
  const id = data[0]?.id ?? "";
  const { db } = world.ctx;
  let isFirst = true;
  // The answer is recorded between the statements that read the delivery and what is planned for it.
  const interrupted = new Proxy(db, {
    get: (target, key) =>
      key === "$queryRawUnsafe"
        ? async (text: string, ...values: unknown[]) => {
            if (isFirst && text.includes("FROM planned_attempts WHERE delivery_id = $1")) {
              isFirst = false;
              await recordOutcome(world.ctx, { deliveryId: id, status: "delivered", statusCode: 200 });
            }
            return db.$queryRawUnsafe(text, ...values);
          }
        : Reflect.get(target, key),
  });
  const detail = await getDelivery({ ...world.ctx, db: interrupted }, id);
  expect(isFirst).toBe(false);
  expect([detail.status, detail.attempts.length, detail.planned]).toEqual(["delivered", 1, []]);
});
