import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "@/lib/access";
import { allOperations } from "@/lib/http/operations";
import { newSecret } from "@/lib/signing";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, startApi } from "@/tests/harness/api";
import { type HttpReceiver, startHttpReceiver } from "@/tests/harness/http-receiver";
import { redisDatabase } from "@/tests/harness/redis-database";
import { envOf, type RawReply, startBuilt, startWeb, type WebProcess } from "@/tests/harness/web-process";
import { Estate, token } from "./estate";
import { GOOD_INPUTS } from "./inputs";
import { paramsOf, pathOf } from "./operations";
import { findSecrets, type Place, readDatabase, watchRedis } from "./places";

/** What shows a secret on purpose, and which. */
const SHOWN_ONCE: Record<string, RegExp> = {
  createWebhook: /webhook secret/,
  rotateWebhookSecret: /webhook secret/,
  getWebhookSecret: /webhook secret/,
  createApiKey: /api key/,
  rollApiKey: /api key/,
  createInvitation: /invitation/,
  resendInvitation: /invitation/,
};
/** Calls after which the session or the key would be worth nothing, or that never end. */
const LEFT_OUT = new Set([
  "openStream",
  "signOutEverywhere",
  "endOtherSessions",
  "changePassword",
  "endSession",
  "signUp",
]);
const PAGES = [
  "",
  "/endpoints",
  "/endpoints/new",
  "/deliveries",
  "/events",
  "/event-types",
  "/inbox",
  "/queue",
  "/api-keys",
];
const MORE_PAGES = ["/settings/members", "/settings/general", "/settings/audit-log", "/settings/delivery"];

describe.each(["redis", "postgres"] as const)(
  "no secret lies about, with the queue on %s",
  { timeout: 240_000 },
  (backend) => {
    const secrets: Record<string, string> = {};
    const places: Place[] = [];
    let api: Api;
    let web: WebProcess;
    let worker: Awaited<ReturnType<typeof startBuilt>>;
    let receiver: HttpReceiver;
    let redis: Awaited<ReturnType<typeof watchRedis>> | undefined;
    let headers: Record<string, string> = {};

    beforeAll(async () => {
      const redisUrl = backend === "redis" ? await redisDatabase() : undefined;
      if (redisUrl !== undefined) redis = await watchRedis(redisUrl);
      const settings = {
        PORT: String(await findFreePort()),
        METRICS_TOKEN: secret("metrics token"),
        GITHUB_CLIENT_ID: "id",
        GITHUB_CLIENT_SECRET: secret("github secret"),
        SMTP_URL: `smtp://user:${secret("smtp password")}@127.0.0.1:1`,
        WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
        ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      };
      [api, receiver] = await Promise.all([startApi(settings), startHttpReceiver()]);
      const { env } = api.runtime;
      secrets["encryption key"] = env.POSTHORN_ENCRYPTION_KEYS.split(":")[1] ?? "";
      secrets.pepper = env.POSTHORN_API_KEY_PEPPER;
      secrets["key of the cookies"] = env.NEXTAUTH_SECRET;
      const processEnv = { ...envOf(api), ...settings };
      [web, worker] = await Promise.all([startWeb(processEnv), startBuilt("worker", processEnv)]);
    });
    afterAll(async () => {
      await Promise.all([web.stop(), worker.stop()]);
      redis?.close();
      await receiver.close();
      await api.close();
    });

    function secret(name: string): string {
      secrets[name] = `canary${randomBytes(18).toString("hex")}`;
      return secrets[name];
    }

    /** Calls, and keeps the answer with all that it says. */
    async function ask(where: string, method: string, path: string, body?: unknown, more = headers): Promise<RawReply> {
      const sent = typeof body === "string" ? body : JSON.stringify(body);
      const type = { "Content-Type": "application/json" };
      const reply = await web.ask(path, {
        method,
        headers: body === undefined ? more : { ...type, ...more },
        body: sent,
      });
      places.push({ where: `answer of ${where}`, text: `${reply.text} ${JSON.stringify(reply.headers)}` });
      return reply;
    }
    const json = (reply: RawReply) => JSON.parse(reply.text) as Record<string, string>;

    it("in logs, answers, pages, jobs, messages or the database", async () => {
      const email = `${token()}@example.com`;
      const password = secret("password");
      const slug =
        json(await ask("signUp", "POST", "/api/users", { email, password, name: "Own" })).workspaceSlug ?? "";
      await signIn(email, secret("wrong password"));
      await signIn(email, password);
      const { id } = json(await ask("getWorkspace", "GET", "/api/workspaces/current"));
      const ctx = await api.runtime.systemContext(String(id));

      const custom = { Authorization: `Bearer ${secret("custom header")}`, "X-Api-Token": secret("custom token") };
      const hook = { name: "Own", events: ["project.created"], retryScheduleMs: [1_000] };
      const brought = newSecret();
      secrets["webhook secret brought along"] = brought;
      const created = await ask(
        "createWebhook",
        "POST",
        "/api/webhooks",
        { ...hook, url: `${receiver.url}/fails`, headers: custom, secret: brought },
        { ...headers, "Idempotency-Key": "once" },
      );
      const webhook = json(created);
      secrets["webhook secret made"] =
        json(await ask("createWebhook", "POST", "/api/webhooks", { ...hook, url: `${receiver.url}/ok` })).secret ?? "";
      secrets["webhook secret rotated"] =
        json(await ask("rotateWebhookSecret", "POST", `/api/webhooks/${webhook.id}/rotate-secret`)).secret ?? "";
      await ask("getWebhookSecret", "GET", `/api/webhooks/${webhook.id}/secret`);
      const key = json(await ask("createApiKey", "POST", "/api/api-keys", { name: "Own", scopes: SCOPES }));
      secrets["api key"] = key.key ?? "";
      const rolled = await ask("rollApiKey", "POST", `/api/api-keys/${key.id}/roll`, { overlapSeconds: 3_600 });
      secrets["api key rolled"] = json(rolled).key ?? "";
      const invited = { email: `${token()}@example.com`, role: "viewer" };
      const invitation = json(await ask("createInvitation", "POST", "/api/invitations", invited));
      secrets["invitation token"] = invitation.url?.split("/").at(-1) ?? "";

      receiver.script("/fails", { status: 500, body: "no" });
      for (const path of ["/api/projects", "/api/projects"]) await ask("createProject", "POST", path, { name: "Own" });
      await receiver.waitForRequests(4, { path: "/fails", timeoutMs: 30_000 });

      await askForEverything(ctx);
      await sayThingsWrongly();
      for (const page of [...PAGES, ...MORE_PAGES, `/endpoints/${webhook.id}`, `/endpoints/${webhook.id}/edit`]) {
        const { status } = await ask(`page ${page}`, "GET", `/${slug}${page}`);
        expect([page, status]).toEqual([page, 200]);
      }
      for (const page of ["/account", "/sign-in", `/invitations/${secrets["invitation token"]}`])
        await ask(page.startsWith("/inv") ? "createInvitation" : `page ${page}`, "GET", page);
      const newPassword = secret("new password");
      await ask("changePassword", "POST", "/api/users/me/password", { currentPassword: password, newPassword });

      const { sql } = api.runtime.database;
      const audit = await sql("SELECT to_jsonb(a)::text AS row FROM audit_entries a");
      const workers = await sql("SELECT metrics FROM workers WHERE metrics IS NOT NULL");
      expect([audit.length > 20, workers.length]).toEqual([true, 1]);
      places.push(...(await readDatabase(sql)), ...(await (redis?.read() ?? [])));
      places.push({ where: "log of web", text: web.log() }, { where: "log of worker", text: worker.log() });
      for (const { where, text } of places.slice(-2)) expect([where, text.length > 500]).toEqual([where, true]);

      for (const [name, value] of Object.entries(secrets)) expect([name, value.length > 15]).toEqual([name, true]);
      const found = findSecrets(secrets, places);
      const isShown = (line: string) =>
        Object.entries(SHOWN_ONCE).some(([id, kind]) => line.endsWith(`answer of ${id}`) && kind.test(line));
      // The cookie is an answer to a sign-in, and to nothing else.
      expect(found.filter((line) => !isShown(line) && line !== "session cookie in answer of sign-in")).toEqual([]);
      // What is shown on purpose was found, so the search finds.
      expect(new Set(found.filter(isShown).map((line) => line.split(" in ")[0])).size).toBeGreaterThanOrEqual(6);
      console.log(`secrets: ${Object.keys(secrets).length} canaries × ${places.length} places on ${backend}, 0 found`);
    });

    async function signIn(email: string, password: string): Promise<void> {
      const csrf = await ask("csrf", "GET", "/api/auth/csrf");
      const jar = cookiesOf(csrf);
      const form = new URLSearchParams({ csrfToken: json(csrf).csrfToken ?? "", email, password, json: "true" });
      const sent = { Cookie: jar, "Content-Type": "application/x-www-form-urlencoded" };
      const reply = await ask("sign-in", "POST", "/api/auth/callback/credentials", form.toString(), sent);
      const cookie = cookiesOf(reply)
        .split("; ")
        .find((text) => text.includes("session-token"));
      if (cookie === undefined) return;
      secrets["session cookie"] = cookie.slice(cookie.indexOf("=") + 1);
      headers = { Cookie: cookie, "Sec-Fetch-Site": "same-origin" };
    }

    async function askForEverything(ctx: ConstructorParameters<typeof Estate>[0]): Promise<void> {
      const estate = new Estate(ctx, `own${token()}`);
      for (const operation of allOperations) {
        if (LEFT_OUT.has(operation.id)) continue;
        const { query, body, status, before } = GOOD_INPUTS[operation.id]?.(token()) ?? {};
        if (before !== undefined) await api.runtime.database.sql(before);
        const params: Record<string, string> = {};
        for (const [name, kind] of paramsOf(operation)) params[name] = await estate.make(kind, { status });
        const bearer = { Authorization: `Bearer ${secrets["api key rolled"]}` };
        await ask(operation.id, operation.method, pathOf(operation, params, query), body, bearer);
      }
    }

    /** Secrets where no secret belongs: a refusal must not repeat them. */
    async function sayThingsWrongly(): Promise<void> {
      const stray = secret("stray");
      for (const path of ["/api/users", "/api/webhooks", "/api/api-keys", "/api/users/me/password", "/api/events"]) {
        await ask(`bad JSON at ${path}`, "POST", path, `{"password": "${stray}", "secret": ${stray}`);
        await ask(`bad types at ${path}`, "POST", path, {
          password: [stray],
          secret: { a: stray },
          currentPassword: stray,
        });
      }
      const bearer = { Authorization: `Bearer ph_${stray}`, Cookie: `a=${stray}`, "X-Api-Key": stray };
      await ask("bad key", "GET", "/api/webhooks", undefined, bearer);
      await ask("basic", "GET", "/api/webhooks", undefined, { Authorization: `Basic ${stray}` });
      await ask("bad metrics token", "GET", "/api/metrics", undefined, bearer);
      await ask("metrics", "GET", "/api/metrics", undefined, { Authorization: `Bearer ${secrets["metrics token"]}` });
      await ask("accept", "POST", "/api/invitations/accept", { token: stray });
    }
  },
);

function cookiesOf({ headers }: RawReply): string {
  const set = headers["set-cookie"] ?? [];
  return (Array.isArray(set) ? set : [set]).map((text) => text.split(";")[0] ?? "").join("; ");
}
