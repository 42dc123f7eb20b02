import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { createInbox, getInboxRequest, type InboxReceiver, listInboxRequests } from "@/lib/inbox";
import type { Context } from "@/lib/access";
import { sendRaw, setUpInboxes } from "./setup";

async function newestRequest(ctx: Context, inboxId: string) {
  const { data } = await listInboxRequests(ctx, inboxId, { limit: 1, cursor: undefined });
  return getInboxRequest(ctx, inboxId, data[0]?.id ?? "");
}

async function stage(behaviour: Parameters<typeof createInbox>[1]["behaviour"] = {}) {
  const stageOfTest = await setUpInboxes();
  const ctx = await stageOfTest.newContext();
  return { ...stageOfTest, ctx, inbox: await createInbox(ctx, { behaviour }) };
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && "code" in error.cause ? error.cause.code : error;

describe("what an inbox keeps of a request", () => {
  it("is its method, path, header lines and bytes exactly as they came, by the time it is answered", async () => {
    const { ctx, inbox, published } = await stage();
    const body = '{"n":12345678901234567890,"s":"\u00e9"}';
    await sendRaw(`${inbox.url}/sub?x=%20`, ["X-Twice", "1", "x-twice", "2", "X-CaSe", "Kept"], body);
    const kept = await newestRequest(ctx, inbox.id);
    expect(kept).toMatchObject({
      method: "POST",
      body,
      bodyEncoding: "utf8",
      bodyBytes: Buffer.byteLength(body),
      bodyTruncated: false,
    });
    expect(kept.path).toMatch(/^\/in\/[\w-]+\/sub\?x=%20$/);
    expect(kept.headers.slice(0, 3)).toEqual([
      ["X-Twice", "1"],
      ["x-twice", "2"],
      ["X-CaSe", "Kept"],
    ]);
    expect(kept.remoteAddress).toBe("127.0.0.1");
    expect(published[0]).toEqual({
      workspaceId: ctx.workspace.id,
      message: { type: "inbox.request", inboxId: inbox.id, requestId: kept.id },
    });
  });

  it("says how it was answered and how long that took", async () => {
    const { ctx, inbox } = await stage({ status: 418, delayMs: 200 });
    expect((await fetch(inbox.url)).status).toBe(418);
    await expect.poll(async () => (await newestRequest(ctx, inbox.id)).answeredStatus).toBe(418);
    const { durationMs } = await newestRequest(ctx, inbox.id);
    expect(durationMs).toBeGreaterThanOrEqual(195);
    expect(durationMs).toBeLessThan(5_000);
  });

  it("is base64 where the bytes are no text", async () => {
    const { ctx, inbox } = await stage();
    await sendRaw(inbox.url, [], Buffer.from([0, 255, 254, 1]));
    expect(await newestRequest(ctx, inbox.id)).toMatchObject({
      body: "AP/+AQ==",
      bodyEncoding: "base64",
      bodyBytes: 4,
    });
  });

  it("ends after the largest delivery, and says so", async () => {
    const { ctx, inbox } = await stage();
    await sendRaw(inbox.url, [], Buffer.alloc(3_000_000, "a"));
    const kept = await newestRequest(ctx, inbox.id);
    expect(kept).toMatchObject({ bodyBytes: 3_000_000, bodyTruncated: true });
    expect(kept.body).toHaveLength(1_052_672);
  });

  it("never is the session cookie that a browser brought along", async () => {
    const { ctx, inbox } = await stage();
    await sendRaw(inbox.url, ["Cookie", "next-auth.session-token=secret"], "");
    expect((await newestRequest(ctx, inbox.id)).headers[0]).toEqual(["Cookie", "[not kept]"]);
  });

  it("is dropped once five hundred newer ones came", async () => {
    const { ctx, inbox, database } = await stage();
    await database.sql(
      `INSERT INTO inbox_requests (id, workspace_id, inbox_id, method, path, headers, body, body_bytes, signature)
       SELECT 'req_0' || lpad(n::text, 25, '0'), $1, $2, 'POST', '/', '[]', '', 0, '{}' FROM generate_series(1, 520) AS n`,
      [ctx.workspace.id, inbox.id],
    );
    await Promise.all(Array.from({ length: 8 }, () => fetch(inbox.url)));
    await fetch(inbox.url);
    const kept = await database.sql<{ id: string }>("SELECT id FROM inbox_requests WHERE inbox_id = $1 ORDER BY id", [
      inbox.id,
    ]);
    expect(kept).toHaveLength(500);
    expect(kept[0]?.id).toBe(`req_${"30".padStart(26, "0")}`);
  });
});

describe("how an inbox answers", () => {
  it("takes each step of a sequence once, however many requests come at once", async () => {
    const { inbox } = await stage({ sequence: [501, 502, 503, 504, 505, 200] });
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(inbox.url)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 501, 502, 503, 504, 505]);
  });

  it("is what the URL's query says, whatever is saved", async () => {
    const { inbox } = await stage({ status: 503 });
    expect((await fetch(`${inbox.url}?status=201`)).status).toBe(201);
    const wrong = await fetch(`${inbox.url}?status=nope`);
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ code: "validation_failed", errors: [{ path: "status" }] });
  });

  it("drop resets the connection, and is on record without a status", async () => {
    const { ctx, inbox } = await stage({ drop: true });
    const error = await fetch(inbox.url, { method: "POST", body: "x" }).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe("ECONNRESET");
    await expect.poll(async () => (await newestRequest(ctx, inbox.id)).durationMs).not.toBeNull();
    expect((await newestRequest(ctx, inbox.id)).answeredStatus).toBeNull();
  });

  it("hang sends nothing until the sender gives up", async () => {
    const { ctx, inbox } = await stage({ hang: true });
    await expect(fetch(inbox.url, { signal: AbortSignal.timeout(300) })).rejects.toThrow(/timeout|aborted/);
    await expect.poll(async () => (await newestRequest(ctx, inbox.id)).durationMs).toBeGreaterThan(250);
    expect((await newestRequest(ctx, inbox.id)).answeredStatus).toBeNull();
  });

  it("drip spreads the body over its time", async () => {
    const { inbox } = await stage({ dripMs: 400, body: "0123456789" });
    const startedAtMs = Date.now();
    const answer = await fetch(inbox.url);
    const headersAfterMs = Date.now() - startedAtMs;
    expect(await answer.text()).toBe("0123456789");
    expect(Date.now() - startedAtMs - headersAfterMs).toBeGreaterThan(200);
  });

  it("may be megabytes long", async () => {
    const { inbox } = await stage({ bodyBytes: 5_000_000 });
    const answer = await fetch(inbox.url);
    expect((await answer.arrayBuffer()).byteLength).toBe(5_000_000);
  });

  it("carries Retry-After and redirects", async () => {
    const { inbox } = await stage({ preset: "rate_limited" });
    expect((await fetch(inbox.url)).headers.get("retry-after")).toBe("30");
    const moved = await fetch(`${inbox.url}?location=https://example.com/`, { redirect: "manual" });
    expect([moved.status, moved.headers.get("location")]).toEqual([302, "https://example.com/"]);
  });

  it("is harmless in a browser, whatever it says", async () => {
    const { inbox } = await stage({ preset: "html_error" });
    const answer = await fetch(inbox.url);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});

describe("an inbox that cannot do its work", () => {
  it("is a 404 problem when nobody made it, without asking the database for nonsense", async () => {
    const { inbox } = await stage();
    for (const token of ["A".repeat(22), "%00", "", "x/../y"]) {
      const answer = await fetch(new URL(`/in/${token}`, inbox.url));
      expect(answer.status).toBe(404);
    }
  });

  it("refuses endless bodies with a 413 problem", async () => {
    const { inbox } = await stage();
    const answer = await sendRaw(inbox.url, [], Buffer.alloc(17 * 1_048_576)).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    // A sender that is still writing may see the connection closed before it reads the answer.
    expect("status" in answer ? answer.status : answer.code).toSatisfy(
      (seen) => seen === 413 || seen === "EPIPE" || seen === "ECONNRESET",
    );
  });

  it("keeps nothing of a request whose sender went away in the middle of it", async () => {
    const { ctx, inbox } = await stage();
    const { hostname, port, pathname } = new URL(inbox.url);
    const socket = connect(Number(port), hostname);
    socket.end(`POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 100\r\n\r\nhalf`);
    await once(socket.resume(), "close");
    expect((await fetch(inbox.url)).status).toBe(200);
    const { data } = await listInboxRequests(ctx, inbox.id, { limit: 50, cursor: undefined });
    expect(data.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("answers 503 with Retry-After while the database is down, and goes on living", async () => {
    const { inbox, receiver } = await stage();
    const { sql } = receiver;
    const down: InboxReceiver["sql"] = () =>
      Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
    receiver.sql = down;
    const answer = await fetch(inbox.url);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    receiver.sql = sql;
    expect((await fetch(inbox.url)).status).toBe(200);
  });
});
