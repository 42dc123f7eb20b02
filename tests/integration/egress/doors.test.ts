import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expectProblem, type Tenant } from "@/tests/harness/api";
import { insertWebhook } from "@/tests/harness/rows";
import { type GuardedStage, openGuardedStage } from "./guarded-stage";

const PUBLIC = "93.184.215.14";
/** Where names lead to in these tests; no URL contains them, so nobody may ever be told them. */
const HIDDEN_V4 = ["127.1.2.3", "10.77.66.55", "169.254.170.2"];
const HIDDEN_V6 = ["::1", "fd12:3456:789a::77", "64:ff9b::a4d:4237"];

let stage: GuardedStage;
let names = 0;
let checks = 0;
let checker: Tenant | undefined;

beforeAll(async () => {
  stage = await openGuardedStage();
});
afterEach(() => stage.forbidden.requireUntouched());
afterAll(() => stage.close());

function newName(): string {
  names += 1;
  return `door${names}.hooks.example`;
}

const input = (url: string) => ({ name: "Test", url, events: ["user.created"], retryScheduleMs: [3_600_000] });

async function createdAt(url: string, { key }: Tenant): Promise<string> {
  const reply = await stage.call("POST", "/api/webhooks", { key, body: input(url) });
  expect([url, reply.status]).toEqual([url, 201]);
  return String(reply.body.id);
}

/** Tries every door that takes a URL. Each must refuse in the same words. @returns these. */
async function tryDoors(url: string): Promise<string> {
  // A workspace may check ten URLs a minute.
  if (checker === undefined || checks % 10 === 0) checker = await stage.api.newTenant();
  checks += 1;
  const tenant = checker;
  const { key } = tenant;
  const doors = ["POST /api/webhooks", "PATCH /api/webhooks/{id}", "POST /api/webhooks/{id}/test"];
  const id = await insertWebhook(tenant.ctx, { url: "https://example.com/before" });
  const written = await insertWebhook(tenant.ctx, { url });
  const replies = [
    await stage.call("POST", "/api/webhooks", { key, body: input(url) }),
    await stage.call("PATCH", `/api/webhooks/${id}`, { key, body: { url } }),
    await stage.call("POST", `/api/webhooks/${written}/test`, { key, body: {} }),
  ];
  const words = replies.map((reply, index) => {
    const problem = expectProblem(reply, { status: 422, code: "validation_failed", path: "url" });
    return [url, doors[index], problem.errors?.[0]?.message ?? ""];
  });
  const check = await stage.call("POST", "/api/webhooks/check-url", { key, body: { url } });
  expect([url, check.status]).toEqual([url, 200]);
  expect([url, check.body]).toEqual([
    url,
    {
      verdict: "blocked",
      summary: expect.any(String),
      remoteAddress: null,
      protocol: null,
      tlsVersion: null,
      certificate: null,
      phases: null,
      response: null,
      cause: null,
      checkedAt: expect.any(String),
    },
  ]);
  const [first] = words;
  expect(words.map(([, , message]) => message)).toEqual([first?.[2], first?.[2], first?.[2]]);
  const row = await tenant.ctx.db.webhook.findUniqueOrThrow({ where: { id } });
  expect(row.url).toBe("https://example.com/before");
  return first?.[2] ?? "";
}

test("no door takes a URL whose text leads where nothing may be sent", async () => {
  const { port } = stage.forbidden;
  const urls = [
    `http://127.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://①②⑦.0.0.1:${port}/`,
    `http://0.0.0.0:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::127.0.0.1]:${port}/`,
    `http://localhost:${port}/`,
    `http://a.localhost:${port}/`,
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://10.0.0.1/",
    "http://intranet/",
    "http://printer.local/",
    "http://hooks.example:6379/",
    "http://hooks.example:5432/",
    "http://user:password@hooks.example/",
    "http://hooks.example\\@127.0.0.1/",
    ` http://127.0.0.1:${port}/`,
    `ht\ttp://127.0.0.1:${port}/`,
    "http://localhost:3001/api/webhooks",
    "http://localhost:3001/in/0123456789012345678901",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "http://hooks.example./",
    `http://hooks.example/${"x".repeat(2_048)}`,
  ];
  for (const url of urls)
    expect([url, await tryDoors(url)]).toEqual([url, expect.stringMatching(/^The |^Port |^Names /)]);
});

test("no door takes a name that leads there, and none tells what was found: listening or closed, they say the same", async () => {
  const words = new Set<string>();
  for (const answer of [
    ...HIDDEN_V4.map((address) => ({ a: [address] })),
    ...HIDDEN_V4.map((address) => ({ a: [PUBLIC, address] })),
    ...HIDDEN_V6.map((address) => ({ aaaa: [address] })),
    ...HIDDEN_V6.map((address) => ({ a: [PUBLIC], aaaa: [address] })),
    { cname: "localhost", a: ["127.1.2.3"] },
  ]) {
    const name = newName();
    stage.names.say(name, answer);
    for (const port of [stage.forbidden.port, stage.closedPort]) words.add(await tryDoors(`http://${name}:${port}/`));
  }
  expect(words.size).toBe(1);
});

test("a name that turns after the webhook was made is refused at every attempt, whoever asks for it", async () => {
  await Promise.all(
    ["127.1.2.3", "10.77.66.55", "::1", "fd12:3456:789a::77"].map(async (address) => {
      const listening = await turnAndCall(address, stage.forbidden.port);
      const closed = await turnAndCall(address, stage.closedPort);
      expect(mask(listening)).toEqual(mask(closed));
    }),
  );
});

async function turnAndCall(address: string, port: number): Promise<unknown> {
  const tenant = await stage.api.newTenant();
  const name = newName();
  stage.names.say(name, { a: [PUBLIC] });
  const id = await createdAt(`http://${name}:${port}/hook`, tenant);
  // The test's own check finds the public address, its attempt what the name turned into.
  stage.names.say(name, { a: [PUBLIC] }, address.includes(":") ? { aaaa: [address] } : { a: [address] });
  const tested = await stage.call("POST", `/api/webhooks/${id}/test`, { key: tenant.key, body: {} });
  expect(tested.status).toBe(202);
  await stage.waitForAttempts(tenant, 1);
  return callEveryWay(tenant, id);
}

/** Event, batch, replay, manual retry and bulk retry. @returns all that the tenant can read afterwards. */
async function callEveryWay(tenant: Tenant, webhookId: string): Promise<unknown> {
  const { key } = tenant;
  const post = async (target: string, body: unknown) => {
    const reply = await stage.call("POST", target, { key, body });
    expect([target, reply.status]).toEqual([target, 202]);
    return reply.body;
  };
  const event = { type: "user.created", data: { id: "1" } };
  const { id: eventId } = await post("/api/events", event);
  await post("/api/events/batch", { events: [event] });
  await post(`/api/events/${String(eventId)}/replay`, {});
  const ids = await stage.waitForAttempts(tenant, 1);
  expect(ids).toHaveLength(4);
  for (const id of ids) await post(`/api/deliveries/${id}/retry`, {});
  await stage.waitForAttempts(tenant, 2);
  await post("/api/deliveries/bulk-retry", { filter: { status: ["retrying"] } });
  await stage.waitForAttempts(tenant, 3);

  const read = async (target: string) => (await stage.call("GET", target, { key })).body;
  const webhook = await read(`/api/webhooks/${webhookId}`);
  expect(webhook).toMatchObject({ lastDelivery: { cause: "blocked_address", statusCode: null } });
  const details = await Promise.all(ids.map((id) => read(`/api/deliveries/${id}`)));
  for (const detail of details) {
    const attempts = detail.attempts as Record<string, unknown>[];
    expect(attempts).toHaveLength(3);
    for (const attempt of attempts)
      expect(attempt).toMatchObject({
        ok: false,
        statusCode: null,
        errorCode: "blocked_address",
        remoteAddress: null,
        response: null,
        phases: { dnsMs: null, tcpMs: null, tlsMs: null, ttfbMs: null, protocol: null, tlsVersion: null },
        cause: { cause: "blocked_address", evidence: [], maybeProcessed: "no" },
      });
  }
  for (const list of ["/api/deliveries", "/api/webhooks", "/api/events", "/api/deliveries/summary?by=cause"])
    await stage.call("GET", list, { key });
  return { webhook, details };
}

/** The tenant's own words, and figures that follow a moment later. */
const OWN = new Set(["request", "body", "url", "health"]);

/** Leaves of an answer what may not differ between a port with a listener and one without. */
function mask(value: unknown): unknown {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (OWN.has(key)) return undefined;
    return typeof part === "number" && key.endsWith("Ms") ? 0 : part;
  });
  return JSON.parse(
    text
      .replaceAll(/\b[a-z]+_[0-9a-hjkmnp-tv-z]{26}\b/g, "id")
      .replaceAll(/"\d{4}-\d\d-\d\dT[^"]+Z"/g, '"time"')
      .replaceAll(/\d{4}-\d\d-\d\dT[^ "]+Z/g, "time"),
  );
}

test("nothing that was logged or answered names an address that a name led to, or tells who listens there", async () => {
  const { database } = stage.api.runtime;
  const tables = ["attempts", "deliveries", "webhooks", "audit_entries", "bulk_jobs", "lanes"];
  for (const table of tables) stage.told.push(JSON.stringify(await database.sql(`SELECT * FROM ${table}`)));
  const text = stage.told.join("\n");
  expect(text).toContain("blocked_address");
  expect(text).toContain("attempt recorded");
  for (const secret of [...HIDDEN_V4, "fd12:3456", "64:ff9b::", "a4d:4237", "ECONN", "conn_refused", "conn_timeout"])
    expect([secret, text.includes(secret)]).toEqual([secret, false]);
});
