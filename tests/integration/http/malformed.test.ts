import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { buildOpenApi, type Operation } from "@/lib/http";
import { allOperations } from "@/lib/http/operations";
import { type Api, expectProblem as expectAnyProblem, type Reply, startApi } from "@/tests/harness/api";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const guarded = allOperations.filter(({ scope }) => scope !== "public");
const scoped = guarded.filter(({ scope }) => scope !== "authenticated");
const withParams = guarded.filter(({ params }) => params !== undefined);
const withCursor = guarded.filter(({ query }) => query !== undefined && "cursor" in query.shape);
const writing = allOperations.filter(({ method }) => method === "POST" || method === "PATCH");
const withBody = writing.filter(({ body }) => body !== undefined);

const document = buildOpenApi(allOperations, "http://localhost:3001");

/** Also asserts that the document names this status for the call. */
function expectProblem(operation: Operation, reply: Reply, expected: Parameters<typeof expectAnyProblem>[1] = {}) {
  const documented = document.paths?.[operation.path]?.[operation.method.toLowerCase() as "get"]?.responses ?? {};
  expect(Object.keys(documented)).toContain(String(reply.status));
  return expectAnyProblem(reply, expected);
}

/** The path with ids that are well formed and belong to nobody. */
function pathOf({ path }: Operation, value?: string): string {
  const known: Record<string, string> = { name: "no.such_type", requestId: newId("inboxRequest") };
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => value ?? known[name] ?? newId(kindOf(path)));
}

function kindOf(path: string): Parameters<typeof newId>[0] {
  const kinds = {
    "api-keys": "apiKey",
    sessions: "session",
    "bulk-jobs": "bulkJob",
    deliveries: "delivery",
    events: "event",
    inboxes: "inbox",
    invitations: "invitation",
    members: "member",
    projects: "project",
    webhooks: "webhook",
  } as const;
  const [, , first = "", ...rest] = path.split("/");
  const noun = first === "users" ? (rest[1] ?? "") : first;
  if (!(noun in kinds)) throw new Error(`Name the kind of id in ${path} here.`);
  return kinds[noun as keyof typeof kinds];
}

const send = (operation: Operation, rawBody: BodyInit, contentType = "application/json"): Promise<Reply> =>
  api.call(operation.method, pathOf(operation), { rawBody, headers: { "Content-Type": contentType } });

const title = (operation: Operation) => [`${operation.method} ${operation.path}`, operation] as const;

describe.each(guarded.map(title))("%s", (_title, operation) => {
  it("is refused without a key, and with one that is cut or made up", async () => {
    const target = pathOf(operation);
    expectProblem(operation, await api.call(operation.method, target, { key: "" }), {
      status: 401,
      code: "unauthenticated",
    });
    for (const key of [api.tenant.key.slice(0, -1), "ph_", `${api.tenant.key}x`])
      expectProblem(operation, await api.call(operation.method, target, { key }), {
        status: 401,
        code: "unauthenticated",
      });
  });

  it("refuses a query parameter that it does not know, and U+0000 in any", async () => {
    const target = pathOf(operation);
    const reply = await api.call(operation.method, `${target}?no_such=1`);
    expectProblem(operation, reply, operation.params === undefined ? { status: 422, path: "no_such" } : {});
    expectProblem(operation, await api.call(operation.method, `${target}?q=%00`));
  });
});

describe.each(scoped.map(title))("%s", (_title, operation) => {
  it("tells a key without its scope nothing about the input", async () => {
    const { scope } = operation;
    const key = await api.newKey(api.tenant, [scope === "projects:read" ? "inboxes:read" : "projects:read"]);
    const options =
      operation.method === "GET" ? { key } : { key, rawBody: "{not json", headers: { "Content-Type": "text/plain" } };
    const problem = expectProblem(
      operation,
      await api.call(operation.method, `${pathOf(operation)}?no_such=1`, options),
      {
        status: 403,
        code: "insufficient_scope",
      },
    );
    expect(problem.detail).toContain(scope);
  });
});

describe.each(withParams.map(title))("%s", (_title, operation) => {
  it("answers an id that cannot exist as it answers one that does not", async () => {
    const options = operation.method === "POST" || operation.method === "PATCH" ? { body: {} } : {};
    for (const id of ["nope", "%00", "..%2f..", "wh_%F0%9F%92%A3", "x".repeat(3_000), "null"])
      expectProblem(operation, await api.call(operation.method, pathOf(operation, id), options), {
        status: 404,
        code: "not_found",
      });
  });
});

describe.each(withCursor.map(title))("%s", (_title, operation) => {
  it("refuses limits and cursors that are none", async () => {
    const target = pathOf(operation);
    for (const limit of ["0", "201", "-1", "1.5", "abc", "", "1e9"])
      expectProblem(operation, await api.call("GET", `${target}?limit=${limit}`), { status: 422, path: "limit" });
    expectProblem(operation, await api.call("GET", `${target}?limit=1&limit=2`), { status: 422, path: "limit" });
    for (const cursor of ["x", "%20", "bm8", newId("event"), "a".repeat(400)]) {
      const reply = await api.call("GET", `${target}?cursor=${cursor}`);
      // Of a list inside of something, the something is asked for first.
      expectProblem(operation, reply, operation.params === undefined ? { status: 400, code: "invalid_cursor" } : {});
    }
  });
});

describe.each(writing.map(title))("%s", (_title, operation) => {
  it("refuses a body that is no JSON, no UTF-8 or too large", async () => {
    for (const text of ["{", '{"a":}', "nonsense", "{} {}", "\u0000", '{"a":1,}', "[".repeat(5_000)])
      expectProblem(operation, await send(operation, text), { status: 400, code: "invalid_json" });
    expectProblem(operation, await send(operation, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), {
      status: 400,
      code: "bad_request",
    });
    expectProblem(operation, await send(operation, "{}", "text/plain"), {
      status: 415,
      code: "unsupported_media_type",
    });
    expectProblem(operation, await send(operation, "{}", "application/json; charset=utf-16"), { status: 415 });
    const tooLong = (operation.bodyBytesMax ?? 1_048_576) + 1;
    expectProblem(operation, await send(operation, `"${"a".repeat(tooLong - 2)}"`), {
      status: 413,
      code: "payload_too_large",
    });
  });

  it("refuses a body that is no object, and names fields that it does not know", async () => {
    for (const text of ["null", "[]", '"text"', "1", "true"])
      expectProblem(operation, await send(operation, text), { status: 422, path: "body" });
    expectProblem(operation, await send(operation, '{"no_such_field":1}'), { status: 422, path: "no_such_field" });
    expectProblem(operation, await send(operation, '{"__proto__":{"admin":true}}'), { status: 422 });
  });
});

describe.each(withBody.map(title))("%s", (_title, operation) => {
  it("refuses fields of the wrong type with a problem, never with a failure", async () => {
    const { body } = operation;
    const fields = body instanceof z.ZodObject ? Object.keys(body.shape) : [];
    expect(fields.length).toBeGreaterThan(0);
    const wrong = [
      null,
      0,
      -1,
      1e308,
      true,
      "",
      "\u0000",
      "\ud800",
      "x".repeat(20_000),
      [],
      [null],
      {},
      { a: { b: [] } },
    ];
    for (const field of fields)
      for (const value of wrong) {
        const reply = await send(operation, JSON.stringify({ [field]: value }));
        if (reply.status >= 400) expectProblem(operation, reply);
      }
  });
});

describe("an address that is not there", () => {
  it("is a 404 problem for every method", async () => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      expectAnyProblem(await api.call(method, "/api/no/such/thing"), { status: 404, code: "not_found" });
  });
});
