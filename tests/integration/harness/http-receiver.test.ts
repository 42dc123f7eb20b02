import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startHttpReceiver, type HttpReceiver } from "@/tests/harness/http-receiver";

describe("the scripted receiver", () => {
  let receiver: HttpReceiver;
  beforeEach(async () => {
    receiver = await startHttpReceiver();
  });
  afterEach(() => receiver.close());

  const post = (path: string, body = "") => fetch(`${receiver.url}${path}`, { method: "POST", body });

  it("answers each path by its script, the last step for ever", async () => {
    receiver.script("/a", { status: 503, headers: { "retry-after": "7" } }, { status: 204 });
    const first = await post("/a");
    expect([first.status, first.headers.get("retry-after")]).toEqual([503, "7"]);
    expect((await post("/a")).status).toBe(204);
    expect((await post("/a")).status).toBe(204);
    expect((await post("/b")).status).toBe(200);
  });

  it("keeps the exact bytes it got", async () => {
    const body = '{"n":12345678901234567890,"s":"\u00e9\\u0000"}';
    await post("/a", body);
    const [request] = await receiver.waitForRequests(1, { path: "/a" });
    expect(request?.body.equals(Buffer.from(body))).toBe(true);
    expect(request?.method).toBe("POST");
  });

  it("hangs and drops when told to, and records those requests too", async () => {
    receiver.script("/drop", { drop: true });
    receiver.script("/hang", { hang: true });
    await expect(post("/drop")).rejects.toThrow();
    const hanging = fetch(`${receiver.url}/hang`, { signal: AbortSignal.timeout(200) });
    await expect(hanging).rejects.toThrow(/timeout|aborted/);
    expect(receiver.requests.map((request) => request.path)).toEqual(["/drop", "/hang"]);
  });
});
