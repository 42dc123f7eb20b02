import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";

let api: Api;
beforeAll(async () => {
  api = await startApi();
  await api.call("POST", "/api/event-types", { body: { name: "raw.bytes" } });
});
afterAll(() => api.close());

const JSON_TYPE = { "Content-Type": "application/json" };
const post = (rawBody: BodyInit, headers: Record<string, string> = {}, target = "/api/events") =>
  api.call("POST", target, { rawBody, headers: { ...JSON_TYPE, ...headers } });
const bodyOf = async (id: unknown) => (await api.call("GET", `/api/events/${String(id)}`)).body.body;

test.each([
  ["a 20-digit integer", "12345678901234567890"],
  ["keys out of order and twice", '{"b":1,"a":2,"a":3}'],
  ["U+0000 and a lone surrogate", '{"nul":"\\u0000","lone":"\\udfff"}'],
  ["1e400", "[1e400,-1E-400,1.0]"],
  ["white space", '{\n\t"a" : [ ]\r\n}'],
  ["null", "null"],
  ["escapes and text outside of ASCII", '"\\u00e9\\/ é 🎉"'],
])("%s comes through the API digit for digit", async (_what, data) => {
  const single = await post(`{"type":"raw.bytes","data": ${data} }`);
  expect(single.status).toBe(202);
  expect(single.body).toEqual({ id: expect.stringMatching(/^evt_/), type: "raw.bytes", deliveries: 0 });
  expect(await bodyOf(single.body.id)).toMatch(/^\{"id":"evt_/);
  expect(String(await bodyOf(single.body.id)).endsWith(`"data":${data}}`)).toBe(true);
  const batch = await post(`{"events":[{"data":${data},"type":"raw.bytes"}]}`, {}, "/api/events/batch");
  const [first] = batch.body.data as { id: string }[];
  expect(String(await bodyOf(first?.id)).endsWith(`"data":${data}}`)).toBe(true);
});

test("a body of 1 MiB is accepted whole, one of a byte more is a 413 and leaves nothing behind", async () => {
  const frame = '{"type":"raw.bytes","data":""}';
  const fill = "x".repeat(1_048_576 - frame.length);
  const accepted = await post(`{"type":"raw.bytes","data":"${fill}"}`);
  expect(accepted.status).toBe(202);
  expect(String(await bodyOf(accepted.body.id))).toContain(`"data":"${fill}"`);
  const before = await api.call("GET", "/api/events?type=raw.bytes&limit=1");
  expectProblem(await post(`{"type":"raw.bytes","data":"${fill}y"}`), { status: 413 });
  expect((await api.call("GET", "/api/events?type=raw.bytes&limit=1")).text).toBe(before.text);
});

test.each<[string, BodyInit, Record<string, string>, { status: number; code?: string; path?: string }]>([
  ["half a body", '{"type":"raw.bytes","data":', {}, { status: 400, code: "invalid_json" }],
  [
    "invalid UTF-8",
    Buffer.from([...Buffer.from('{"type":"raw.bytes","data":"'), 0xff, 0x22, 0x7d]),
    {},
    { status: 400 },
  ],
  ["a Content-Length that lies", '{"type":"raw.bytes","data":1}', { "Content-Length": "12" }, { status: 400 }],
  ["no JSON type", '{"type":"raw.bytes","data":1}', { "Content-Type": "text/plain" }, { status: 415 }],
  ["no data", '{"type":"raw.bytes"}', {}, { status: 422, path: "data" }],
  ["an unknown field", '{"type":"raw.bytes","data":1,"payload":2}', {}, { status: 422, path: "payload" }],
  ["a type that is none", '{"type":"Not A Type","data":1}', {}, { status: 422, path: "type" }],
  [
    "a time that is none",
    '{"type":"raw.bytes","data":1,"occurredAt":"0000-01-01T00:00:00Z"}',
    {},
    { status: 422, path: "occurredAt" },
  ],
  [
    "an idempotency key with U+0000",
    '{"type":"raw.bytes","data":1,"idempotencyKey":"a\\u0000"}',
    {},
    { status: 422, path: "idempotencyKey" },
  ],
  [
    "two different keys",
    '{"type":"raw.bytes","data":1,"idempotencyKey":"a"}',
    { "Idempotency-Key": "b" },
    { status: 422, path: "idempotencyKey" },
  ],
])("%s is refused by name", async (_what, rawBody, headers, expected) => {
  expectProblem(await post(rawBody, headers), expected);
});

test("a batch of 1,001 events is refused, one of 1,000 is answered in order", async () => {
  const batchOf = (count: number) =>
    `{"events":[${Array.from({ length: count }, (_item, n) => `{"type":"raw.bytes","data":${n}}`).join(",")}]}`;
  expectProblem(await post(batchOf(1_001), {}, "/api/events/batch"), { status: 422, path: "events" });
  expectProblem(await post(batchOf(0), {}, "/api/events/batch"), { status: 422, path: "events" });
  const { status, body } = await post(batchOf(1_000), {}, "/api/events/batch");
  const results = body.data as { id: string }[];
  expect([status, results.length]).toEqual([202, 1_000]);
  expect(String(await bodyOf(results[777]?.id)).endsWith('"data":777}')).toBe(true);
});

test("a hundred calls at once with one Idempotency-Key are answered with one event", async () => {
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => post('{"type":"raw.bytes","data":{"n":1}}', { "Idempotency-Key": "twins" })),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  expectProblem(await post('{"type":"raw.bytes","data":{"n":2}}', { "Idempotency-Key": "twins" }), {
    status: 409,
    code: "idempotency_key_reused",
  });
  expectProblem(await post('{"name":"x"}', { "Idempotency-Key": "twins" }, "/api/projects"), {
    status: 409,
    code: "idempotency_key_reused",
  });
});

test("a test of a webhook sends the caller's data as it was written, and the queue's addresses are not webhooks", async () => {
  const created = await api.call("POST", "/api/webhooks", {
    body: { name: "Hook", url: "https://example.com/hook", events: ["raw.bytes"] },
  });
  expect(created.status).toBe(201);
  const tested = await post(
    '{"data":{"id": 12345678901234567890}}',
    {},
    `/api/webhooks/${String(created.body.id)}/test`,
  );
  expect(tested.status).toBe(202);
  expect(await bodyOf(tested.body.eventId)).toContain('"data":{"id": 12345678901234567890}}');
  expect((await api.call("POST", `/api/webhooks/${String(created.body.id)}/test`)).status).toBe(202);
  const stats = await api.call("GET", "/api/webhooks/queue/stats");
  expect(stats).toMatchObject({ status: 200, body: { backend: "postgres", waiting: 2 } });
  expect(await api.call("POST", "/api/webhooks/queue/retry-failed")).toMatchObject({
    status: 202,
    body: { retried: 0, jobId: expect.stringMatching(/^job_/) },
  });
});
