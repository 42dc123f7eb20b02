import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportDeliveries, listDeliveries } from "@/lib/deliveries";
import { ExportDeliveriesQuery, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { insertWebhook } from "@/tests/harness/rows";
import { insertDeliveries } from "./insert-many";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function arrange(count: number, name = "Test") {
  const tenant = await api.newTenant();
  const webhookId = await insertWebhook(tenant.ctx);
  await tenant.ctx.db.webhook.update({ where: { id: webhookId }, data: { name } });
  await insertDeliveries(tenant.ctx, webhookId, count);
  const rows = async (query: object) => {
    const found = [];
    let cursor: string | undefined;
    do {
      const page = await listDeliveries(tenant.ctx, ListDeliveriesQuery.parse({ ...query, limit: 200, cursor }));
      found.push(...page.data);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  };
  return { tenant, webhookId, rows };
}

test("holds exactly the rows of the filter, in each format, however many pages they take", async () => {
  const { tenant, rows } = await arrange(2_345);
  const expected = await rows({ status: "failed" });
  const get = (format: string) =>
    api.call("GET", `/api/deliveries/export?format=${format}&status=failed`, { key: tenant.key });
  const csv = await get("csv");
  expect(csv.status).toBe(200);
  expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(csv.headers.get("Content-Disposition")).toMatch(/^attachment; filename="deliveries-\d{4}-\d\d-\d\d\.csv"$/);
  const parsed = Papa.parse<Record<string, string>>(csv.text, { header: true, skipEmptyLines: true });
  expect(parsed.errors).toEqual([]);
  expect(parsed.data.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  expect(parsed.data[0]).toMatchObject({
    status: "failed",
    lastStatusCode: "500",
    lastCause: "server_error",
    projectId: "",
  });

  const lines = (await get("ndjson")).text.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
  expect((await get("json")).body).toEqual({ data: expected, truncated: false });
  const all = await api.call("GET", "/api/deliveries/export?format=ndjson", { key: tenant.key });
  expect(all.text.trimEnd().split("\n")).toHaveLength(2_345);
});

test("of nothing is a file without rows", async () => {
  const { tenant } = await arrange(1);
  const get = async (format: string) =>
    (await api.call("GET", `/api/deliveries/export?format=${format}&code=404`, { key: tenant.key })).text;
  expect((await get("csv")).split("\r\n")).toEqual([expect.stringMatching(/^id,status,/), ""]);
  expect(await get("ndjson")).toBe("");
  expect(JSON.parse(await get("json"))).toEqual({ data: [], truncated: false });
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
  "a cell that begins like %j is no formula in a spreadsheet",
  async (name) => {
    const { tenant } = await arrange(1, name);
    const { text } = await api.call("GET", "/api/deliveries/export?format=csv", { key: tenant.key });
    const [row] = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
    expect(row?.webhookName).toBe(`'${name}`);
  },
);

test("is cut after the most rows that a file may have, and says so in each format", async () => {
  const { tenant } = await arrange(30);
  const read = async (format: string, max: number) =>
    new Response(await exportDeliveries(tenant.ctx, ExportDeliveriesQuery.parse({ format }), max)).text();
  expect((await read("csv", 10)).trimEnd().split("\r\n").slice(-1)).toEqual([
    "Cut short: this file ends after 10 deliveries, but more match the filter.",
  ]);
  const lines = (await read("ndjson", 10)).trimEnd().split("\n");
  expect(lines).toHaveLength(11);
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ truncated: true });
  expect(JSON.parse(await read("json", 10))).toMatchObject({ truncated: true, data: { length: 10 } });
  expect(JSON.parse(await read("json", 30))).toMatchObject({ truncated: false, data: { length: 30 } });
});

test("needs the right to read deliveries, knows its formats, and holds no other workspace's rows", async () => {
  const { webhookId } = await arrange(3);
  const key = await api.newKey(api.tenant, ["webhooks:read"]);
  expectProblem(await api.call("GET", "/api/deliveries/export", { key }), { status: 403 });
  expectProblem(await api.call("GET", "/api/deliveries/export?format=xls"), { status: 422, path: "format" });
  const { text } = await api.call("GET", `/api/deliveries/export?format=ndjson&webhookId=${webhookId}`);
  expect(text).toBe("");
});
