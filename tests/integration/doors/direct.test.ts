import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, startApi } from "@/tests/harness/api";
import { newPerson, type Person } from "@/tests/harness/person";
import { envOf, startWeb, type WebProcess } from "@/tests/harness/web-process";

let api: Api;
let web: WebProcess;
let person: Person;
beforeAll(async () => {
  api = await startApi({ PORT: String(await findFreePort()) });
  person = await newPerson(api);
  web = await startWeb(envOf(api));
}, 120_000);
afterAll(async () => {
  await web.stop();
  await api.close();
});

const EVENT = JSON.stringify({ type: "user.created", data: { id: "usr_1", email: "a@example.com" } });
const json = { "Content-Type": "application/json", "X-Request-Id": "told-by-the-caller" };

type Ask = { headers: Record<string, string>; body: string; by?: "cookie" | "nobody" };

/** By what they are; each is asked with a key unless it says otherwise. */
const ASKS: Record<string, Ask> = {
  "an event": { headers: json, body: EVENT },
  "no JSON": { headers: { "Content-Type": "text/plain" }, body: EVENT },
  "broken JSON": { headers: json, body: `{"type":` },
  "a field too many": { headers: json, body: `{"type":"user.created","data":{},"more":1}` },
  "no data": { headers: json, body: `{"type":"user.created"}` },
  "a body too large": { headers: json, body: `"${"x".repeat(6 * 1024 * 1024)}"` },
  "a compressed body": { headers: { ...json, "Content-Encoding": "gzip" }, body: EVENT },
  "a key that is none": { headers: { ...json, Authorization: "Bearer ph_no" }, body: EVENT },
  "no key": { headers: json, body: EVENT, by: "nobody" },
  "a page of ours": { headers: { ...json, "Sec-Fetch-Site": "same-origin" }, body: EVENT, by: "cookie" },
  "another site": { headers: { ...json, "Sec-Fetch-Site": "cross-site" }, body: EVENT, by: "cookie" },
  "an empty Idempotency-Key": { headers: { ...json, "Idempotency-Key": "" }, body: EVENT },
  "headers of Next's own": { headers: { ...json, "x-middleware-subrequest": "proxy" }, body: EVENT },
};

/** Headers of the connection, and those that Next adds whatever the answer. */
const FRAMING = ["date", "connection", "keep-alive", "transfer-encoding", "content-length", "vary"];

async function ask(path: string, { headers, body, by }: Ask) {
  const key = { Authorization: `Bearer ${api.tenant.key}` };
  const caller: Record<string, string> = by === undefined ? key : by === "cookie" ? { Cookie: person.cookie } : {};
  const reply = await web.ask(path, {
    method: "POST",
    headers: { ...caller, Connection: "close", ...headers },
    body,
  });
  const kept = Object.entries(reply.headers).filter(([name]) => !FRAMING.includes(name));
  const unnamed = (text: string) => text.replaceAll(/(evt|rid)_\w{26}/g, "$1_…");
  return { status: reply.status, text: unnamed(reply.text), headers: unnamed(JSON.stringify(kept.toSorted())) };
}

// With a "?" the address is another text, so the very same call goes the whole way through Next.
test.each(["/api/events", "/api/events/batch"])("%s answers alike with and without Next", async (path) => {
  for (const [what, given] of Object.entries(ASKS)) {
    const isBatch = path.endsWith("batch") && given.body === EVENT;
    const asked = isBatch ? { ...given, body: `{"events":[${EVENT},${EVENT}]}` } : given;
    expect({ what, ...(await ask(path, asked)) }).toEqual({ what, ...(await ask(`${path}?`, asked)) });
  }
  expect((await ask(path, { headers: json, body: EVENT })).status).toBe(path.endsWith("batch") ? 422 : 202);
});

test("a refused body does not spoil its connection, and a caller who hangs up spoils nothing", async () => {
  const refused = await ask("/api/events", {
    headers: { ...json, Connection: "keep-alive" },
    body: ASKS["a body too large"]?.body ?? "",
  });
  expect(refused.status).toBe(413);
  await expect(
    web.ask("/api/events", { method: "POST", headers: { ...json, "Content-Length": "x" }, body: EVENT }),
  ).resolves.toMatchObject({ status: 400 });
  expect((await ask("/api/events", { headers: json, body: EVENT })).status).toBe(202);
});
