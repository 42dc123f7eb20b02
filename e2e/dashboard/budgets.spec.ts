import { gzipSync } from "node:zlib";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/dashboard";
import { readDemo } from "@/e2e/fixtures/demo-api";
import { signInByRequest } from "@/e2e/fixtures/workspace";

/** Compressed, polyfills for old browsers not counted, which nobody else loads. */
const SCRIPT_KB_MAX = 285;
const LCP_MS_MAX = 2_000;
const CLS_MAX = 0.05;

/** The log is opened in a hurry, so it has a limit of its own. */
const PAGES: Record<string, number> = {
  "": SCRIPT_KB_MAX,
  "/deliveries": 250,
  "/endpoints": SCRIPT_KB_MAX,
  "/events": SCRIPT_KB_MAX,
  "/event-types": SCRIPT_KB_MAX,
  "/queue": SCRIPT_KB_MAX,
  "/inbox": SCRIPT_KB_MAX,
  "/settings/general": SCRIPT_KB_MAX,
};

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

for (const [path, scriptKbMax] of Object.entries(PAGES))
  test(`${path === "" ? "/" : path} loads little, shows fast and does not jump`, async ({
    page,
    context,
    playwright,
    baseURL,
  }) => {
    const demo = readDemo();
    const { storageState, request } = await signInByRequest(playwright, baseURL ?? "", demo);
    await context.addCookies(storageState.cookies);
    const address = `/${demo.workspaceSlug}${path}`;
    expect.soft(await measureScripts(request, address), "KB of script").toBeLessThanOrEqual(scriptKbMax);
    await request.dispose();
    const { lcpMs, cls } = await measureVitals(page, address);
    expect.soft(lcpMs, "largest contentful paint").toBeLessThan(LCP_MS_MAX);
    expect.soft(cls, "cumulative layout shift").toBeLessThan(CLS_MAX);
  });
