import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { Subscriber } from "./schemas";
import { isOperational, patternsOf } from "./subscription";

/**
 * @returns the webhooks whose events mean this type, by name, prefix or `*`, newest first; disabled ones too, because
 * they would be called if they were enabled.
 * @throws AppError `not_found` for a type that is neither in the catalogue nor one of Posthorn's own.
 */
export async function listSubscribers(
  ctx: Context,
  type: string,
  { limit, cursor }: PageQuery,
): Promise<Page<Subscriber>> {
  requireScope(ctx.actor, "webhooks:read");
  const workspaceId = ctx.workspace.id;
  const before = readIdCursor("webhook", cursor);
  const known = isOperational(type) ? 1 : await ctx.db.eventType.count({ where: { workspaceId, name: type } });
  if (known === 0) throw notFound("event type");
  const patterns = patternsOf(type);
  const rows = await ctx.db.webhook.findMany({
    where: { workspaceId, deletedAt: null, id: { lt: before }, events: { hasSome: patterns } },
    select: { id: true, name: true, url: true, status: true, projectId: true, events: true },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  // The most exact entry is the one that somebody looks for.
  const byExactness = patterns.toSorted((a, b) => b.length - a.length);
  const data = page.data.map(({ id, events, ...row }) =>
    Subscriber.parse({ ...row, webhookId: id, pattern: byExactness.find((pattern) => events.includes(pattern)) }),
  );
  return { ...page, data };
}
