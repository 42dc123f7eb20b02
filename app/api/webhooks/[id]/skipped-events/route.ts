import { handle } from "@/lib/http";
import { countSkippedEventsOperation } from "@/lib/http/operations/webhooks";
import { countSkippedEvents } from "@/lib/webhooks";

export const GET = handle(countSkippedEventsOperation, (ctx, { params }) => countSkippedEvents(ctx, params.id));
