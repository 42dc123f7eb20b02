import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createIngestor, type Ingestor } from "@/lib/events";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

/** What accepting events asks of PostgreSQL, the queue and realtime: nothing here depends on the machine. */
let world: World;
let ingestor: Ingestor;
let webhookIds: string[];
const asked = { statements: 0, groups: 0, rings: [] as (readonly string[])[], messages: 0 };

beforeAll(async () => {
  world = await createWorld();
  webhookIds = [
    await insertWebhook(world.ctx, { events: ["user.*"] }),
    await insertWebhook(world.ctx, { events: ["*"] }),
  ];
  const { database } = world;
  const sql: typeof database.sql = (text, values) => {
    asked.statements += 1;
    return database.sql(text, values);
  };
  ingestor = createIngestor({
    database: { ...database, sql },
    ring: (ids) => void asked.rings.push(ids),
    publish: () => void (asked.messages += 1),
    flushed: () => void (asked.groups += 1),
  });
});
afterAll(() => world.close());
beforeEach(() => Object.assign(asked, { statements: 0, groups: 0, rings: [], messages: 0 }));

const submit = (count = 1) =>
  ingestor.submit({
    workspaceId: world.ctx.workspace.id,
    events: Array.from({ length: count }, () => ({ type: "user.created", dataText: `{"id":"1"}` })),
  });

test("a lone event costs two statements and one ring", async () => {
  await submit();
  expect(asked).toMatchObject({ statements: 2, groups: 1, messages: 3 });
  expect(asked.rings.map((ids) => ids.toSorted())).toEqual([webhookIds.toSorted()]);
});

test("64 callers that each send one event after the other share statements and rings", async () => {
  const callers = Array.from({ length: 64 }, async () => {
    for (let event = 0; event < 10; event += 1) await submit();
  });
  await Promise.all(callers);
  expect(asked.statements).toBe(2 * asked.groups);
  // Two groups are written at a time, so a caller has company of some thirty; 0.2 statements an event leaves room.
  expect(asked.statements / 640).toBeLessThan(0.2);
  expect(asked.rings).toHaveLength(asked.groups);
  for (const ids of asked.rings) expect(ids).toHaveLength(2);
});

test("a batch costs what a lone event does", async () => {
  await submit(500);
  expect(asked).toMatchObject({ statements: 2, groups: 1 });
  expect(asked.rings).toHaveLength(1);
});
