import { CAUSES } from "../../lib/egress/cause-catalogue";
import { DOCS_PAGES } from "../../lib/client/docs";
import { expect, expectSound, test } from "../fixtures/dashboard";

const ADDRESSES = DOCS_PAGES.map(({ slug, title }) => ({ path: slug === "" ? "/docs" : `/docs/${slug}`, title }));

for (const { path, title } of [...ADDRESSES, { path: "/docs/api/webhooks", title: "Webhooks" }]) {
  test(`the docs page ${path} is sound in every size and theme`, async ({ page, workspace }) => {
    // Axe takes a quarter of a minute for the thousands of coloured words on the longest of them.
    test.setTimeout(120_000);
    await page.goto(workspace.path(path));
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page).toHaveTitle(/Docs/);
    await expectSound(page);
    // 200 % zoom of a small window: WCAG 1.4.10.
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("every cause has its anchor, which is where a link to it leads", async ({ page, workspace }) => {
  await page.goto(workspace.path("/docs/causes#tls_name"));
  for (const [cause, { title }] of Object.entries(CAUSES)) {
    const entry = page.locator(`[id="${cause}"]`);
    await expect(entry, cause).toHaveCount(1);
    await expect(entry.getByRole("heading", { name: title })).toBeVisible();
    await expect(entry.getByRole("button", { name: /Copy/ })).toBeVisible();
  }
  await expect(page.locator("#tls_name")).toBeInViewport();
  await page.locator("#rate_limited").getByRole("link", { name: "Deliveries with this cause" }).click();
  await expect(page).toHaveURL(/\/deliveries\?err=rate_limited/);
});

test("every link to a part of a docs page leads to something that is there", async ({ page, workspace }) => {
  for (const { path } of [...ADDRESSES, { path: "/docs/api/events" }]) {
    await page.goto(workspace.path(path));
    const missing = await page
      .locator('main a[href^="#"]')
      .evaluateAll((anchors) =>
        anchors
          .map((anchor) => (anchor.getAttribute("href") ?? "").slice(1))
          .filter((id) => id !== "" && document.getElementById(id) === null),
      );
    expect(missing, path).toEqual([]);
  }
});

test("the quick start has the reader's own address, and its commands can be copied", async ({
  page,
  workspace,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(workspace.path("/docs"));
  await page.getByRole("button", { name: "Copy Make an inbox" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain(`curl -X POST ${new URL(baseURL ?? "").origin}/api/inboxes`);
  expect(command).toContain("YOUR_API_KEY");
});

test("the search finds pages, causes and calls, by keyboard alone", async ({ page, workspace }) => {
  await page.goto(workspace.path("/docs/retries"));
  const field = page.getByRole("searchbox", { name: "Search the docs" });
  await field.fill("certificate expired dates");
  await expect(page.getByRole("link", { name: /certificate is outside its dates/ })).toBeVisible();
  await field.fill("zzz nothing");
  await expect(page.getByText("Nothing about “zzz nothing”")).toBeVisible();
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await field.fill("replay event");
  await field.press("Enter");
  await expect(page).toHaveURL(/\/docs\/api\/events#replayEvent$/);
  await expect(page.locator("#replayEvent")).toBeInViewport();
});

test("the language of the samples is in the address", async ({ page, workspace }) => {
  await page.goto(workspace.path("/docs/verify-signatures"));
  await page.getByRole("tab", { name: "Go", exact: true }).click();
  await expect(page).toHaveURL(/lang=go/);
  await expect(page.getByText("hmac.Equal(given, mac.Sum(nil))")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("tab", { name: "Go", exact: true })).toHaveAttribute("aria-selected", "true");
});

test("the calls of the API are narrowed down and opened", async ({ page, workspace }) => {
  await page.goto(workspace.path("/docs/api"));
  await page.getByRole("searchbox", { name: "Filter calls" }).fill("post /api/events/batch");
  const call = page.getByRole("link", { name: /\/api\/events\/batch/ });
  await expect(call).toHaveCount(1);
  await call.click();
  await expect(page).toHaveURL(/\/docs\/api\/events#acceptBatch$/);
  await expect(page.locator("#acceptBatch").getByText("events:write")).toBeVisible();
});

test("an unknown page of the docs is not found, with a way back", async ({ page, workspace }) => {
  await page.goto(workspace.path("/docs/nothing"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not found/i);
});
