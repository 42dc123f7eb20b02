import { describe, expect, it } from "vitest";
import { type Context, SCOPES } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import {
  clearInbox,
  createInbox,
  deleteInbox,
  getInbox,
  getInboxRequest,
  listInboxes,
  listInboxRequests,
  updateInbox,
} from "@/lib/inbox";
import { insertWebhook } from "@/tests/harness/rows";
import { setUpInboxes } from "./setup";

const PAGE = { limit: 50 };
const post = (url: string, body = "{}") => fetch(url, { method: "POST", body });

describe("an inbox", () => {
  it("has a URL that nobody can guess and answers 200 from the start", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const inbox = await createInbox(ctx, {});
    expect(inbox).toMatchObject({ name: "Inbox", behaviour: {}, requestCount: 0 });
    expect(inbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/in\/[A-Za-z0-9_-]{22}$/);
    expect((await post(inbox.url)).status).toBe(200);
    expect(await getInbox(ctx, inbox.id)).toMatchObject({ requestCount: 1 });
  });

  it("is renamed without losing its place in a sequence, and starts anew when its behaviour is set", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const inbox = await createInbox(ctx, { behaviour: { sequence: [503, 500, 200] } });
    expect((await post(inbox.url)).status).toBe(503);
    expect(await updateInbox(ctx, inbox.id, { name: "Renamed" })).toMatchObject({ name: "Renamed", requestCount: 1 });
    expect((await post(inbox.url)).status).toBe(500);
    expect(await updateInbox(ctx, inbox.id, { behaviour: { sequence: [429, 200] } })).toMatchObject({
      requestCount: 0,
    });
    expect((await post(inbox.url)).status).toBe(429);
  });

  it("forgets its requests when cleared, and is gone when deleted", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const inbox = await createInbox(ctx, {});
    await post(inbox.url);
    await clearInbox(ctx, inbox.id);
    expect((await listInboxRequests(ctx, inbox.id, PAGE)).data).toEqual([]);
    await deleteInbox(ctx, inbox.id);
    const answer = await post(inbox.url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(await listInboxes(ctx, PAGE)).toEqual({ data: [], nextCursor: null });
  });

  it("and its requests are listed newest first, page by page, none twice", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const inbox = await createInbox(ctx, {});
    for (let n = 1; n <= 5; n += 1) await post(`${inbox.url}?n=${n}`);
    const first = await listInboxRequests(ctx, inbox.id, { limit: 3, cursor: undefined });
    const second = await listInboxRequests(ctx, inbox.id, { limit: 3, cursor: first.nextCursor ?? undefined });
    expect([...first.data, ...second.data].map(({ path }) => path.at(-1))).toEqual(["5", "4", "3", "2", "1"]);
    expect(second.nextCursor).toBeNull();
  });

  it("finds its requests by what is in them, bytes that are no text among them, and by the verdict on the signature", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const inbox = await createInbox(ctx, {});
    await post(`${inbox.url}?tenant=Acme`, '{"customer":"Zoë % _"}');
    await fetch(inbox.url, {
      method: "PUT",
      headers: { "X-Trace": "abc-123" },
      body: new Uint8Array([0xff, 0x00, 0x41]),
    });
    await fetch(inbox.url, {
      headers: { "X-Webhook-Signature": "00", "X-Webhook-Timestamp": "1", "X-Webhook-Id": "evt_1" },
    });
    const found = async (query: { q?: string; verdict?: "unsigned" | "unknown_sender" }) =>
      (await listInboxRequests(ctx, inbox.id, { ...PAGE, ...query })).data.map(({ method }) => method);
    expect(await found({})).toEqual(["GET", "PUT", "POST"]);
    expect(await found({ q: "tenant=acme" })).toEqual(["POST"]);
    expect(await found({ q: "Zoë %" })).toEqual(["POST"]);
    expect(await found({ q: "x-TRACE" })).toEqual(["PUT"]);
    expect(await found({ q: "put" })).toEqual(["PUT"]);
    expect(await found({ q: "nowhere" })).toEqual([]);
    expect(await found({ verdict: "unsigned" })).toEqual(["PUT", "POST"]);
    expect(await found({ verdict: "unknown_sender", q: "evt_1" })).toEqual(["GET"]);
  });

  it("says which webhooks point at it, but not to a key that may not read webhooks", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const [inbox, other] = [await createInbox(ctx, {}), await createInbox(ctx, {})];
    const id = await insertWebhook(ctx, { url: `${inbox.url}?status=503`, status: "paused" });
    const gone = await insertWebhook(ctx, { url: inbox.url });
    await ctx.db.webhook.update({ where: { id: gone }, data: { deletedAt: new Date() } });
    expect((await getInbox(ctx, inbox.id)).webhooks).toEqual([{ id, name: "Test", status: "paused" }]);
    expect((await listInboxes(ctx, PAGE)).data.map(({ webhooks }) => webhooks?.length)).toEqual([0, 1]);
    expect(other.webhooks).toEqual([]);
    const scopes = SCOPES.filter((scope) => scope !== "webhooks:read");
    const blind: Context = { ...ctx, actor: { kind: "api_key", id: "key_test", name: "test", scopes } };
    expect((await getInbox(blind, inbox.id)).webhooks).toBeNull();
  });

  it("is one of at most fifty in a workspace, however many are made at once", async () => {
    const { newContext } = await setUpInboxes();
    const ctx = await newContext();
    const made = await Promise.allSettled(Array.from({ length: 55 }, () => createInbox(ctx, {})));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
    expect(made.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });
});

describe("another workspace's inbox", () => {
  it("is as missing as one that never was, for every call", async () => {
    const { newContext } = await setUpInboxes();
    const [owner, stranger] = [await newContext(), await newContext()];
    const inbox = await createInbox(owner, {});
    await post(inbox.url);
    const [received] = (await listInboxRequests(owner, inbox.id, PAGE)).data;
    const calls: ((ctx: Context, id: string) => Promise<unknown>)[] = [
      getInbox,
      deleteInbox,
      clearInbox,
      (ctx, id) => updateInbox(ctx, id, { name: "mine" }),
      (ctx, id) => listInboxRequests(ctx, id, PAGE),
      (ctx, id) => getInboxRequest(ctx, id, received?.id ?? ""),
    ];
    for (const call of calls)
      for (const id of [inbox.id, newId("inbox")])
        await expect(call(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await getInbox(owner, inbox.id)).toEqual({
      ...inbox,
      requestCount: 1,
      kept: 1,
      lastRequestAt: received?.receivedAt,
    });
  });
});

describe("a key", () => {
  it("without the scope of inboxes may neither read nor write them", async () => {
    const { newContext } = await setUpInboxes();
    const scopes = SCOPES.filter((scope) => !scope.startsWith("inboxes:"));
    const ctx = await newContext({ kind: "api_key", id: "key_test", name: "test", scopes });
    await expect(createInbox(ctx, {})).rejects.toMatchObject({ code: "insufficient_scope" });
    await expect(listInboxes(ctx, PAGE)).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
