import { randomBytes } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type Actor, type Context, SCOPES } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import type { InboxReceiver } from "@/lib/inbox";
import type { Database } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";
import { createTestDatabase } from "@/tests/harness/database";
import { createListener } from "@/web/create-listener";

export type Published = { workspaceId: string; message: unknown };

/** A web process without Next: a server that answers inboxes, and contexts to manage them with. */
export type InboxStage = {
  database: Database;
  receiver: InboxReceiver;
  published: Published[];
  newContext: (actor?: Actor) => Promise<Context>;
};

const KEY: Actor = { kind: "api_key", id: "key_test", name: "test", scopes: SCOPES };

/** Sets all of it up, for the test that calls it. */
export async function setUpInboxes(): Promise<InboxStage> {
  const { url, drop } = await createTestDatabase();
  const { server, origin } = await startServer();
  const secret = randomBytes(32).toString("base64");
  const { database, services, contextFor } = startRuntime(
    "script",
    loadEnv({
      NODE_ENV: "test",
      DATABASE_URL: url,
      POSTHORN_PUBLIC_URL: origin,
      POSTHORN_ENCRYPTION_KEYS: `k1:${secret}`,
      POSTHORN_API_KEY_PEPPER: secret,
      NEXTAUTH_SECRET: secret,
      LOG_LEVEL: "silent",
    }),
  );
  onTestFinished(async () => {
    await closeRuntime();
    await drop();
  });
  const published: Published[] = [];
  const publish = (workspaceId: string, message: unknown) => void published.push({ workspaceId, message });
  const receiver: InboxReceiver = { ...services, publish, sql: database.sql };
  const nextHandler = async (_request: unknown, response: { destroy: () => void }) => response.destroy();
  server.on("request", createListener({ receiver, trustProxy: false, nextHandler }).listener);

  return {
    database,
    receiver,
    published,
    newContext: async (actor = KEY) => {
      const id = newId("workspace");
      const slug = id.replace("_", "-");
      await database.prisma.workspace.create({ data: { id, slug, name: "Test" } });
      return contextFor({ workspace: { id, slug }, actor, requestId: newId("request") });
    },
  };
}

async function startServer(): Promise<{ server: Server; origin: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Sends a request on a connection of its own with these header lines, names and values in turn. */
export function sendRaw(
  url: string,
  headerLines: readonly string[],
  body: string | Buffer,
): Promise<{ status: number; body: string }> {
  const headers = [...headerLines, "Host", new URL(url).host, "Content-Length", String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: "POST", headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}
