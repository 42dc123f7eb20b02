import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { type Context, type Scope, SCOPES } from "@/lib/access";
import { createApiKey } from "@/lib/api-keys";
import { newId } from "@/lib/core/ids";
import { seedEventTypes } from "@/lib/event-types";
import { Problem } from "@/lib/http/problem";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, type Runtime, type RuntimeParts, startRuntime } from "@/lib/runtime";
import { createTestDatabase } from "./database";
import { findRoutes, loadRoute, matchRoute } from "./routes";

export type Tenant = { ctx: Context; key: string };

export type Reply = { status: number; headers: Headers; text: string; body: Record<string, unknown> };

export type CallOptions = {
  key?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  rawBody?: BodyInit;
  headers?: Record<string, string>;
};

/** The API on a database of the test's own, called as Next calls it: the exported handlers with a Request. */
export type Api = {
  runtime: Runtime;
  databaseUrl: string;
  tenant: Tenant;
  /** Another workspace of the same database. */
  stranger: Tenant;
  newTenant(): Promise<Tenant>;
  newKey(tenant: Tenant, scopes: Scope[]): Promise<string>;
  /** Calls with the tenant's key, which may do everything, unless told. `key: ""` sends none. */
  call(method: string, target: string, options?: CallOptions): Promise<Reply>;
  close(): Promise<void>;
};

/** @param settings variables of the environment that differ from the test's. */
export async function startApi(settings: Record<string, string> = {}, parts: RuntimeParts = {}): Promise<Api> {
  const database = await createTestDatabase();
  const env = loadEnv({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: "10",
    POSTHORN_ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
    POSTHORN_API_KEY_PEPPER: randomBytes(32).toString("hex"),
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    LOG_LEVEL: "silent",
    ...settings,
  });
  const runtime = startRuntime("web", env, parts);
  const routes = findRoutes();

  const newTenant = async (): Promise<Tenant> => {
    const id = newId("workspace");
    await runtime.database.prisma.workspace.create({ data: { id, slug: id.replaceAll("_", "-"), name: "Test" } });
    const ctx = await runtime.systemContext(id, "test");
    await seedEventTypes(ctx);
    const { key } = await createApiKey(ctx, { name: "everything", scopes: [...SCOPES] });
    return { ctx, key };
  };
  const tenant = await newTenant();
  const stranger = await newTenant();

  return {
    runtime,
    databaseUrl: database.url,
    tenant,
    stranger,
    newTenant,
    newKey: async ({ ctx }, scopes) => (await createApiKey(ctx, { name: scopes.join(" "), scopes })).key,
    async call(method, target, { key = tenant.key, body, rawBody, headers = {} } = {}) {
      const match = matchRoute(routes, target.split("?")[0] ?? "");
      if (match === undefined) throw new Error(`No route for ${target}`);
      const handler = (await loadRoute(match.route))[method];
      if (handler === undefined) throw new Error(`${match.route.path} does not export ${method}`);
      const request = new Request(`http://localhost:3001${target}`, {
        method,
        headers: {
          ...(key === "" ? {} : { Authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? rawBody : JSON.stringify(body),
        ...({ duplex: "half" } as object),
      });
      return replyOf(await handler(request, { params: Promise.resolve(match.params) }));
    },
    async close() {
      await closeRuntime();
      await database.drop();
    },
  };
}

async function replyOf(response: Response): Promise<Reply> {
  const contentType = response.headers.get("Content-Type") ?? "";
  const isStream = contentType.startsWith("text/event-stream");
  // A stream has no end: whoever wants what it says reads it itself.
  if (isStream) await response.body?.cancel();
  const text = isStream ? "" : await response.text();
  const isJson = /[/+]json\b/.test(contentType);
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

/** Asserts that a reply is a refusal of the caller in the one shape that all refusals have. @returns the problem. */
export function expectProblem(reply: Reply, expected: { status?: number; code?: string; path?: string } = {}): Problem {
  const problem = Problem.parse(reply.body);
  expect(reply.headers.get("Content-Type")).toBe("application/problem+json");
  expect(problem).toMatchObject({ type: `urn:posthorn:problem:${problem.code}`, status: reply.status });
  expect(problem.requestId).toBe(reply.headers.get("X-Request-Id"));
  expect(reply.headers.get("Cache-Control")).toBe("no-store");
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(problem.detail.length).toBeGreaterThan(10);
  if (expected.status === undefined) expect(reply.status).toBeLessThan(500);
  else expect({ status: reply.status, detail: problem.detail }).toMatchObject({ status: expected.status });
  if (expected.code !== undefined) expect(problem.code).toBe(expected.code);
  if (expected.path !== undefined) expect(problem.errors?.map(({ path }) => path)).toContain(expected.path);
  return problem;
}
