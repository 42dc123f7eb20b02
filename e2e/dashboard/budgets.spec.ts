import { gzipSync } from "node:zlib";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/dashboard";
import { readDemo } from "@/e2e/fixtures/demo-api";
import { addressOf, listRoutes } from "@/e2e/fixtures/page-routes";
import { signInByRequest } from "@/e2e/fixtures/workspace";

const LCP_MS_MAX = 2_000;
const CLS_MAX = 0.05;
/** What a limit may be above the page: one that is far off would let a library in. */
const SLACK_KB_MAX = 25;

/** By route, the script that the document asks for: kB, compressed, without the polyfills that no browser of today loads. */
const SCRIPT_KB_MAX: Record<string, number> = {
  "": 265,
  "[workspaceSlug]/(overview)": 265,
  "[workspaceSlug]/[...missing]": 180,
  "[workspaceSlug]/api-keys": 285,
  // Opened in a hurry: the least that it can be.
  "[workspaceSlug]/deliveries": 250,
  "[workspaceSlug]/deliveries/[id]": 270,
  "[workspaceSlug]/docs": 210,
  "[workspaceSlug]/docs/[...page]": 225,
  "[workspaceSlug]/endpoints": 250,
  "[workspaceSlug]/endpoints/[id]": 270,
  "[workspaceSlug]/endpoints/[id]/edit": 285,
  "[workspaceSlug]/endpoints/new": 290,
  "[workspaceSlug]/event-types": 225,
  "[workspaceSlug]/event-types/[name]": 250,
  "[workspaceSlug]/event-types/new": 265,
  "[workspaceSlug]/events": 230,
  "[workspaceSlug]/events/[id]": 245,
  "[workspaceSlug]/events/new": 250,
  "[workspaceSlug]/inbox": 265,
  "[workspaceSlug]/inbox/[id]": 290,
  "[workspaceSlug]/queue": 285,
  "[workspaceSlug]/settings": 260,
  "[workspaceSlug]/settings/accessibility": 210,
  "[workspaceSlug]/settings/appearance": 215,
  "[workspaceSlug]/settings/audit-log": 220,
  "[workspaceSlug]/settings/delivery": 270,
  "[workspaceSlug]/settings/general": 260,
  "[workspaceSlug]/settings/members": 265,
  account: 275,
  "invitations/[token]": 200,
  "sign-in": 250,
  "sign-up": 250,
  "workspaces/new": 240,
};
/** Whoever is signed in is led away from these. */
const OF_STRANGERS = ["sign-in", "sign-up"];

type Vitals = { lcpMs: number; cls: number };

/** How a page settles, from its first byte on. */
async function measureVitals(page: Page, path: string): Promise<Vitals> {
  await page.addInitScript(() => {
    const vitals: Vitals = { lcpMs: 0, cls: 0 };
    Object.assign(window, { vitals });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) vitals.lcpMs = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) vitals.cls += Number(Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(path);
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  // Lazy parts come after the load event, and must not push anything away either.
  await page.waitForTimeout(1_500);
  return page.evaluate(() => Reflect.get(window, "vitals") as Vitals);
}

/** The scripts that the document itself asks for; what comes later does not stand in the way of the first view. */
async function measureScripts(request: APIRequestContext, path: string): Promise<number> {
  const html = await (await request.get(path)).text();
  const tags = html.match(/<script[^>]* src="[^"]+"[^>]*>/g) ?? [];
  const sources = tags.flatMap((tag) => (tag.includes("noModule") ? [] : (/ src="([^"]+)"/.exec(tag)?.[1] ?? [])));
  expect(sources.length).toBeGreaterThan(5);
  const bodies = await Promise.all([...new Set(sources)].map(async (source) => (await request.get(source)).body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1_024;
}

/** One of each thing in the demo workspace. */
async function readParameters(request: APIRequestContext, slug: string): Promise<Record<string, string>> {
  const first = async (path: string, key: "id" | "name" = "id") => {
    const { data } = (await (await request.get(`/api/${path}?limit=1&workspace=${slug}`)).json()) as {
      data: Record<string, string>[];
    };
    return data[0]?.[key] ?? "";
  };
  return {
    "[workspaceSlug]": slug,
    "deliveries/[id]": await first("deliveries"),
    "endpoints/[id]": await first("webhooks"),
    "event-types/[name]": await first("event-types", "name"),
    "events/[id]": await first("events"),
    "inbox/[id]": await first("inboxes"),
    "docs/[...page]": "verify-signatures",
    "invitations/[token]": "unknown",
    "[workspaceSlug]/[...missing]": "nowhere",
  };
}

test("every page of the app has a limit, and no limit is for a page that is gone", () => {
  expect(Object.keys(SCRIPT_KB_MAX).toSorted()).toEqual(listRoutes());
});

for (const [route, scriptKbMax] of Object.entries(SCRIPT_KB_MAX))
  test(`/${route} loads little, shows fast and does not jump`, async ({ page, context, playwright, baseURL }) => {
    const demo = readDemo();
    const { storageState, request } = await signInByRequest(playwright, baseURL ?? "", demo);
    const address = addressOf(route, await readParameters(request, demo.workspaceSlug));
    const isOfStrangers = OF_STRANGERS.includes(route);
    if (!isOfStrangers) await context.addCookies(storageState.cookies);
    const kb = await measureScripts(isOfStrangers ? context.request : request, address);
    expect.soft(kb, "kB of script").toBeLessThanOrEqual(scriptKbMax);
    expect.soft(scriptKbMax - kb, "kB that the limit is above the page").toBeLessThanOrEqual(SLACK_KB_MAX);
    await request.dispose();
    const { lcpMs, cls } = await measureVitals(page, address);
    expect.soft(lcpMs, "largest contentful paint").toBeLessThan(LCP_MS_MAX);
    expect.soft(cls, "cumulative layout shift").toBeLessThan(CLS_MAX);
  });
