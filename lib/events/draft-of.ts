import type { Context } from "@/lib/access";
import { AppError } from "@/lib/core/errors";
import { memberSpan } from "@/lib/core/json";
import { getEvent } from "./get-event";

/** What a form begins with that sends an event like an earlier one: its data as it was written. */
export type EventDraft = { type: string; dataText: string; projectId?: string };

/** @returns null for an event that is not there: the form then begins empty. */
export async function draftOf(ctx: Context, id: string): Promise<EventDraft | null> {
  try {
    const { type, body, projectId } = await getEvent(ctx, id);
    const span = memberSpan(body, "data");
    const dataText = span === null ? "{}" : body.slice(span.start, span.end);
    return { type, dataText, ...(projectId !== null && { projectId }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
