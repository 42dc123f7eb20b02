import { newId } from "@/lib/core/ids";
import type { Context } from "@/lib/access";

type WebhookRow = {
  events?: string[];
  projectId?: string | null;
  status?: "active" | "paused" | "disabled";
  url?: string;
};

/** Puts a webhook in by hand, for tests that are about something else. @returns its id. */
export async function insertWebhook(ctx: Context, row: WebhookRow = {}): Promise<string> {
  const id = newId("webhook");
  const { events = ["*"], projectId = null, status = "active", url = "https://example.com/hook" } = row;
  const workspaceId = ctx.workspace.id;
  const secretEncrypted = ctx.services.encryption.encrypt("whsec_dGVzdA==", {
    workspaceId,
    table: "webhooks",
    rowId: id,
  });
  await ctx.db.webhook.create({
    data: { id, workspaceId, name: "Test", url, events, projectId, status, secretEncrypted },
  });
  return id;
}

/** Puts a project in by hand. @returns its id. */
export async function insertProject(ctx: Context): Promise<string> {
  const id = newId("project");
  await ctx.db.project.create({ data: { id, workspaceId: ctx.workspace.id, name: "Test" } });
  return id;
}
