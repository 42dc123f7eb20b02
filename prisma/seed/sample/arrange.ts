import type { Context } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { createInbox } from "@/lib/inbox";
import { sqlOf } from "@/lib/platform/db";
import { createProject } from "@/lib/projects";
import { createWebhook } from "@/lib/webhooks";
import { SAMPLE_ENDPOINTS, type SampleEndpoint, type SampleProject } from "./endpoints";
import type { Colleagues } from "./people";

/** An endpoint of the sample as it was made. */
export type Arranged = SampleEndpoint & { id: string; projectId: string; url: string };

const PROJECTS: Record<SampleProject, string> = {
  Production: "What customers use",
  Staging: "Where releases are tried",
  "Customer portal": "Accounts and invoices of customers",
};
const BEGAN_AGO_DAYS = 31;

/**
 * Makes the projects, the inboxes and an endpoint to each, a month ago. What hears of one of these projects only never
 * meets an event that somebody tries out.
 */
export async function arrange(
  ctx: Context,
  { nowMs, people, demoInboxUrl }: { nowMs: number; people: Colleagues; demoInboxUrl: string },
): Promise<{ projectIds: Record<SampleProject, string>; endpoints: Arranged[] }> {
  const beganMs = nowMs - BEGAN_AGO_DAYS * DAY_MS;
  const projectIds = { Production: "", Staging: "", "Customer portal": "" };
  for (const [index, name] of (Object.keys(PROJECTS) as SampleProject[]).entries()) {
    const atMs = beganMs + index * MINUTE_MS;
    const { id } = await createProject({ ...ctx, atMs }, { name, description: PROJECTS[name] });
    projectIds[name] = id;
    await backdate(ctx, "projects", id, atMs);
  }
  const endpoints: Arranged[] = [];
  for (const [index, endpoint] of SAMPLE_ENDPOINTS.entries()) {
    const atMs = beganMs + HOUR_MS + index * 11 * MINUTE_MS;
    const author = index % 3 === 0 ? people["Ada Lovelace"] : ctx;
    const projectId = projectIds[endpoint.project];
    endpoints.push(await addEndpoint({ ...author, atMs }, { ...endpoint, projectId }, { demoInboxUrl, atMs }));
  }
  return { projectIds, endpoints };
}

async function addEndpoint(
  ctx: Context,
  endpoint: SampleEndpoint & { projectId: string },
  { demoInboxUrl, atMs }: { demoInboxUrl: string; atMs: number },
): Promise<Arranged> {
  const { name, description, projectId, events, behind, timeoutMs, rateLimit, retryScheduleMs, headers } = endpoint;
  let url = demoInboxUrl;
  if ("inbox" in behind) {
    const inbox = await createInbox(ctx, { name: behind.inbox, behaviour: behind.behaviour });
    await backdate(ctx, "inboxes", inbox.id, atMs);
    url = inbox.url;
  }
  const input = { name, description, projectId, url, events, timeoutMs, rateLimit, retryScheduleMs, headers };
  const { id } = await createWebhook(ctx, input);
  if ("url" in behind) {
    // Names that lead nowhere (RFC 2606): looking them up, as a change of the URL would, may take seconds offline.
    await sqlOf(ctx.db)("UPDATE webhooks SET url = $2 WHERE id = $1", [id, behind.url]);
    await recordAudit(ctx, {
      action: "webhook.updated",
      targetKind: "webhook",
      targetId: id,
      diff: { url: [url, behind.url] },
    });
    url = behind.url;
  }
  await backdate(ctx, "webhooks", id, atMs);
  return { ...endpoint, id, url };
}

const BACKDATE = {
  projects: "UPDATE projects SET created_at = $2::timestamptz, updated_at = $2::timestamptz WHERE id = $1",
  inboxes: "UPDATE inboxes SET created_at = $2::timestamptz, updated_at = $2::timestamptz WHERE id = $1",
  webhooks:
    "UPDATE webhooks SET created_at = $2::timestamptz, updated_at = $2::timestamptz, status_changed_at = $2::timestamptz WHERE id = $1",
  "webhooks.status":
    "UPDATE webhooks SET updated_at = $2::timestamptz, status_changed_at = $2::timestamptz WHERE id = $1",
} as const;

/** Rows get their times from the database; those of the sample are a month old. */
export async function backdate(ctx: Context, what: keyof typeof BACKDATE, id: string, atMs: number): Promise<void> {
  await sqlOf(ctx.db)(BACKDATE[what], [id, new Date(atMs).toISOString()]);
}
