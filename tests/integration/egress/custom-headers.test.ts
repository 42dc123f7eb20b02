import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { expectProblem, type Tenant } from "@/tests/harness/api";
import { type HttpReceiver, startHttpReceiver } from "@/tests/harness/http-receiver";
import { insertWebhook } from "@/tests/harness/rows";
import { OTHER_LOOPBACK } from "./forbidden";
import { type GuardedStage, openGuardedStage } from "./guarded-stage";

let stage: GuardedStage;
let receiver: HttpReceiver;
let tenant: Tenant;

beforeAll(async () => {
  receiver = await startHttpReceiver();
  stage = await openGuardedStage({ WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.1" }, OTHER_LOOPBACK);
});
beforeEach(async () => {
  tenant = await stage.api.newTenant();
});
afterEach(() => stage.forbidden.requireUntouched());
afterAll(async () => {
  await stage.close();
  await receiver.close();
});

const REFUSED_NAMES = [
  ..."Host Content-Type Content-Length Content-Encoding Content-Md5 Transfer-Encoding Connection Keep-Alive".split(" "),
  ..."Upgrade Expect TE Trailer Proxy-Authorization Proxy-Connection Proxy-Foo Cookie Cookie2 User-Agent".split(" "),
  ..."Webhook-Id Webhook-Timestamp Webhook-Signature Svix-Id Svix-Signature X-Webhook-Id X-Webhook-Foo".split(" "),
  ..."Forwarded X-Forwarded-For X-Forwarded-Host Via X-Real-Ip True-Client-Ip Cf-Connecting-Ip Accept-Encoding".split(
    " ",
  ),
];
const inCases = (name: string) => [name, name.toLowerCase(), name.toUpperCase(), swapCase(name)];
const swapCase = (name: string) =>
  name.replaceAll(/./g, (char, at) => (at % 2 === 0 ? char.toLowerCase() : char.toUpperCase()));

/** Each is one set of headers of which not one may be sent. */
const REFUSED_SETS: [string, Record<string, string>][] = [
  ["a name with a line break", { "X-A\r\nX-Injected": "1" }],
  ["a name with a space", { "X A": "1" }],
  ["a name with a colon", { "X-A:": "1" }],
  ["a name outside of ASCII", { "X-\u00c4": "1" }],
  ["no name", { "": "1" }],
  ["a name of 129 characters", { ["X".repeat(129)]: "1" }],
  ["a value with a line break", { "X-A": "1\r\nX-Injected: 1" }],
  ["a value with a line feed", { "X-A": "1\nX-Injected: 1" }],
  ["a value with a tab", { "X-A": "1\t2" }],
  ["a value with a control character", { "X-A": "1\u0001" }],
  ["a value outside of ASCII", { "X-A": "\u00e4" }],
  ["a value that Latin-1 folds into a line break", { "X-A": "1\u010d\u010aX-Injected: 1" }],
  ["a value of 4,097 characters", { "X-A": "x".repeat(4_097) }],
  ["a value with a space at its end", { "X-A": "1 " }],
  ["21 headers", Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`X-${index}`, "1"]))],
  ["one name twice", { "X-A": "1", "x-a": "2" }],
];

const input = (headers: unknown) => ({ name: "Test", url: `${receiver.url}/api`, events: ["user.created"], headers });

/** Gives headers to every door that takes any. Each must refuse all of `paths`. */
async function tryDoors(id: string, headers: Record<string, string>, paths: string[]): Promise<void> {
  const { key } = tenant;
  const replies = [
    await stage.call("POST", "/api/webhooks", { key, body: input(headers) }),
    await stage.call("PATCH", `/api/webhooks/${id}`, { key, body: { headers } }),
    await stage.call("POST", "/api/webhooks/check-url", { key, body: { url: `${receiver.url}/api`, headers } }),
  ];
  for (const reply of replies) {
    const problem = expectProblem(reply, { status: 422, code: "validation_failed" });
    expect(problem.errors?.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
  }
}

test("a name that is not the tenant's to set is refused at every door, in any case", async () => {
  const id = await insertWebhook(tenant.ctx, { url: `${receiver.url}/api` });
  // A set holds at most 20, and no name twice.
  for (const position of [0, 1, 2, 3])
    for (const from of [0, 18]) {
      const names = REFUSED_NAMES.slice(from, from + 18).map((name) => inCases(name)[position] ?? "");
      await tryDoors(
        id,
        Object.fromEntries(names.map((name) => [name, "1"])),
        names.map((name) => `headers.${name}`),
      );
    }
  expect(receiver.requests).toEqual([]);
});

test("names that are none, values that are no plain text, and too much of it are refused at every door", async () => {
  const id = await insertWebhook(tenant.ctx, { url: `${receiver.url}/api` });
  for (const [, headers] of REFUSED_SETS) {
    const names = Object.keys(headers);
    const path = names.length === 21 ? "headers" : `headers.${names.at(-1) ?? ""}`;
    await tryDoors(id, headers, [path]);
  }
  expect(receiver.requests).toEqual([]);
});

test("headers written straight into the table are checked at every attempt: nothing is sent, and the reason is told", async () => {
  const { encryption } = tenant.ctx.services;
  const written: [string, unknown][] = [
    ...REFUSED_NAMES.flatMap((name) =>
      inCases(name).map((one): [string, unknown] => [one, { "X-Fine": "1", [one]: "1" }]),
    ),
    ...REFUSED_SETS,
    ["a number for a value", { "X-A": 1 }],
    ["a list for a value", { "X-A": ["1", "2"] }],
    ["a list", [["X-A", "1"]]],
    ["a text", "X-A: 1"],
    ["nothing", null],
  ];
  const byWebhook = new Map<string, string>();
  await Promise.all(
    written.map(async ([what, headers]) => {
      const id = await insertWebhook(tenant.ctx, { url: `${receiver.url}/written` });
      const context = { workspaceId: tenant.ctx.workspace.id, table: "webhooks", rowId: id };
      await tenant.ctx.db.webhook.update({
        where: { id },
        data: { headersEncrypted: encryption.encrypt(JSON.stringify(headers), context) },
      });
      byWebhook.set(id, what);
    }),
  );
  await stage.call("POST", "/api/events", { key: tenant.key, body: { type: "user.created", data: {} } });
  await stage.waitForAttempts(tenant, 1);

  const rows = await stage.api.runtime.database.sql<Record<string, unknown>>(
    "SELECT webhook_id, ok, cause, evidence, maybe_processed, status_code, remote_address FROM attempts WHERE workspace_id = $1 AND number = 1",
    [tenant.ctx.workspace.id],
  );
  expect(rows).toHaveLength(written.length);
  for (const { webhook_id, ...attempt } of rows)
    expect([byWebhook.get(String(webhook_id)), attempt]).toEqual([
      byWebhook.get(String(webhook_id)),
      {
        ok: false,
        cause: "internal_error",
        evidence: [expect.stringMatching(/^The custom headers cannot be sent: /)],
        maybe_processed: "no",
        status_code: null,
        remote_address: null,
      },
    ]);
  expect(receiver.requests).toEqual([]);
});
