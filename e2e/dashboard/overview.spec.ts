import type { Locator, Page } from "@playwright/test";
import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";
import type { TestWorkspace } from "@/e2e/fixtures/workspace";

type Figures = { from: string; to: string; total: number; delivered: number; failed: number; retrying: number };

/** Two deliveries that arrived, one that failed for good, one that waits for its retry. */
async function fill(workspace: TestWorkspace): Promise<{ failedAt: string }> {
  const down = await workspace.newInbox({ status: 500 });
  await workspace.newEndpoint({ name: "Fine", events: ["project.created"] });
  await workspace.newEndpoint({ name: "Down", url: down.url, events: ["project.updated"], retryScheduleMs: [1_000] });
  await workspace.newEndpoint({
    name: "Slow to mend",
    url: down.url,
    events: ["project.deleted"],
    retryScheduleMs: [3_600_000],
  });
  const sent = [await workspace.send("project.created"), await workspace.send("project.created")];
  const failing = await workspace.send("project.updated");
  const retrying = await workspace.send("project.deleted");
  for (const { id } of sent) await workspace.waitForDeliveries(id, "delivered");
  await workspace.waitForDeliveries(retrying.id, "retrying");
  const [failed] = await workspace.waitForDeliveries(failing.id, "failed");
  return { failedAt: String(failed?.createdAt) };
}

const cardOf = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const stepOf = (page: Page, key: string) => page.locator(`[data-step="${key}"]`);
const doneSteps = (page: Page) =>
  page
    .locator('[data-step][data-done="true"]')
    .evaluateAll((steps) => steps.map((step) => step.getAttribute("data-step")));
const kpiOf = (page: Page, key: string) => page.locator(`[data-kpi="${key}"]`);
const numberIn = async (kpi: Locator) =>
  Number((await kpi.locator("[data-kpi-value]").innerText()).replaceAll(",", ""));

test("a new workspace shows the first steps; each ticks by what is there, and all are taken within the product", async ({
  page,
  workspace,
  playwright,
  baseURL,
}) => {
  await page.goto(workspace.path());
  await expect(page.getByText("No endpoints yet: nothing is sent.")).toBeVisible();
  await expect(page.getByText("1 of 7 done")).toBeVisible();
  expect(await doneSteps(page)).toEqual(["eventType"]);
  await expectSound(page);

  await stepOf(page, "endpoint").getByRole("button", { name: "Use a built-in inbox" }).click();
  await expect(stepOf(page, "endpoint")).toHaveAttribute("data-done", "true");
  await stepOf(page, "event").getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByText("5 of 7 done")).toBeVisible();
  expect(await doneSteps(page)).toEqual(["eventType", "endpoint", "event", "delivered", "verified"]);

  await stepOf(page, "retried").getByRole("button", { name: "Send one that fails" }).click();
  const failed = stepOf(page, "retried").getByRole("link", { name: "Open failed delivery" });
  const id = (await failed.getAttribute("href"))?.split("/").at(-1);
  await workspace.api.post(`/api/deliveries/${id}/retry`);
  await expect(stepOf(page, "retried")).toHaveAttribute("data-done", "true");

  const key = await workspace.api.post<{ key: string }>("/api/api-keys", { name: "Code", scopes: ["events:write"] });
  const code = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { Authorization: `Bearer ${key.key}` },
  });
  const answer = await code.post("/api/events", { data: { type: "project.created", data: { id: "prj_1" } } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  await code.dispose();
  await expect(page.getByText("All done")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: /^Deliveries/ }).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "First steps" })).toHaveCount(0);
});

test("the first steps can be put away, stay away, and come back", async ({ page, workspace }) => {
  await page.goto(workspace.path());
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("heading", { name: "First steps" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("Nothing has been delivered yet").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "First steps" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show the first steps" }).click();
  await expect(page.getByRole("heading", { name: "First steps" })).toBeVisible();
});

test("the numbers are those of the API and of the lists they lead to", async ({ page, workspace }) => {
  await fill(workspace);
  await page.goto(workspace.path());
  const figures = await workspace.api.get<Figures>("/api/stats/overview");
  expect(figures).toMatchObject({ total: 4, delivered: 2, failed: 1, retrying: 1 });
  await expect(kpiOf(page, "deliveries").locator("[data-kpi-value]")).toHaveText("4");
  await expect(kpiOf(page, "success").locator("[data-kpi-value]")).toHaveText("66.6%");
  for (const key of ["deliveries", "failed", "retrying"] as const) {
    const shown = await numberIn(kpiOf(page, key));
    const address = new URL((await kpiOf(page, key).getAttribute("href")) ?? "", "http://localhost");
    const { data } = await workspace.api.get<{ data: unknown[] }>(`/api/deliveries?limit=200&${address.searchParams}`);
    expect([key, data.length]).toEqual([key, shown]);
    expect([key, shown]).toEqual([key, key === "deliveries" ? figures.total : figures[key]]);
  }
  await expect(page.getByText(/endpoints are failing/)).toBeVisible();
  const attention = cardOf(page, "Needs attention");
  await expect(attention.getByRole("listitem").filter({ hasText: "Down" })).toContainText("The receiver");
  await expect(attention.getByRole("listitem").filter({ hasText: "Fine" })).toHaveCount(0);
  await kpiOf(page, "failed").click();
  await page.waitForURL(/\/deliveries\?.*status=failed/);
});

test("a chosen bar opens the deliveries of its window and status, by pointer and by keyboard", async ({
  page,
  workspace,
}) => {
  const { failedAt } = await fill(workspace);
  await page.goto(workspace.path());
  const figure = page.getByRole("figure", { name: "Deliveries over time" });
  const surface = figure.getByRole("application");
  await expect(surface).toBeVisible();
  await surface.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/deliveries\?from=.*&to=/);
  await page.goBack();
  await figure.locator('path[name="Failed"]').first().click();
  await page.waitForURL(/\/deliveries\?.*status=failed/);
  const { searchParams } = new URL(page.url());
  expect(String(searchParams.get("from")) <= failedAt && failedAt < String(searchParams.get("to"))).toBe(true);
});

test("a metric that fails is told in its card alone, in the same size, and can be asked for again", async ({
  page,
  workspace,
}) => {
  await fill(workspace);
  await page.goto(workspace.path());
  const card = cardOf(page, "Deliveries");
  await expect(page.getByRole("figure", { name: "Deliveries over time" })).toBeVisible();
  const drawn = await card.boundingBox();
  const problem = { type: "about:blank", title: "Internal", status: 500, code: "internal", detail: "It broke." };
  await page.route("**/api/stats/timeseries?**", (route) =>
    route.fulfill({ status: 500, contentType: "application/problem+json", json: { ...problem, requestId: "rid_1" } }),
  );
  await page.getByRole("radio", { name: "Last 7 days" }).click();
  await expect(card.getByRole("alert")).toContainText("It broke.");
  await expect(card.getByRole("alert")).toContainText("rid_1");
  expect((await card.boundingBox())?.height).toBe(drawn?.height);
  await expect(kpiOf(page, "deliveries").locator("[data-kpi-value]")).toHaveText("4");
  await expect(cardOf(page, "Top causes of failure").getByRole("alert")).toHaveCount(0);
  await page.unroute("**/api/stats/timeseries?**");
  await card.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("figure", { name: "Deliveries over time" })).toBeVisible();
  await expect(page).toHaveURL(/range=7d/);
});

test("each chart can be read as a table, where a gap is a dash and a count is a link", async ({ page, workspace }) => {
  await fill(workspace);
  await page.goto(workspace.path());
  for (const [title, figure] of [
    ["Deliveries", "Deliveries over time"],
    ["Success rate", "Success rate over time"],
    ["Latency", "Latency of attempts over time"],
  ] as const) {
    const card = cardOf(page, title);
    await expect(card.getByRole("figure", { name: figure })).toBeVisible();
    const drawn = await card.boundingBox();
    await card.getByRole("button", { name: `View as table: ${title}` }).focus();
    await page.keyboard.press("Enter");
    const table = card.getByRole("table", { name: figure });
    await expect(table).toBeVisible();
    expect((await card.boundingBox())?.height).toBe(drawn?.height);
    await expect(table.locator("tbody tr").first().locator("td").first()).toHaveText("–");
    await expect(table.locator("tbody td").filter({ hasNotText: "–" }).first()).toBeAttached();
  }
  await expect(cardOf(page, "Deliveries").getByRole("link", { name: "1", exact: true }).first()).toHaveAttribute(
    "href",
    /\/deliveries\?from=.*&to=/,
  );
  await expectSound(page);
});

test("the numbers count up while one looks, and nothing else moves", async ({ page, workspace }) => {
  await fill(workspace);
  await page.goto(workspace.path());
  await expect(kpiOf(page, "deliveries").locator("[data-kpi-value]")).toHaveText("4");
  await expect(page.getByRole("figure", { name: "Latency of attempts over time" })).toBeVisible();
  const event = await workspace.send("project.created");
  await workspace.waitForDeliveries(event.id, "delivered");
  await expect(kpiOf(page, "deliveries").locator("[data-kpi-value]")).toHaveText("5");
  await expect(kpiOf(page, "success").locator("[data-kpi-value]")).toHaveText("75%");
});

test("nothing jumps from the first paint to the last figure, nor on the way from another page", async ({
  page,
  workspace,
}) => {
  await fill(workspace);
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) shifts.sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const shifted = () => page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum);
  const settled = async () => {
    await expect(page.getByRole("figure", { name: "Latency of attempts over time" })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  };
  await page.goto(workspace.path());
  await settled();
  expect(await shifted()).toBeLessThan(0.05);
  await page.goto(workspace.path("/settings/members"));
  const before = await shifted();
  await page.getByRole("link", { name: "Overview", exact: true }).first().click();
  await settled();
  expect((await shifted()) - before).toBeLessThan(0.05);
});

test("a range without deliveries leads to the last one", async ({ page, workspace }) => {
  const { failedAt } = await fill(workspace);
  const hour = (offset: number) => new Date(Date.parse(failedAt) - offset * 3_600_000).toISOString();
  await page.goto(workspace.path(`?from=${hour(48)}&to=${hour(24)}`));
  const card = cardOf(page, "Deliveries");
  await expect(card.getByText("No deliveries in this range")).toBeVisible();
  await card.getByRole("button", { name: "Show its day" }).click();
  await expect(kpiOf(page, "deliveries").locator("[data-kpi-value]")).toHaveText("4");
  await expect(page).toHaveURL(/from=.*&to=/);
});

test("a viewer sees the figures, and is told why not the rest", async ({ workspace }) => {
  await workspace.newEndpoint();
  const page = await workspace.pageAs("viewer");
  await page.goto(workspace.path());
  await expect(stepOf(page, "event")).toContainText("Your role is viewer, which may not do this.");
  await expect(page.getByRole("button", { name: "Send a test event" })).toHaveCount(0);
  const event = await workspace.send("project.created");
  await workspace.waitForDeliveries(event.id, "delivered");
  await page.reload();
  await expect(kpiOf(page, "deliveries").locator("[data-kpi-value]")).toHaveText("1");
  await expect(cardOf(page, "Recent changes")).toHaveCount(0);
});
