import { allows, type Context } from "@/lib/access";
import { SECOND_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { EVENT_STREAM_HEADERS, parseTopics } from "@/lib/realtime";
import { getRuntime } from "@/lib/runtime";
import { authenticate } from "./authenticate";
import { countStream } from "./open-streams";
import { STREAM_SCOPE } from "./operations/stream";

const RECHECK_MS = 15 * SECOND_MS;

/**
 * Answers with Server-Sent Events of the caller's workspace. The stream ends when its reader goes, when this process
 * stops, and within 15 s of the caller losing the right to it: a key revoked, a session ended, a member removed.
 * @throws AppError `validation_failed` for an unknown topic, `rate_limited` with too many streams open.
 */
export function openEventStream(
  ctx: Context,
  topicsText: string | undefined,
  request: Request,
  recheckMs = RECHECK_MS,
): Response {
  const topics = parseTopics(topicsText);
  // Next answers HEAD with this too, and nobody would ever read, nor end, the stream.
  if (request.method === "HEAD") return new Response(null, { headers: EVENT_STREAM_HEADERS });
  const runtime = getRuntime();
  const ending = new AbortController();
  const end = () => ending.abort();
  const uncount = countStream(ctx.workspace.id, end);
  const recheck = setInterval(() => void mayStillRead(ctx, request).then((may) => may || end()), recheckMs).unref();

  const body = runtime.eventStreams.open({
    workspaceId: ctx.workspace.id,
    topics,
    lastEventId: request.headers.get("Last-Event-ID"),
    signal: ending.signal,
    onEnd: () => {
      clearInterval(recheck);
      uncount();
    },
  });
  return new Response(body, { headers: EVENT_STREAM_HEADERS });
}

/** A database that is down just now says nothing against the caller. */
async function mayStillRead(ctx: Context, request: Request): Promise<boolean> {
  try {
    const { actor, workspace } = await authenticate(request, getRuntime(), ctx.ip);
    return workspace.id === ctx.workspace.id && allows(actor, STREAM_SCOPE);
  } catch (error) {
    return !(error instanceof AppError) || error.code === "unavailable";
  }
}
