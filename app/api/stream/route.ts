import { handleRaw, openEventStream } from "@/lib/http";
import { openStreamOperation } from "@/lib/http/operations/stream";

export const GET = handleRaw(openStreamOperation, async (ctx, { query }, request) =>
  openEventStream(ctx, query.topics, request),
);
