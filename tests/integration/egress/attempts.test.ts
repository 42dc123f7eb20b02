import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Tenant } from "@/tests/harness/api";
import { type HttpReceiver, type ReceiverStep, startHttpReceiver } from "@/tests/harness/http-receiver";
import { insertWebhook } from "@/tests/harness/rows";
import { OTHER_LOOPBACK } from "./forbidden";
import { type GuardedStage, openGuardedStage } from "./guarded-stage";

// Rows that no check has ever seen. 127.0.0.1 may be reached here, so that a hole has somewhere to lead.
let stage: GuardedStage;
let receiver: HttpReceiver;
let tenant: Tenant;

beforeAll(async () => {
  receiver = await startHttpReceiver();
  const port = Number(new URL(receiver.url).port);
  stage = await openGuardedStage(
    { WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.1", POSTHORN_PUBLIC_URL: "http://127.0.0.1:3001" },
    OTHER_LOOPBACK,
    port,
  );
});
beforeEach(async () => {
  tenant = await stage.api.newTenant();
});
afterEach(() => stage.forbidden.requireUntouched());
afterAll(async () => {
  await stage.close();
  await receiver.close();
});

/** Sends one event to all webhooks of the workspace. @returns the deliveries as the API shows them, by webhook. */
async function deliver(attempts = 1): Promise<Map<string, Record<string, unknown>>> {
  const { key } = tenant;
  // No attempt but those that are asked for.
  await stage.api.runtime.database.sql("UPDATE webhooks SET retry_schedule_ms = '{3600000}' WHERE workspace_id = $1", [
    tenant.ctx.workspace.id,
  ]);
  await stage.call("POST", "/api/events", { key, body: { type: "user.created", data: { id: "1" } } });
  const ids = await stage.waitForAttempts(tenant, attempts);
  const details = await Promise.all(ids.map((id) => stage.call("GET", `/api/deliveries/${id}`, { key })));
  return new Map(details.map(({ body }) => [String(body.webhookId), body]));
}

/** URLs as somebody could write them into the table; PORT is that of the receiver and of the listeners. */
const URLS = [
  "http://127.0.0.2:PORT/",
  "http://127.1.2.3:PORT/",
  "http://127.258:PORT/",
  "http://0x7f.0.0.2:PORT/",
  "http://0177.0.0.2:PORT/",
  "http://2130706434:PORT/",
  "http://①②⑦.0.0.②:PORT/",
  "http://127。0。0。2:PORT/",
  "http://%31%32%37.0.0.2:PORT/",
  "http://[::1]:PORT/",
  "http://[0:0:0:0:0:ffff:7f00:2]:PORT/",
  "http://[::ffff:127.0.0.2]:PORT/",
  "http://[::127.0.0.2]:PORT/",
  "http://[64:ff9b::7f00:2]:PORT/",
  "http://[2002:7f00:2::]:PORT/",
  "http://[::1%25lo]:PORT/",
  "http://0.0.0.0:PORT/",
  "http://localhost.:PORT/",
  "http://user:password@127.0.0.1:PORT/",
  "http://@127.0.0.1:PORT/",
  "http://example.com\\@127.0.0.1:PORT/",
  "http:\\\\127.0.0.1:PORT\\",
  "http:/127.0.0.1:PORT/",
  "http:127.0.0.1:PORT/",
  "//127.0.0.1:PORT/",
  "127.0.0.1:PORT/",
  " http://127.0.0.1:PORT/",
  "http://127.0.0.1:PORT/ ",
  "http://127.0.0.1:PORT/a b",
  "http://127.0.0.1:PORT/\n",
  "http://127.0.0.1:PORT/\r\nX-Injected: 1",
  "ht\ttp://127.0.0.1:PORT/",
  "http://127.0.\n0.1:PORT/",
  "http://127.0.0.1:PORT/\u0001",
  "http://127.0.0.1:PORT/\u202e",
  "http://127.0.0.1:PORT/\ufeff",
  "http://127.0.0.1%00:PORT/",
  "http://127.0.0.1:PORT:80/",
  "http://127.0.0.1:99999/",
  "http://127.0.0.1:0/",
  "http://127.0.0.1:22/",
  "http://127.0.0.1:5432/",
  "http://127.0.0.1:6379/",
  "http://127.0.0.1:9200/_search",
  "http://127.0.0.1:3001/api/webhooks",
  "http://127.0.0.1:3001/in/../api/webhooks",
  "https://127.0.0.1:3001/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:PORT/_POST",
  "ftp://127.0.0.1:PORT/",
  "unix:/var/run/docker.sock",
  "http://unix:/var/run/docker.sock:/containers/json",
  "ws://127.0.0.1:PORT/",
  "javascript:alert(1)",
  "data:text/plain,x",
  "",
  "http://",
  "http:///",
  "http://?",
  "http://[",
  "http://[]/",
  "http://a..b/",
  `http://127.0.0.1:PORT/${"x".repeat(3_000)}`,
  `http://${"a".repeat(300)}.example/`,
];

test("a URL written straight into the table is checked at every attempt: nothing is sent, and only that it is blocked is told", async () => {
  const { key } = tenant;
  const byWebhook = new Map<string, string>();
  await Promise.all(
    URLS.map(async (written) => {
      const url = written.replace("PORT", String(stage.forbidden.port));
      byWebhook.set(await insertWebhook(tenant.ctx, { url }), url);
    }),
  );
  const deliveries = await deliver();
  expect(deliveries.size).toBe(URLS.length);
  for (const [webhookId, { attempts }] of deliveries) {
    const [attempt] = attempts as Record<string, unknown>[];
    const url = byWebhook.get(webhookId);
    expect([url, attempt]).toMatchObject([
      url,
      { ok: false, statusCode: null, remoteAddress: null, response: null, request: { url } },
    ]);
    expect([url, attempt?.cause]).toMatchObject([url, { cause: "blocked_address", evidence: [] }]);
  }
  await Promise.all(
    [...deliveries.values()].map(({ id }) => stage.call("POST", `/api/deliveries/${String(id)}/retry`, { key })),
  );
  await stage.waitForAttempts(tenant, 2);
  const { sql } = stage.api.runtime.database;
  const told = await sql(
    `SELECT DISTINCT ok, cause, evidence, status_code, remote_address, phases::json->>'dnsMs' AS dns,
       phases::json->>'tcpMs' AS tcp, response_headers FROM attempts WHERE workspace_id = $1`,
    [tenant.ctx.workspace.id],
  );
  const silence = { status_code: null, remote_address: null, dns: null, tcp: null, response_headers: null };
  expect(told).toEqual([{ ok: false, cause: "blocked_address", evidence: [], ...silence }]);
  expect(receiver.requests).toEqual([]);

  // The rows can be read and mended like others.
  const list = await stage.call("GET", "/api/webhooks?limit=100", { key });
  const webhooks = list.body.data as { id: string; url: string; lastDelivery: unknown }[];
  expect(webhooks.map(({ id, url }) => [id, url]).toSorted()).toEqual([...byWebhook].toSorted());
  for (const { lastDelivery } of webhooks) expect(lastDelivery).toMatchObject({ cause: "blocked_address" });
  for (const { id } of webhooks.filter((_webhook, index) => index % 8 === 0)) {
    const renamed = await stage.call("PATCH", `/api/webhooks/${id}`, { key, body: { name: "New" } });
    expect(renamed.status).toBe(200);
  }
});

test("a URL that is changed in the table between two attempts is checked at the second", async () => {
  const id = await insertWebhook(tenant.ctx, { url: `${receiver.url}/fine` });
  const [[, delivery] = []] = await deliver();
  expect(delivery).toMatchObject({ status: "delivered" });
  await stage.api.runtime.database.sql("UPDATE webhooks SET url = $1 WHERE id = $2", [
    receiver.url.replace("127.0.0.1", "127.0.0.2"),
    id,
  ]);
  await stage.call("POST", `/api/deliveries/${String(delivery?.id)}/retry`, { key: tenant.key });
  await stage.waitForAttempts(tenant, 2);
  const again = await stage.call("GET", `/api/deliveries/${String(delivery?.id)}`, { key: tenant.key });
  expect(again.body.attempts).toMatchObject([{ ok: true }, { ok: false, cause: { cause: "blocked_address" } }]);
  expect(receiver.requestsTo("/fine")).toHaveLength(1);
});

test("a delivery that is redirected, or sent hints of other places, makes one request and fails or succeeds by it", async () => {
  const { key } = tenant;
  const elsewhere = `http://127.0.0.2:${stage.forbidden.port}/`;
  const answers: [string, ReceiverStep, string | null][] = [301, 302, 303, 307, 308].flatMap((status) =>
    [elsewhere, "http://169.254.169.254/latest", "file:///etc/passwd", "/again", "//named.example/"].map(
      (location, index): [string, ReceiverStep, string] => [
        `/to-${status}-${index}`,
        { status, headers: { Location: location } },
        "redirect",
      ],
    ),
  );
  const hints = {
    "Alt-Svc": 'h2="127.0.0.2:443"',
    Refresh: `0; url=${elsewhere}`,
    Link: `<${elsewhere}>; rel=preload`,
  };
  answers.push(["/hints", { status: 200, headers: { ...hints, "Content-Location": elsewhere } }, null]);
  const before = receiver.requests.length;
  for (const [path, step] of answers) {
    receiver.script(path, step);
    await insertWebhook(tenant.ctx, { url: `${receiver.url}${path}` });
  }
  const causes = [...(await deliver()).values()].map((detail) => [detail.url, detail.lastCause]);
  expect(causes.toSorted()).toEqual(answers.map(([path, , cause]) => [`${receiver.url}${path}`, cause]).toSorted());
  const check = await stage.call("POST", "/api/webhooks/check-url", {
    key,
    body: { url: `${receiver.url}/to-302-0` },
  });
  expect(check.body).toMatchObject({ verdict: "failing", response: { status: 302, location: elsewhere } });
  expect(receiver.requests).toHaveLength(before + answers.length + 1);
  expect(receiver.requestsTo("/again")).toEqual([]);
  expect(stage.names.names()).toEqual([]);
});
