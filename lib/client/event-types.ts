import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { CreateEventTypeInput, EventType, UpdateEventTypeInput } from "@/lib/event-types/schemas";
import type {
  createEventTypeOperation,
  deleteEventTypeOperation,
  getEventTypeOperation,
  listEventTypesOperation,
  listSubscribersOperation,
  updateEventTypeOperation,
} from "@/lib/http/operations/event-types";
import { callApi } from "./fetcher";

const PAGE = 200;
export const SUBSCRIBERS_PAGE = 200;
/** Types that are read for the catalogue: more than that and it says so. */
export const EVENT_TYPES_MAX = 1_000;

export const eventTypeKeys = {
  all: (workspace: string) => ["event-types", workspace] as const,
  list: (workspace: string) => ["event-types", workspace, "list"] as const,
  detail: (workspace: string, name: string) => ["event-types", workspace, "detail", name] as const,
  subscribers: (workspace: string, name: string) => ["event-types", workspace, "subscribers", name] as const,
};

/** The catalogue in the order of names. */
export type Catalogue = { types: EventType[]; isComplete: boolean };

/** @param read one page: the API in the browser, the domain on the server. */
export async function readCatalogue(
  read: (query: { limit: number; cursor?: string }) => Promise<{ data: EventType[]; nextCursor: string | null }>,
): Promise<Catalogue> {
  const types: EventType[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: PAGE, cursor });
    types.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && types.length < EVENT_TYPES_MAX);
  return { types: types.toSorted((a, b) => (a.name < b.name ? -1 : 1)), isComplete: cursor === undefined };
}

export const catalogueQuery = (workspace: string) =>
  queryOptions({
    queryKey: eventTypeKeys.list(workspace),
    queryFn: ({ signal }) =>
      readCatalogue((query) =>
        callApi<typeof listEventTypesOperation>("GET /api/event-types", { query }, { workspace, signal }),
      ),
  });

export const eventTypeQuery = (workspace: string, name: string) =>
  queryOptions({
    queryKey: eventTypeKeys.detail(workspace, name),
    queryFn: ({ signal }) =>
      callApi<typeof getEventTypeOperation>("GET /api/event-types/{name}", { params: { name } }, { workspace, signal }),
  });

export const subscribersQuery = (workspace: string, name: string) =>
  queryOptions({
    queryKey: eventTypeKeys.subscribers(workspace, name),
    queryFn: ({ signal }) =>
      callApi<typeof listSubscribersOperation>(
        "GET /api/event-types/{name}/subscribers",
        { params: { name }, query: { limit: SUBSCRIBERS_PAGE } },
        { workspace, signal },
      ),
  });

export const createEventType = (workspace: string, body: z.input<typeof CreateEventTypeInput>) =>
  callApi<typeof createEventTypeOperation>("POST /api/event-types", { body }, { workspace });
export const updateEventType = (workspace: string, name: string, body: z.input<typeof UpdateEventTypeInput>) =>
  callApi<typeof updateEventTypeOperation>("PATCH /api/event-types/{name}", { params: { name }, body }, { workspace });
export const deleteEventType = (workspace: string, name: string) =>
  callApi<typeof deleteEventTypeOperation>("DELETE /api/event-types/{name}", { params: { name } }, { workspace });
