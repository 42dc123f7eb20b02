import type { Context } from "@/lib/access";
import { AppError, type FieldError, invalidFields } from "@/lib/core/errors";
import { checkDestination, checkUrl, createAddressPolicy } from "@/lib/egress";
import { nearestNames, OPERATIONAL_EVENT_TYPES, typesOfPattern } from "@/lib/events";
import { checkRetrySchedule } from "@/lib/retry";
import { parseSecret } from "@/lib/signing";
import { type Headers, mergeHeaders } from "./headers";
import type { CreateWebhookInput } from "./schemas";

type Checked = { headers: Headers | undefined };

/**
 * Checks what a schema cannot: where the URL leads, whether types and project exist, and the rules of headers, schedule
 * and secret. Fields that are not given are not checked.
 * @param stored headers that a masked value stands for.
 * @returns the headers with their stored values; undefined when none were given.
 * @throws AppError `validation_failed` that names every bad field.
 */
export async function checkWebhookInput(
  ctx: Context,
  input: Partial<CreateWebhookInput>,
  stored: Headers,
): Promise<Checked> {
  const errors: FieldError[] = [];
  const { url, events, projectId, headers, retryScheduleMs, secret } = input;
  if (url !== undefined) errors.push(...(await checkUrlField(ctx, url)));
  if (events !== undefined) errors.push(...(await checkEvents(ctx, events)));
  if (projectId != null) errors.push(...(await checkProject(ctx, projectId)));
  const merged = headers === undefined ? undefined : mergeHeaders(headers ?? {}, stored);
  if (merged?.outcome === "refused") errors.push(...merged.errors);
  const badSchedule = retryScheduleMs == null ? null : checkRetrySchedule(retryScheduleMs);
  if (badSchedule !== null) errors.push({ path: "retryScheduleMs", message: badSchedule });
  const parsedSecret = secret == null ? undefined : parseSecret(secret);
  if (parsedSecret?.outcome === "refused") errors.push({ path: "secret", message: parsedSecret.reason });
  if (errors.length > 0) throw invalidFields(...errors);
  return { headers: merged?.outcome === "ok" ? merged.headers : undefined };
}

async function checkUrlField(ctx: Context, url: string): Promise<FieldError[]> {
  const { allowedCidrs, ownOrigin, lookup } = ctx.services.destinations;
  const policy = createAddressPolicy(allowedCidrs);
  const checked = checkUrl(url, { policy, ownOrigin });
  if (checked.outcome === "refused") return [{ path: "url", message: checked.message }];
  const destination = await checkDestination(checked.target, { policy, lookup });
  return destination.outcome === "refused" ? [{ path: "url", message: destination.message }] : [];
}

/** @throws AppError `validation_failed` on `url` when nothing may be sent there any more. */
export async function requireDestination(ctx: Context, url: string): Promise<void> {
  const errors = await checkUrlField(ctx, url);
  if (errors.length > 0) throw new AppError("validation_failed", `url: ${errors[0]?.message ?? ""}`, { errors });
}

/** @returns the types of the workspace, and those that Posthorn itself triggers. */
export async function knownTypes(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.eventType.findMany({
    where: { workspaceId: ctx.workspace.id },
    select: { name: true },
    orderBy: { id: "asc" },
  });
  return [...rows.map(({ name }) => name), ...OPERATIONAL_EVENT_TYPES];
}

async function checkEvents(ctx: Context, events: readonly string[]): Promise<FieldError[]> {
  const known = await knownTypes(ctx);
  return events.flatMap((pattern, index) => {
    if (pattern === "*" || typesOfPattern(pattern, known).length > 0) return [];
    const path = `events.${index}`;
    if (pattern.endsWith(".*")) return [{ path, message: `no event type begins with "${pattern.slice(0, -1)}"` }];
    const near = nearestNames(pattern, known).join(" or ");
    const advice =
      near === "" ? "Create it with POST /api/event-types, or use one that is there." : `Did you mean ${near}?`;
    return [{ path, message: `unknown event type "${pattern}". ${advice}` }];
  });
}

async function checkProject(ctx: Context, projectId: string): Promise<FieldError[]> {
  const found = await ctx.db.project.count({
    where: { id: projectId, workspaceId: ctx.workspace.id, deletedAt: null },
  });
  return found === 0 ? [{ path: "projectId", message: `there is no project "${projectId}" in this workspace` }] : [];
}
