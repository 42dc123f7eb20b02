import { newId } from "@/lib/core/ids";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";
import { signInAs } from "@/tests/harness/person";
import { epochMs } from "@/rig/clock";
import type { Stage } from "../stage";

const PAGE = 50;
const SEARCH_MS = 300;
/** To count twenty thousand and more, exactly. */
const COUNT_MS = 500;

/** Something that is read: a call of the API, or a page of the dashboard. */
export type Read = { name: string; path: string; body?: object; cookie?: string; limitMs?: number };

type List = { data: { id: string; eventId: string }[]; nextCursor: string | null };

/** @returns what is read of a stage whose history has been made: every page and filter, by its own ids. */
export async function listReads(stage: Stage, webhookIds: readonly string[]): Promise<Read[]> {
  const dashboard = await signIn(stage);
  const first = await list(stage, "");
  let cursor = first.nextCursor;
  for (let page = 2; page < PAGE; page += 1) cursor = (await list(stage, `&cursor=${cursor}`)).nextCursor;
  const delivery = first.data[0] ?? { id: "", eventId: "" };
  const [webhookId = ""] = webhookIds;
  const span = (days: number) => `from=${new Date(epochMs() - days * 86_400_000).toISOString()}`;
  const filters = [
    "status=failed",
    "status=retrying",
    "status=cancelled",
    "status=delivered",
    "status=pending",
    `webhookId=${webhookId}`,
    `webhookId=${webhookId}&status=failed`,
    "eventType=payment.failed",
    "eventType=payment.*",
    "code=5xx",
    "code=418",
    "error=conn_refused",
    "error=dns_not_found",
    "attempts=gte:3",
    "latency=gte:1000",
    "trigger=manual",
    `eventId=${delivery.eventId}`,
    `from=${new Date(epochMs() - 20 * 86_400_000).toISOString()}&to=${new Date(epochMs() - 19 * 86_400_000).toISOString()}`,
  ];
  const nameOf = (filter: string) => filter.replaceAll(/=(wh|evt)_\w+/g, "").replaceAll(/=20[^&]+/g, "");
  const pages = [
    "",
    "/deliveries",
    `/deliveries/${delivery.id}`,
    "/events",
    `/events/${delivery.eventId}`,
    "/endpoints",
    `/endpoints/${webhookId}`,
    "/queue",
    "/event-types",
  ];
  return [
    { name: "list, first page", path: `/api/deliveries?limit=${PAGE}` },
    { name: `list, page ${PAGE}`, path: `/api/deliveries?limit=${PAGE}&cursor=${cursor}` },
    ...filters.map((filter) => ({ name: `list, ${nameOf(filter)}`, path: `/api/deliveries?limit=${PAGE}&${filter}` })),
    { name: "list, a pasted id", path: `/api/deliveries?q=${delivery.id}` },
    { name: "list, text in the payload", path: "/api/deliveries?q=cus_77", limitMs: SEARCH_MS },
    { name: "list, text that no payload has", path: "/api/deliveries?q=nowhere", limitMs: SEARCH_MS },
    { name: "list, value at a path", path: "/api/deliveries?q=data.customer.id:cus_7", limitMs: SEARCH_MS },
    { name: "one delivery", path: `/api/deliveries/${delivery.id}` },
    { name: "its neighbours", path: `/api/deliveries/${delivery.id}/neighbours` },
    { name: "events, first page", path: `/api/events?limit=${PAGE}` },
    { name: "events, of a type", path: `/api/events?limit=${PAGE}&type=user.invited` },
    { name: "one event", path: `/api/events/${delivery.eventId}` },
    { name: "webhook's figures, 30 d", path: `/api/webhooks/${webhookId}/stats?${span(30)}` },
    { name: "overview, 24 h", path: "/api/stats/overview" },
    { name: "overview, 30 d", path: `/api/stats/overview?${span(30)}` },
    { name: "timeseries, 24 h", path: "/api/stats/timeseries" },
    { name: "figures of all webhooks, 24 h", path: "/api/stats/webhooks" },
    { name: "figures of event types, 24 h", path: "/api/stats/event-types" },
    { name: "queue", path: "/api/webhooks/queue/stats" },
    {
      name: "retry of all failed, dry run",
      path: "/api/deliveries/bulk-retry",
      body: { filter: {}, dryRun: true },
      limitMs: COUNT_MS,
    },
    ...pages.map((path) => ({
      name: `page ${path.replace(/[a-z]+_\w+/, "[id]") || "/"}`,
      path: dashboard.page(path),
      cookie: dashboard.cookie,
    })),
  ];
}

/** @returns the pages' address and the cookie of somebody who may see them. */
async function signIn({ system }: Stage): Promise<{ page: (path: string) => string; cookie: string }> {
  const workspaceId = system.tenants[0]?.workspaceId ?? "";
  // The cookie is called after the port.
  const { port } = new URL(system.webUrls()[0] ?? "");
  const runtime = startRuntime("script", loadEnv({ ...system.env, PORT: port }));
  try {
    const { prisma } = runtime.database;
    const userId = newId("user");
    await prisma.user.create({ data: { id: userId, email: "reader@example.com", name: "Reader" } });
    await prisma.member.create({ data: { id: newId("member"), workspaceId, userId, role: "owner" } });
    const { slug } = await prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    return { page: (path) => `/${slug}${path}`, cookie: await signInAs({ runtime }, userId) };
  } finally {
    await closeRuntime();
  }
}

async function list({ call }: Stage, query: string): Promise<List> {
  const { status, body } = await call("GET", `/api/deliveries?limit=${PAGE}${query}`);
  if (status !== 200) throw new Error(`A page was refused with ${status}: ${JSON.stringify(body)}`);
  return body as List;
}
