import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Sql } from "@/lib/platform/db";
import { behaviourFromQuery } from "./behaviour-from-query";
import { decideAnswer } from "./decide-answer";
import { findSender } from "./find-sender";
import { INBOX_PATH } from "./internal";
import { judgeSignature } from "./judge-signature";
import { playAnswer } from "./play-answer";
import { readBody } from "./read-body";
import { recordAnswer, recordRequest, type RequestRecord } from "./record-request";

export type InboxReceiver = Pick<Services, "encryption" | "publish" | "logger"> & { sql: Sql };

type FoundInbox = { id: string; workspaceId: string; token: string };

const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const ATTEMPT_NUMBER = /^[1-9]\d{0,6}$/;

/** @returns whether a request target such as `/in/abc?status=503` is an inbox's. */
export function isInboxTarget(target: string): boolean {
  return target.startsWith(INBOX_PATH);
}

/**
 * Takes one request to `/in/{token}`, keeps it, and answers as the inbox is told to (or as the URL's query says).
 * What the sender gets an answer to is on record by then.
 * @throws before anything was answered: AppError `not_found`, `validation_failed` (query), `payload_too_large`, or the
 * database's error; the caller turns it into a problem answer.
 */
export async function receiveRequest(
  receiver: InboxReceiver,
  request: IncomingMessage,
  response: ServerResponse,
  remoteAddress: string | null,
): Promise<void> {
  const receivedAt = new Date();
  const target = request.url ?? "";
  const inbox = await findInbox(receiver.sql, target);
  const queryBehaviour = behaviourFromQuery(new URLSearchParams(target.split("?").slice(1).join("?")));
  const record = await readRequest(receiver, inbox, request);
  const { requestNumber, behaviour } = await recordRequest(receiver.sql, inbox.id, {
    ...record,
    remoteAddress,
    receivedAt,
  });
  announce(receiver, inbox, record.id);

  const answer = decideAnswer(queryBehaviour ?? behaviour, requestNumber, Math.random());
  const answeredStatus = await playAnswer(response, answer);
  const durationMs = Date.now() - receivedAt.getTime();
  await recordAnswer(receiver.sql, record.id, { answeredStatus, durationMs });
  announce(receiver, inbox, record.id);
}

async function findInbox(sql: Sql, target: string): Promise<FoundInbox> {
  const token = target.slice(INBOX_PATH.length).split(/[/?#]/, 1)[0] ?? "";
  const [inbox] = TOKEN.test(token)
    ? await sql<FoundInbox>('SELECT id, workspace_id AS "workspaceId", token FROM inboxes WHERE token = $1', [token])
    : [];
  if (inbox === undefined) throw notFound("inbox");
  return inbox;
}

async function readRequest(
  receiver: InboxReceiver,
  inbox: FoundInbox,
  request: IncomingMessage,
): Promise<Omit<RequestRecord, "remoteAddress" | "receivedAt">> {
  const body = await readBody(request);
  const { webhooks, delivery } = await findSender(receiver, inbox, headerText(request, "x-webhook-delivery"));
  const attempt = headerText(request, "x-webhook-attempt") ?? "";
  return {
    id: newId("inboxRequest"),
    method: request.method ?? "",
    path: request.url ?? "",
    headers: headersAsSent(request.rawHeaders),
    body: body.kept,
    bodyBytes: body.bytes,
    bodyTruncated: body.truncated,
    signature: judgeSignature({ headers: request.headers, body, webhooks, nowSeconds: Math.floor(Date.now() / 1_000) }),
    eventId: delivery?.eventId ?? null,
    deliveryId: delivery?.id ?? null,
    attemptNumber: delivery !== null && ATTEMPT_NUMBER.test(attempt) ? Number(attempt) : null,
  };
}

function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A browser that is led to an inbox brings this origin's session cookie; the inbox's owner must not get to see it. */
function headersAsSent(rawHeaders: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    headers.push([name, name.toLowerCase() === "cookie" ? "[not kept]" : (rawHeaders[at + 1] ?? "")]);
  }
  return headers;
}

function announce({ publish }: InboxReceiver, inbox: FoundInbox, requestId: string): void {
  publish(inbox.workspaceId, { type: "inbox.request", inboxId: inbox.id, requestId });
}
