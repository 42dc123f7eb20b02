import { AppError, invalidFields, notFound } from "@/lib/core/errors";
import { isId, newId } from "@/lib/core/ids";
import { WEBHOOK_EVENTS, type WebhookEvent } from "@/lib/event-types";
import { type AcceptedEvent, dataTextOf } from "@/lib/events";
import { AcceptEventInput } from "@/lib/events/schemas";
import { loadKeylessEnv } from "@/lib/platform/env";
import { closeRuntime, findRuntime, type Runtime, startRuntime } from "@/lib/runtime";
import { findMembership } from "@/lib/workspaces";

export { AppError, WEBHOOK_EVENTS, type WebhookEvent };

export type TriggerEventInput = {
  /** One of WEBHOOK_EVENTS, or a type that the workspace added. */
  eventType: WebhookEvent | (string & {});
  /** Whose event it is: it goes to this user's personal workspace. */
  userId: string;
  /** Any JSON value; a Date becomes its ISO text. */
  data: unknown;
  /** A shared workspace instead of the personal one; the user must be a member. */
  workspaceId?: string;
  /** Limits it to webhooks of that project, and to those bound to none. */
  projectId?: string;
  /** The same key creates the event once within 24 hours. */
  idempotencyKey?: string;
};

/** Triggers events from code that runs beside Posthorn and shares its database: Next code, the worker, a Node script. */
export const WebhookService = { triggerEvent, close };

let startedHere = false;

/**
 * @returns the event, once it and its deliveries are committed.
 * @throws AppError `not_found` for an unknown user or a workspace that is not his; `validation_failed` for an unknown
 * type, data that breaks its schema or is no JSON; `idempotency_key_reused`.
 */
async function triggerEvent(input: TriggerEventInput): Promise<AcceptedEvent> {
  const event = checkInput(input);
  const runtime = ownRuntime();
  const workspaceId = await findWorkspace(runtime, input);
  const { projectId, idempotencyKey } = input;
  const accepted = await runtime.ingestor
    .submit({ workspaceId, requestId: newId("request"), events: [{ ...event, projectId, idempotencyKey }] })
    .catch(nameAsHere);
  const [first] = accepted;
  if (first === undefined) throw new AppError("internal", "The event was not answered for.");
  return first;
}

/** Closes what `triggerEvent` opened, so that a script can end. In a web or worker process it does nothing. */
async function close(): Promise<void> {
  if (!startedHere) return;
  startedHere = false;
  await closeRuntime();
}

function checkInput({ eventType, data, projectId, idempotencyKey }: TriggerEventInput): {
  type: string;
  dataText: string;
} {
  const text = dataTextOf(data);
  if (text.outcome === "refused") throw invalidFields({ path: "data", message: text.message });
  const parsed = AcceptEventInput.safeParse({ type: eventType, data, projectId, idempotencyKey });
  if (!parsed.success)
    throw invalidFields(...parsed.error.issues.map(({ path, message }) => ({ path: nameOf(path.join(".")), message })));
  return { type: eventType, dataText: text.text };
}

const nameOf = (path: string): string => (path === "type" ? "eventType" : path);

/** What the API calls `type` is `eventType` here. */
function nameAsHere(error: unknown): never {
  if (error instanceof AppError && error.errors !== undefined && error.code === "validation_failed")
    throw invalidFields(...error.errors.map(({ path, message }) => ({ path: nameOf(path), message })));
  throw error;
}

function ownRuntime(): Runtime {
  const running = findRuntime();
  if (running !== undefined) return running;
  startedHere = true;
  return startRuntime("script", loadKeylessEnv());
}

async function findWorkspace({ database }: Runtime, { userId, workspaceId }: TriggerEventInput): Promise<string> {
  const membership = isId("user", String(userId)) ? await findMembership(database.prisma, userId, workspaceId) : null;
  if (membership !== null) return membership.workspace.id;
  const known = isId("user", String(userId)) ? await database.prisma.user.count({ where: { id: userId } }) : 0;
  if (known === 0) throw notFound("user");
  throw workspaceId === undefined
    ? new AppError("not_found", "This user has no personal workspace.")
    : notFound("workspace of this user");
}
