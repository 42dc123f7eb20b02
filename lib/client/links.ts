import { isId } from "@/lib/core/id-format";

/** A filter of the deliveries page as its address spells it; see delivery-params.ts. */
export type DeliveryLinkFilter = Partial<
  Record<
    | "status"
    | "type"
    | "webhook"
    | "code"
    | "err"
    | "q"
    | "trigger"
    | "event"
    | "project"
    | "job"
    | "range"
    | "from"
    | "to"
    | "live",
    string | readonly string[]
  >
>;

const SETTINGS_PAGES = ["general", "members", "delivery", "appearance", "accessibility", "audit-log"] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** @returns the addresses of a workspace's pages; nothing else in the dashboard spells one. */
export function linksOf(slug: string) {
  const base = `/${slug}`;
  return {
    overview: base,
    endpoints: `${base}/endpoints`,
    newEndpoint: `${base}/endpoints/new`,
    endpoint: (id: string, part?: string) => `${base}/endpoints/${id}${query({ part })}`,
    editEndpoint: (id: string) => `${base}/endpoints/${id}/edit`,
    deliveries: (filter: DeliveryLinkFilter = {}) => `${base}/deliveries${query(filter)}`,
    delivery: (id: string, attempt?: number) => `${base}/deliveries/${id}${query({ att: attempt?.toString() })}`,
    events: (filter: Record<string, string | undefined> = {}) => `${base}/events${query(filter)}`,
    newEvent: (filter: { type?: string; from?: string } = {}) => `${base}/events/new${query(filter)}`,
    event: (id: string) => `${base}/events/${id}`,
    eventTypes: `${base}/event-types`,
    newEventType: `${base}/event-types/new`,
    eventType: (name: string) => `${base}/event-types/${encodeURIComponent(name)}`,
    queue: `${base}/queue`,
    inboxes: `${base}/inbox`,
    inbox: (id: string, request?: string) => `${base}/inbox/${id}${query({ request })}`,
    apiKeys: `${base}/api-keys`,
    settings: (page: SettingsPage = "general") => `${base}/settings/${page}`,
    docs: (page?: string) => (page === undefined ? `${base}/docs` : `${base}/docs/${page}`),
    causeDoc: (cause: string) => `${base}/docs/causes#${cause}`,
  };
}
export type Links = ReturnType<typeof linksOf>;

/** @returns the page that shows what a pasted id names, undefined for text that is no such id. */
export function linkOfId(links: Links, text: string): string | undefined {
  const id = text.trim();
  if (isId("webhook", id)) return links.endpoint(id);
  if (isId("event", id)) return links.event(id);
  if (isId("delivery", id)) return links.delivery(id);
  if (isId("inbox", id)) return links.inbox(id);
  if (isId("bulkJob", id)) return links.deliveries({ job: id, range: "30d" });
  return undefined;
}

function query(values: Record<string, string | readonly string[] | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value.length > 0) search.set(name, typeof value === "string" ? value : value.join(","));
  return search.size === 0 ? "" : `?${search}`;
}
