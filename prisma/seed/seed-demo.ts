import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Context, SCOPES } from "@/lib/access";
import { createApiKey } from "@/lib/api-keys";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createInbox } from "@/lib/inbox";
import type { Runtime } from "@/lib/runtime";
import { hashPassword, verifyPassword } from "@/lib/users";
import { createWebhook, updateWebhook } from "@/lib/webhooks";
import { createUserWithWorkspace } from "@/lib/workspaces";
import { addSample } from "./sample/add-sample";

/** What demo.json holds: how a person and a program get in. */
export const Demo = z.object({
  url: z.string(),
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  workspaceId: z.string(),
  workspaceSlug: z.string(),
});
export type Demo = z.infer<typeof Demo>;

const EMAIL = "demo@posthorn.local";
const PERSON = "Demo";

/**
 * Makes the demo account with its workspace, an API key, an inbox and a webhook to it. Run again, it keeps what is
 * there and replaces only what `known` gets wrong.
 * @param known what demo.json said before.
 * @returns what it should say now, and a sentence about each thing that was made anew.
 */
export async function seedDemo(
  runtime: Runtime,
  url: string,
  known: Demo | undefined,
): Promise<{ demo: Demo; notes: string[] }> {
  const notes: string[] = [];
  const { ctx, password, isNew } = await findAccount(runtime, known, notes);
  if (isNew) await addInboxAndWebhook(ctx, notes);
  else if (known !== undefined && known.url !== url) await moveWebhooks(ctx, known.url, url);
  await addSampleOnce(runtime, ctx, notes);

  let apiKey = known?.apiKey;
  if (apiKey === undefined || !(await opens(runtime, apiKey, ctx.workspace.id))) {
    apiKey = (await createApiKey(ctx, { name: "Demo", scopes: [...SCOPES] })).key;
    notes.push("A new API key was made for the demo workspace.");
  }
  const demo = {
    url,
    email: EMAIL,
    password,
    apiKey,
    workspaceId: ctx.workspace.id,
    workspaceSlug: ctx.workspace.slug,
  };
  return { demo, notes };
}

async function findAccount(
  runtime: Runtime,
  known: Demo | undefined,
  notes: string[],
): Promise<{ ctx: Context; password: string; isNew: boolean }> {
  const { prisma } = runtime.database;
  const requestId = newId("request");
  const contextOf = (userId: string, workspace: Context["workspace"]): Context =>
    runtime.contextFor({ workspace, actor: { kind: "user", id: userId, name: PERSON, role: "owner" }, requestId });

  const user = await prisma.user.findUnique({
    where: { email: EMAIL },
    include: { members: { where: { role: "owner", workspace: { personal: true } }, include: { workspace: true } } },
  });
  if (user === null) {
    const password = newPassword();
    const given = { db: prisma, services: runtime.services, requestId };
    const { userId, workspace } = await createUserWithWorkspace(given, {
      email: EMAIL,
      name: PERSON,
      password,
      workspaceName: "demo",
    });
    notes.push(`The demo account ${EMAIL} was made.`);
    return { ctx: contextOf(userId, workspace), password, isNew: true };
  }

  const workspace = user.members[0]?.workspace;
  if (workspace === undefined)
    throw new Error(`The account ${EMAIL} owns no personal workspace any more: delete the account, and start again.`);
  const ctx = contextOf(user.id, { id: workspace.id, slug: workspace.slug });
  if (known !== undefined && (await verifyPassword(user.passwordHash, known.password)))
    return { ctx, password: known.password, isNew: false };

  const password = newPassword();
  const passwordHash = await hashPassword(password);
  await prisma.user.update({ where: { id: user.id }, data: { passwordHash, sessionVersion: { increment: 1 } } });
  notes.push(`The demo account ${EMAIL} got a new password, because the one on record no longer fitted.`);
  return { ctx, password, isNew: false };
}

/**
 * The sample is for a workspace that nobody has used yet: it has the demo endpoint and nothing else. Without that one,
 * inboxes cannot be called here, and a sample would only ever fail.
 */
async function addSampleOnce(runtime: Runtime, ctx: Context, notes: string[]): Promise<void> {
  if (runtime.env.POSTHORN_DEMO !== "full") return;
  const where = { workspaceId: ctx.workspace.id };
  const webhooks = await ctx.db.webhook.findMany({ where, select: { url: true, deletedAt: true }, take: 2 });
  const [demo] = webhooks;
  if (demo === undefined || webhooks.length > 1 || demo.deletedAt !== null) return;
  if ((await ctx.db.event.findFirst({ where, select: { id: true } })) !== null) return;
  try {
    await addSample(runtime, ctx, demo.url);
  } catch (error) {
    // Nothing of it is there then, and everything else works without.
    const reason = error instanceof Error ? error.message.trim() : String(error);
    notes.push(`The sample deliveries could not be added, which the next start tries again: ${reason}`);
  }
}

/** It hears of failing webhooks alone: what somebody tries out with events of their own meets their own webhooks only. */
async function addInboxAndWebhook(ctx: Context, notes: string[]): Promise<void> {
  const inbox = await createInbox(ctx, { name: "Demo inbox" });
  try {
    await createWebhook(ctx, {
      name: "Demo endpoint",
      description: "Tells the demo inbox when a webhook fails or is disabled. Send it a test to see one arrive.",
      url: inbox.url,
      events: ["webhook.failing", "webhook.disabled"],
    });
  } catch (error) {
    // With a database of one's own, deliveries to this machine are closed unless they are asked for.
    if (!(error instanceof AppError && error.code === "validation_failed")) throw error;
    notes.push(
      `There is no demo webhook, as deliveries may not go to ${inbox.url}: see WEBHOOK_ALLOW_PRIVATE_NETWORKS.`,
    );
  }
}

/** This instance now answers under another address; webhooks to its own inboxes go along. */
async function moveWebhooks(ctx: Context, before: string, url: string): Promise<void> {
  const inboxes = `${before}/in/`;
  const webhooks = await ctx.db.webhook.findMany({
    where: { workspaceId: ctx.workspace.id, deletedAt: null, url: { startsWith: inboxes } },
    select: { id: true, url: true },
  });
  for (const webhook of webhooks)
    await updateWebhook(ctx, webhook.id, { url: `${url}/in/${webhook.url.slice(inboxes.length)}` });
}

async function opens(runtime: Runtime, apiKey: string, workspaceId: string): Promise<boolean> {
  try {
    const key = await runtime.apiKeys.verify(apiKey, undefined);
    return key.workspace.id === workspaceId && SCOPES.every((scope) => key.scopes.includes(scope));
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return false;
    throw error;
  }
}

function newPassword(): string {
  return randomBytes(12).toString("base64url");
}
