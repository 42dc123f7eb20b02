import { afterEach, expect, it } from "vitest";
import { type Api, type Reply, startApi } from "@/tests/harness/api";
import { documentedOperations, mistakesOf } from "@/tests/harness/generated/document";

let api: Api;
afterEach(() => api.close());

function expectDocumented(id: string, { status, headers, text }: Reply): void {
  const operation = documentedOperations.find((candidate) => candidate.id === id);
  if (operation === undefined) throw new Error(`The document has no ${id}`);
  expect(mistakesOf(operation, { status, contentType: headers.get("Content-Type") ?? "", text })).toEqual([]);
}

it("the refusals of the metrics are documented", async () => {
  api = await startApi({ METRICS_TOKEN: "0123456789abcdef" });
  const refused = await api.call("GET", "/api/metrics", { key: "" });
  expect(refused.status).toBe(401);
  expectDocumented("getMetrics", refused);
});

it("the refusals of signing up are documented", async () => {
  api = await startApi({ POSTHORN_SIGN_UP: "invited" });
  const body = { email: "new@example.com", password: "correct horse battery", name: "New" };
  const signUp = () => api.call("POST", "/api/users", { key: "", body });
  const uninvited = await signUp();
  expect(uninvited.status).toBe(403);
  expectDocumented("signUp", uninvited);
  const later = await Promise.all(Array.from({ length: 25 }, signUp));
  const throttled = later.filter(({ status }) => status === 429);
  expect(throttled.length).toBeGreaterThan(0);
  for (const reply of throttled) expectDocumented("signUp", reply);
});

it("each format of an export is documented", async () => {
  api = await startApi();
  for (const [id, path, formats] of [
    ["exportDeliveries", "/api/deliveries/export", ["csv", "ndjson", "json"]],
    ["exportAuditLog", "/api/audit-log/export", ["csv", "ndjson"]],
  ] as const)
    for (const format of formats) expectDocumented(id, await api.call("GET", `${path}?format=${format}`));
});

it("a limit is written in digits", async () => {
  api = await startApi();
  for (const limit of ["1e2", "0x10", "%2050", "50%20", "+50", "1.0", "0b11"])
    expect([limit, (await api.call("GET", `/api/events?limit=${limit}`)).status]).toEqual([limit, 422]);
  for (const limit of ["1", "50", "200"])
    expect([limit, (await api.call("GET", `/api/events?limit=${limit}`)).status]).toEqual([limit, 200]);
});

it("a parameter without a name is named in the refusal", async () => {
  api = await startApi();
  const { status, body } = await api.call("GET", "/api/events?=1");
  expect([status, body.errors]).toEqual([422, [expect.objectContaining({ path: '""' })]]);
});

it("an event that was sent again by its Idempotency-Key says so", async () => {
  api = await startApi();
  const post = (path: string, body: unknown, key: string) =>
    api.call("POST", path, { body, headers: { "Idempotency-Key": key } });
  const event = { type: "project.created", data: { id: "prj_1", name: "A" } };
  for (const [path, body] of [
    ["/api/events", event],
    ["/api/events/batch", { events: [event] }],
  ] as const) {
    const first = await post(path, body, path);
    const second = await post(path, body, path);
    expect([first.status, first.headers.get("Idempotent-Replayed")]).toEqual([202, null]);
    expect([second.status, second.headers.get("Idempotent-Replayed")]).toEqual([202, "true"]);
    expect(second.text).toBe(first.text);
  }
});
