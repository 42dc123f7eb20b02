import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/dashboard";
import { readDemo } from "@/e2e/fixtures/demo-api";
import { signInByRequest } from "@/e2e/fixtures/workspace";

const SCRIPT_KB_MAX = 250;
const LCP_MS_MAX = 2_000;
const CLS_MAX = 0.05;

const PAGES = ["", "/deliveries", "/endpoints", "/events", "/event-types", "/queue", "/inbox", "/settings/general"];

type Vitals = { lcpMs: number; cls: number };

/** Counts what a page loads and how it settles, from its first byte on. */
async function measure(page: Page, path: string): Promise<Vitals & { scriptKb: number }> {
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.body());
  });
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
  await page.goto(path, { waitUntil: "load" });
  // What belongs to the first view: charts and lazy parts have come by then too, and are looked at for shifts only.
  const atLoad = scripts.length;
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.waitForTimeout(1_000);
  const vitals = await page.evaluate(() => Reflect.get(window, "vitals") as Vitals);
  const bodies = await Promise.all(scripts.slice(0, atLoad));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  return { ...vitals, scriptKb: bytes / 1_024 };
}

for (const path of PAGES)
  test(`${path === "" ? "/" : path} loads little, shows fast and does not jump`, async ({
    page,
    context,
    playwright,
    baseURL,
  }) => {
    const demo = readDemo();
    const { storageState, request } = await signInByRequest(playwright, baseURL ?? "", demo);
    await request.dispose();
    await context.addCookies(storageState.cookies);
    const { scriptKb, lcpMs, cls } = await measure(page, `/${demo.workspaceSlug}${path}`);
    expect.soft(scriptKb, "KB of script, compressed").toBeLessThanOrEqual(SCRIPT_KB_MAX);
    expect.soft(lcpMs, "largest contentful paint").toBeLessThan(LCP_MS_MAX);
    expect.soft(cls, "cumulative layout shift").toBeLessThan(CLS_MAX);
  });
