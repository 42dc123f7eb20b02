import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";
import { openPage } from "@/e2e/fixtures/open-page";
import type { TestWorkspace } from "@/e2e/fixtures/workspace";

const A_WEEK = [604_800_000];

/** One endpoint of each health, with the events that made it so. */
async function fillWithHealths(workspace: TestWorkspace): Promise<void> {
  const [ok, mixed, down] = await Promise.all([
    workspace.newInbox(),
    workspace.newInbox({ sequence: [200, 200, 500] }),
    workspace.newInbox({ preset: "down" }),
  ]);
  const make = (name: string, type: string, url: string, more: object = {}) =>
    workspace.newEndpoint({ name, url, events: [type], retryScheduleMs: A_WEEK, ...more });
  await make("Is healthy", "user.created", ok.url);
  await make("Is degraded", "user.updated", mixed.url);
  await make("Is failing", "user.deleted", down.url);
  await make("Is idle", "project.deleted", ok.url);
  await make("Is disabled", "user.created", ok.url, { active: false });
  const sent = [];
  for (const type of ["user.created", "user.updated", "user.updated"]) {
    const event = await workspace.send(type);
    await workspace.waitForDeliveries(event.id, "delivered");
  }
  for (const type of ["user.updated", "user.deleted"]) sent.push(await workspace.send(type));
  for (const event of sent) await workspace.waitForDeliveries(event.id, "retrying");
}

test("the list tells each endpoint's health in a word, with the rule and its numbers behind it", async ({
  page,
  workspace,
}) => {
  test.slow();
  await fillWithHealths(workspace);
  await openPage(page, workspace.path("/endpoints"));
  for (const [name, word] of [
    ["Is healthy", "Healthy"],
    ["Is degraded", "Degraded"],
    ["Is failing", "Failing"],
    ["Is idle", "Idle"],
    ["Is disabled", "Disabled"],
  ] as const)
    await expect(page.getByRole("row").filter({ hasText: name }).getByText(word).first()).toBeVisible();
  await page
    .getByRole("row")
    .filter({ hasText: "Is degraded" })
    .getByRole("button", { name: "Degraded", exact: true })
    .hover();
  await expect(page.getByRole("tooltip")).toContainText("2 of 3 attempts");

  await page.getByLabel("Health", { exact: true }).selectOption("failing");
  await expect(page).toHaveURL(/health=failing/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Clear filters" }).click();
  const byName = page.getByRole("columnheader", { name: "Endpoint", exact: true });
  await byName.getByRole("button").click();
  await byName.getByRole("button").click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(byName).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("row").nth(1)).toContainText("Is idle");
  await page.getByLabel("Search endpoints by name, URL or id").fill("is idle");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByLabel("Search endpoints by name, URL or id").fill("nothing is called so");
  await expect(page.getByText("No endpoint matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(page.getByRole("row")).toHaveCount(6);
  await expectSound(page);
});

test("several endpoints are paused at once, and that can be taken back", async ({ page, workspace }) => {
  const { url } = await workspace.newInbox();
  for (const name of ["One", "Two"]) await workspace.newEndpoint({ name, url });
  await openPage(page, workspace.path("/endpoints"));
  await page.getByRole("checkbox", { name: "Select all endpoints shown" }).click();
  const bar = page.getByRole("region", { name: "Selected endpoints" });
  await expect(bar).toContainText("2 endpoints selected");
  await bar.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume One" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Resume Two" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Pause One" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause Two" })).toBeVisible();
});

test("a workspace without endpoints offers one of your own, or an inbox to try with", async ({ page, workspace }) => {
  test.slow();
  await openPage(page, workspace.path("/endpoints"));
  await expect(page.getByText("No endpoints yet.")).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Try with an inbox" }).click();
  await expect(page.getByLabel("URL", { exact: true })).toHaveValue(/\/in\//);
});

test("names that are long, written from right to left or full of signs keep the list in shape", async ({
  page,
  workspace,
}) => {
  const long = "A name of eighty characters that goes on and on, so that it has to be cut somewh";
  const path = "segment/".repeat(20);
  await workspace.newEndpoint({ name: long, url: `https://example.com/${path}` });
  await workspace.newEndpoint({ name: "نقطة نهاية 🚀 <b>&amp;</b>", url: "https://example.com/rtl" });
  await openPage(page, workspace.path("/endpoints"));
  for (const width of [1440, 1024, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.getByRole("link", { name: long }).locator("visible=true")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
});

test("a viewer sees the list and the endpoint, and nothing to change them with", async ({ workspace }) => {
  const { id } = await workspace.newEndpoint();
  const page = await workspace.pageAs("viewer");
  await openPage(page, workspace.path("/endpoints"));
  await expect(page.getByRole("link", { name: "Test endpoint" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Create endpoint" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Pause/ })).toHaveCount(0);
  await openPage(page, workspace.path(`/endpoints/${id}?part=security`));
  for (const name of ["Send test", "Pause", "Recover failed…", "Reveal", "Rotate…"]) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAttribute("title", /Your role is viewer/);
  }
  const refused = await page.request.post(`/api/webhooks/${id}/pause?workspace=${workspace.slug}`, {
    headers: { Origin: new URL(page.url()).origin },
  });
  expect(refused.status()).toBe(403);
  await openPage(page, workspace.path("/endpoints/new"));
  await expect(page.getByRole("button", { name: "Create endpoint" })).toBeDisabled();
});
