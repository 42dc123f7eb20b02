import type { Page } from "@playwright/test";
import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";
import type { TestWorkspace } from "@/e2e/fixtures/workspace";

const numbers = (page: Page) => page.getByRole("list", { name: "Numbers of the queue" });
const stats = ({ api }: TestWorkspace) => api.get("/api/webhooks/queue/stats");

/** An endpoint that failed so many deliveries for good, and answers well from now on. */
async function failedThenWell(workspace: TestWorkspace, count: number): Promise<void> {
  const inbox = await workspace.newInbox({ preset: "gone" });
  const { id } = await workspace.newEndpoint({ url: inbox.url, name: "Recovered receiver" });
  const events = Array.from({ length: count }, () => ({ type: "project.created", data: { id: "1" } }));
  await workspace.api.post("/api/events/batch", { events });
  // What answers 410 is disabled, and what waited for it has failed.
  await expect.poll(async () => (await stats(workspace)).failed, { timeout: 20_000 }).toBe(count);
  await workspace.api.patch(`/api/inboxes/${inbox.id}`, { behaviour: {} });
  await workspace.api.post(`/api/webhooks/${id}/enable`);
}

test("the queue shows the numbers of the API, each of which leads to the deliveries that it counts", async ({
  page,
  workspace,
}) => {
  await failedThenWell(workspace, 2);
  const down = await workspace.newInbox({ preset: "down" });
  await workspace.newEndpoint({ url: down.url, name: "Down receiver", events: ["user.created"] });
  const paused = await workspace.newEndpoint({ name: "Paused receiver", events: ["user.updated"] });
  await workspace.api.post(`/api/webhooks/${paused.id}/pause`);
  await workspace.send("user.created");
  await workspace.send("user.updated");
  const expected = { waiting: 0, active: 0, held: 1 };
  await expect.poll(() => stats(workspace), { timeout: 20_000 }).toMatchObject(expected);
  await expect.poll(async () => (await stats(workspace)).delayed, { timeout: 20_000 }).toBeGreaterThan(0);

  await page.goto(workspace.path("/queue"));
  const shown = await stats(workspace);
  for (const [label, value] of [
    ["Failed", shown.failed],
    ["Awaiting retry", shown.delayed],
    ["Held", shown.held],
    ["In flight", shown.active],
  ])
    await expect(numbers(page).getByRole("link", { name: new RegExp(`^${label}\\s*${value}\\s`) })).toBeVisible();
  const byEndpoint = page.getByRole("region", { name: "By endpoint" }).getByRole("table");
  await expect(byEndpoint.getByRole("row", { name: /Down receiver/ })).toContainText("1");
  await expect(byEndpoint.getByRole("row", { name: /Paused receiver/ })).toContainText("Paused");
  await expect(byEndpoint.getByRole("link", { name: "1 held of Paused receiver" })).toHaveAttribute(
    "href",
    workspace.path(`/deliveries?webhook=${paused.id}&status=held&range=30d`),
  );
  await expect(page.getByText(/^Idle:/)).toBeVisible();
  await expect(page.getByText(/planned attempt|attempt, the next/).first()).toBeVisible();
  await expectSound(page);
  await numbers(page)
    .getByRole("link", { name: /^Failed/ })
    .click();
  await page.waitForURL(/\/deliveries\?status=failed/);
});

test("a workspace where nothing happened yet says so, and is sound", async ({ page, workspace }) => {
  await page.goto(workspace.path("/queue"));
  await expect(page.getByText("Idle: nothing waits.")).toBeVisible();
  await expect(page.getByText("Nothing waits for any endpoint")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry failed (0)" })).toBeDisabled();
  await page.getByRole("button", { name: "Table: When retries go" }).click();
  await page.getByRole("button", { name: "Table: In and out" }).click();
  await expect(page.getByRole("table", { name: "In and out" })).toBeVisible();
  await expectSound(page);
});

test("that no worker is there is seen within 15 s, and gone when one is back", async ({ page, workspace }) => {
  await page.goto(workspace.path("/queue"));
  const workers = page.getByRole("region", { name: "Workers" }).first();
  await expect(workers.getByText("No workers")).toBeHidden();
  const worker = { id: "wrk_gone", version: "1.0.0", concurrency: 50, inFlight: 0, silentMs: 135_000, alive: false };
  const at = new Date().toISOString();
  await page.route("**/api/webhooks/queue/workers*", (route) =>
    route.fulfill({ json: { alive: 0, data: [{ ...worker, startedAt: at, heartbeatAt: at }] } }),
  );
  await expect(workers.getByText("No workers")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/Stalled: no worker for 2 min\. Events are accepted and kept\./)).toBeVisible();
  await page.unroute("**/api/webhooks/queue/workers*");
  await expect(workers.getByText("No workers")).toBeHidden();
  await expect(page.getByText(/^Idle:/)).toBeVisible();
});

test("a few that failed are sent again with one click, which can be called off", async ({ page, workspace }) => {
  await failedThenWell(workspace, 2);
  await page.goto(workspace.path("/queue"));
  await page.getByRole("button", { name: "Retry failed (2)" }).click();
  await page.getByRole("button", { name: "Cancel retry" }).click();
  await page.getByRole("button", { name: "Retry failed (2)" }).click();
  await expect(page.getByText("2 failed deliveries are sent again in 5 s").last()).toBeVisible();
  await expect(page.getByText("2 deliveries sent again").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry failed (0)" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("link", { name: "Retry of 2 deliveries" })).toHaveCount(1);
  expect(await stats(workspace)).toMatchObject({ failed: 0 });
});

test("many that failed are sent again after a look at the numbers, once", async ({ page, workspace }) => {
  await failedThenWell(workspace, 26);
  await page.goto(workspace.path("/queue"));
  await page.getByRole("button", { name: "Retry failed (26)" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry everything that failed" });
  await expect(dialog).toContainText("26 of 26 failed deliveries would be sent again");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Recovered receiver" })).toContainText("26");
  await expectSound(page);
  await dialog.getByRole("button", { name: "Retry 26 deliveries" }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("link", { name: "Retry of 26 deliveries" })).toHaveCount(1);
  await expect.poll(async () => (await stats(workspace)).failed, { timeout: 20_000 }).toBe(0);
});

test("a pause and its reason are seen by everybody, hold what comes, and let it go again", async ({
  page,
  workspace,
}) => {
  await workspace.newEndpoint();
  const viewer = await workspace.pageAs("viewer");
  await viewer.goto(workspace.path("/queue"));
  await expect(viewer.getByText("Idle: nothing waits.")).toBeVisible();
  await page.goto(workspace.path("/queue"));
  await page.getByRole("button", { name: "Pause deliveries" }).click();
  const dialog = page.getByRole("dialog", { name: "Pause all deliveries" });
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await expectSound(page);
  await dialog.getByLabel("Reason").fill("The receivers migrate until noon");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  for (const each of [page, viewer]) {
    await expect(each.getByRole("region", { name: "Notices" })).toContainText("The receivers migrate until noon");
    await expect(each.getByText(/^Paused:/)).toBeVisible();
  }
  const event = await workspace.send("project.created");
  await expect.poll(async () => (await stats(workspace)).held).toBe(1);
  await expect(page.getByText("Paused: 1 held.", { exact: false })).toBeVisible({ timeout: 15_000 });
  await expectSound(page);

  await page.getByRole("button", { name: "Resume deliveries" }).click();
  const resume = page.getByRole("dialog", { name: "Resume deliveries" });
  await expect(resume).toContainText("The receivers migrate until noon");
  await expect(resume).toContainText("1 held delivery goes out");
  await resume.getByRole("button", { name: "Resume deliveries" }).click();
  await workspace.waitForDeliveries(event.id, "delivered");
  await expect(viewer.getByText(/^Paused:/)).toBeHidden();
});

test("a viewer reads the queue and is told why the rest is not for him", async ({ workspace }) => {
  const viewer = await workspace.pageAs("viewer");
  await failedThenWell(workspace, 1);
  await viewer.goto(workspace.path("/queue"));
  for (const name of ["Retry failed (1)", "Pause deliveries"])
    await expect(viewer.getByRole("button", { name })).toBeDisabled();
  await expect(viewer.getByRole("main")).toContainText("Your role is viewer, which may not do this.");
  for (const path of ["pause", "resume", "retry-failed"]) {
    const answer = await viewer.request.post(`/api/webhooks/queue/${path}?workspace=${workspace.slug}`, {
      data: path === "pause" ? { reason: "No" } : {},
      headers: { Origin: new URL(viewer.url()).origin },
    });
    expect([path, answer.status()]).toEqual([path, 403]);
  }
  await expectSound(viewer);
});

test("the numbers stop when refreshing is stopped, and say when they were read", async ({ page, workspace }) => {
  await page.goto(workspace.path("/queue"));
  await page.getByRole("button", { name: "Stop refreshing" }).click();
  await expect(page.getByText(/Updated .*\. Not refreshed by itself\./)).toBeVisible();
  const endpoint = await workspace.newEndpoint();
  await workspace.api.post(`/api/webhooks/${endpoint.id}/pause`);
  await workspace.send("project.created");
  // Longer than the interval in which they would have been read again.
  await page.waitForTimeout(6_000);
  await expect(numbers(page).getByRole("link", { name: /^Held\s*0\s/ })).toBeVisible();
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(numbers(page).getByRole("link", { name: /^Held\s*1\s/ })).toBeVisible();
});
