import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allOperations } from "@/lib/http/operations";
import type { Operation } from "@/lib/http/operation";
import { type Api, type Reply, startApi, type Tenant } from "@/tests/harness/api";
import { findRoutes } from "@/tests/harness/routes";
import { type Actor, makeKeys, makePeople } from "./actors";
import { Estate, missing, type Nameable, token } from "./estate";
import { GOOD_INPUTS, type GoodInput } from "./inputs";
import { fieldsOf, paramsOf, pathOf } from "./operations";
import { isRowRefused, refusalOf } from "./rules";
import { snapshotOf, without } from "./snapshot";

/** Not calls of the API: next-auth's own, which the sessions' tests are about, and the answer to unknown addresses. */
const NOT_OPERATIONS = ["/api/auth/[...nextauth]", "/api/[[...path]]"];
const QUERY_IDS: Record<string, Nameable> = {
  id: "delivery",
  webhookId: "webhook",
  projectId: "project",
  eventId: "event",
  job: "bulkJob",
  targetId: "webhook",
  actorId: "apiKey",
  q: "delivery",
};
const EVERY_KIND = ["event", "delivery", "webhook", "project", "bulkJob", "apiKey", "invitation", "member"] as const;
const MORE_KINDS = ["inbox", "inboxRequest", "eventTypeName", "session", "invitationToken"] as const;
const counted = { operations: 0, actors: new Set<string>(), sources: new Set<string>(), calls: 0, leaks: 0 };

/** Foreign ids that somebody wrote into a body, and so may read again in a job's filter or the audit log. */
const typed: string[] = [];

let api: Api;
let keysFor: Awaited<ReturnType<typeof makeKeys>>;
let third: Tenant;
let own: Estate;
let others: Estate;
let thirds: Estate;
const theirs = {} as Record<Nameable, string>;

beforeAll(async () => {
  api = await startApi({ WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8", API_RATE_LIMIT: "100000" });
  third = await api.newTenant();
  keysFor = await makeKeys(api, api.tenant, third);
  own = new Estate(api.tenant.ctx, `own${token()}`);
  thirds = new Estate(third.ctx, `third${token()}`);
  others = new Estate(api.stranger.ctx, `foreign${token()}`);
  for (const kind of [...EVERY_KIND, ...MORE_KINDS]) {
    theirs[kind] = await others.make(kind);
    // And one that nobody ever names.
    await others.make(kind);
  }
  await api.call("PATCH", "/api/workspaces/current", { key: api.stranger.key, body: { name: others.mark } });
});
afterAll(async () => {
  const { operations, actors, sources, calls, leaks } = counted;
  console.log(
    `doors: ${operations} operations × ${actors.size} actors × ${sources.size} sources of ids: ${calls} calls, ${leaks} leaks`,
  );
  await api.close();
});

/** One call of one actor; `said` is what it names of the foreign workspace, and so may hear again. */
async function call(actor: Actor, operation: Operation, source: string, request: Request): Promise<Reply> {
  const { path, body, said = "" } = request;
  const peer = { "x-posthorn-peer": `203.0.113.${counted.calls % 250}`, "User-Agent": randomUUID() };
  const headers = { ...peer, ...actor.headers };
  const reply = await api.call(operation.method, path, { key: "", headers, body });
  counted.calls += 1;
  counted.actors.add(actor.name);
  counted.sources.add(source);
  if (body !== undefined) typed.push(said);
  const leaked = [others.mark, others.ctx.workspace.id, ...others.names].filter(
    (name) => reply.text.includes(name) && !said.includes(name) && !typed.some((text) => text.includes(name)),
  );
  if (leaked.length > 0) counted.leaks += 1;
  if (leaked.length > 0)
    throw new Error(`${operation.id} as ${actor.name}, ${source}, tells ${leaked.join()}: ${reply.text.slice(0, 500)}`);
  return reply;
}
type Request = { path: string; body?: unknown; said?: string };

/** What two answers must have in common when one is about a foreign row and one about none. */
const sameWords = ({ status, text }: Reply) => ({
  status,
  text: text
    .replaceAll(/[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}/g, "ID")
    .replaceAll(/t[0-9a-f]{24}\.made|none\.such/g, "NAME")
    .replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"TIME"'),
});

function put(body: unknown, field: string, value: string): unknown {
  const copy = structuredClone(body ?? {}) as Record<string, unknown>;
  const parts = field.split(".");
  let place = copy;
  for (const part of parts.slice(0, -1)) place = (place[part] ??= {}) as Record<string, unknown>;
  place[parts.at(-1) ?? ""] = value;
  return copy;
}

/** Rows of the own workspace that a call may use up, and what it says. */
async function ownRequest(operation: Operation, input: GoodInput, actor?: Actor): Promise<Request & Params> {
  const params: Record<string, string> = {};
  for (const [name, kind] of paramsOf(operation))
    params[name] = await own.make(kind, { status: input.status, person: actor?.person });
  const { bodyNeeds } = input;
  const body =
    bodyNeeds === undefined
      ? input.body
      : put(input.body, bodyNeeds.field, await thirds.make(bodyNeeds.kind, { person: actor?.person }));
  return { params, path: pathOf(operation, params, input.query), body };
}
type Params = { params: Record<string, string> };

/** Foreign, missing and malformed ids wherever the operation takes one. */
async function tryIds(operation: Operation, actor: Actor, input: GoodInput, good: Request & Params): Promise<void> {
  const refusal = refusalOf(operation, actor.standing);
  const pair = async (source: string, kind: Nameable, requestWith: (id: string) => Request) => {
    const foreign = await call(actor, operation, `foreign ${source}`, {
      ...requestWith(theirs[kind]),
      said: theirs[kind],
    });
    const none = await call(actor, operation, `missing ${source}`, requestWith(missing(kind)));
    const malformed = await call(actor, operation, `malformed ${source}`, requestWith("%not an id%"));
    const what = `${operation.id} as ${actor.name}, ${source}`;
    if (refusal === null && kind !== "invitationToken")
      expect([what, sameWords(foreign)]).toEqual([what, sameWords(none)]);
    if (refusal === null) expect([what, malformed.status < 500]).toEqual([what, true]);
    else expect([what, foreign.status, none.status]).toEqual([what, refusal, refusal]);
    return [foreign, none, malformed];
  };

  const params = paramsOf(operation);
  for (const [name, kind] of params) {
    const source = params.length > 1 ? `${name} in the path` : "id in the path";
    const replies = await pair(source, kind, (id) => ({
      ...good,
      path: pathOf(operation, { ...good.params, [name]: id }, input.query),
    }));
    const statuses = replies.map(({ status }) => status);
    // A key at what is a person's own: the shape of an id is judged first.
    const isKey = actor.standing.kind === "key" && operation.scope === "authenticated";
    const last = isKey ? 404 : (refusal ?? 404);
    expect([operation.id, actor.name, ...statuses]).toEqual([
      operation.id,
      actor.name,
      refusal ?? 404,
      refusal ?? 404,
      last,
    ]);
  }
  if (params.length > 1) {
    const all = Object.fromEntries(params.map(([name, kind]) => [name, theirs[kind]]));
    const request = { ...good, path: pathOf(operation, all), said: Object.values(all).join(" ") };
    expect((await call(actor, operation, "foreign ids all through the path", request)).status).toBe(refusal ?? 404);
  }

  const inBody = { ...input.bodyIds, ...(input.bodyNeeds && { [input.bodyNeeds.field]: input.bodyNeeds.kind }) };
  for (const [field, kind] of Object.entries(inBody))
    await pair(`${field} in the body`, kind, (id) => ({ ...good, body: put(good.body, field, id) }));

  for (const field of fieldsOf(operation.query)) {
    const kind = QUERY_IDS[field];
    if (kind === undefined) continue;
    await pair(`${field} in the query`, kind, (id) => ({
      ...good,
      path: pathOf(operation, good.params, `${input.query ?? ""}&${field}=${encodeURIComponent(id)}`),
    }));
  }
  if (refusal === null && fieldsOf(operation.query).includes("cursor"))
    for (const kind of EVERY_KIND) {
      const cursor = Buffer.from(theirs[kind]).toString("base64url");
      const request = { path: pathOf(operation, good.params, `limit=200&cursor=${cursor}`), body: good.body };
      const { status } = await call(actor, operation, "cursor at a foreign row", request);
      const isElsewhere = actor.name.includes("third workspace") && operation.params !== undefined;
      const right = isElsewhere ? [400, 404, 422] : [200, 400, 422];
      expect([operation.id, kind, status, right.includes(status)]).toEqual([operation.id, kind, status, true]);
    }
}

/** The workspace itself is named by its slug or id. */
async function tryWorkspaces(operation: Operation, actor: Actor, good: Request): Promise<void> {
  if (actor.standing.kind !== "person" || operation.scope === "public") return;
  const { id, slug } = others.ctx.workspace;
  const at = (workspace: string) => ({
    ...actor,
    headers: { ...actor.headers, "X-Posthorn-Workspace": workspace },
  });
  const none = await call(at("none"), operation, "missing workspace", good);
  expect(none.status).toBe(404);
  for (const name of [slug, id]) {
    const foreign = await call(at(name), operation, "foreign workspace", { ...good, said: name });
    expect([operation.id, sameWords(foreign)]).toEqual([operation.id, sameWords(none)]);
  }
}

/** The good call itself. */
async function tryOwn(operation: Operation, actor: Actor, good: Request): Promise<void> {
  const refusal = refusalOf(operation, actor.standing);
  const expected = refusal ?? (isRowRefused(operation, actor.standing) ? 403 : operation.status);
  const isElsewhere = actor.name.includes("third workspace") && operation.params !== undefined;
  const { status, text } = await call(actor, operation, "own", good);
  // Without a token they are for loopback only, and these callers are not.
  const right = operation.id === "getMetrics" ? 403 : isElsewhere ? (refusal ?? 404) : expected;
  const what = `${operation.id} as ${actor.name}: ${text.slice(0, 500)}`;
  expect([what, status]).toEqual([what, right]);
}

describe("the matrix", () => {
  it("knows every route and every operation", () => {
    const routes = findRoutes().filter(({ path }) => !NOT_OPERATIONS.includes(path));
    const known = new Set(allOperations.map(({ path }) => path));
    expect(routes.map(({ path }) => path.replaceAll(/\[(\w+)\]/g, "{$1}")).filter((path) => !known.has(path))).toEqual(
      [],
    );
    expect(Object.keys(GOOD_INPUTS).toSorted()).toEqual(allOperations.map(({ id }) => id).toSorted());
    for (const operation of allOperations)
      for (const field of fieldsOf(operation.query))
        if (/^(id|job)$|Id$/.test(field))
          expect([operation.id, field, field in QUERY_IDS]).toEqual([operation.id, field, true]);
  });

  it("sees a foreign row that changes, and a foreign word that is told", async () => {
    const { sql } = api.runtime.database;
    const before = await snapshotOf(sql, others.ctx.workspace.id);
    await sql("UPDATE inboxes SET request_count = 1 WHERE id = $1", [theirs.inbox]);
    const after = await snapshotOf(sql, others.ctx.workspace.id);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(["inboxes"]);
    const [operation] = allOperations.filter(({ id }) => id === "listInboxes");
    const insider: Actor = {
      name: "insider",
      standing: { kind: "nobody" },
      headers: { Authorization: `Bearer ${api.stranger.key}` },
    };
    if (operation === undefined) throw new Error("There is no listInboxes.");
    await expect(call(insider, operation, "own", { path: "/api/inboxes" })).rejects.toThrow(others.mark);
    Object.assign(counted, { actors: new Set(), sources: new Set(), calls: 0, leaks: 0 });
  });
});

describe("every actor at", () => {
  it.each(allOperations.map((operation) => [operation.id, operation] as const))("%s", async (id, operation) => {
    counted.operations += 1;
    const input = GOOD_INPUTS[id]?.(token());
    if (input === undefined) throw new Error(`Say in inputs.ts what a good call of ${id} is.`);
    const { sql } = api.runtime.database;
    const actors = [...(await keysFor(operation)), ...(await makePeople(api, api.tenant))];
    const refused = actors.filter(({ standing }) => refusalOf(operation, standing) !== null);
    const admitted = actors.filter((actor) => !refused.includes(actor));
    const shared = await ownRequest(operation, input);
    const foreignBefore = await snapshotOf(sql, others.ctx.workspace.id);
    const ownBefore = await snapshotOf(sql, own.ctx.workspace.id);

    for (const actor of refused) {
      await tryIds(operation, actor, input, shared);
      await tryOwn(operation, actor, shared);
    }
    const afterRefusals = await snapshotOf(sql, own.ctx.workspace.id);
    expect(without(afterRefusals, "audit_entries")).toEqual(without(ownBefore, "audit_entries"));

    for (const actor of admitted) {
      await tryIds(operation, actor, input, shared);
      await tryWorkspaces(operation, actor, shared);
      const fresh = operation.method === "GET" && paramsOf(operation).every(([, kind]) => kind !== "session");
      const unique = GOOD_INPUTS[id]?.(token()) ?? {};
      if (unique.before !== undefined) await sql(unique.before);
      await tryOwn(operation, actor, fresh ? shared : await ownRequest(operation, unique, actor));
    }
    expect(await snapshotOf(sql, others.ctx.workspace.id)).toEqual(foreignBefore);
    const isNoted = id === "getWebhookSecret" ? ["audit_entries"] : [];
    if (operation.method === "GET")
      expect(without(await snapshotOf(sql, own.ctx.workspace.id), ...isNoted)).toEqual(
        without(afterRefusals, ...isNoted),
      );
  });
});
