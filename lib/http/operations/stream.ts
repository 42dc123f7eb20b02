import { z } from "zod";
import { defineOperation } from "../operation";

export const STREAM_SCOPE = "deliveries:read";

export const openStreamOperation = defineOperation({
  id: "openStream",
  method: "GET",
  path: "/api/stream",
  tag: "Realtime",
  summary:
    "Server-Sent Events of what changes in the workspace; goes on after Last-Event-ID, or sends reset when it cannot",
  scope: STREAM_SCOPE,
  query: z.strictObject({
    topics: z.string().max(200).optional().meta({
      description: "Some of event, delivery, webhook, inbox, bulk-job, worker, separated by commas; all when left out",
    }),
  }),
  status: 200,
  contentType: "text/event-stream",
});
