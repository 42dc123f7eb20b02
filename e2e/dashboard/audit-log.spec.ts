import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";

const entries = (page: Page) => page.getByRole("list", { name: "Entries" }).getByRole("listitem");

test("every entry says who, what, and what is different; the filter is in the address", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint({ name: "CRM" });
  await workspace.api.patch(`/api/webhooks/${id}`, { name: "CRM 2" });
  await workspace.api.post("/api/api-keys", { name: "CI", scopes: ["events:write"] });
  await page.goto(workspace.path("/settings/audit-log"));
  await expect(entries(page)).toHaveCount(5);

  await page.getByLabel("What").selectOption("webhook.*");
  await expect(page).toHaveURL(/action=webhook/);
  await expect(entries(page)).toHaveCount(2);
  const changed = entries(page).first();
  await expect(changed).toContainText("Ada Lovelace");
  await expect(changed).toContainText("Changed an endpoint: name");
  await changed.getByRole("button", { name: /^Details of/ }).click();
  const diff = changed.getByRole("table", { name: "What changed" });
  await expect(diff.getByRole("row").nth(1)).toContainText(/name.*CRM.*CRM 2/);
  await expect(changed).toContainText("webhook.updated");
  await expect(changed).toContainText(/127\.0\.0\.1|::1/);
  await expectSound(page);

  await page.reload();
  await expect(page.getByLabel("What")).toHaveValue("webhook.*");
  await expect(entries(page)).toHaveCount(2);
  await page.getByLabel("What").selectOption("");
  await page.getByLabel("Target").fill(id);
  await page.getByLabel("Target").press("Enter");
  await expect(page).toHaveURL(new RegExp(`target=${id}`));
  await expect(entries(page)).toHaveCount(2);
  await entries(page)
    .first()
    .getByRole("button", { name: /^Details of/ })
    .click();
  await expect(entries(page).first().getByRole("link", { name: id })).toHaveAttribute(
    "href",
    workspace.path(`/endpoints/${id}`),
  );
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(entries(page)).toHaveCount(5);
  await page.getByLabel("From (UTC)").fill("2099-01-01");
  await expect(page.getByText("Nothing matches this filter")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).last().click();
  await expect(entries(page)).toHaveCount(5);
});

test("an address that means nothing shows everything", async ({ page, workspace }) => {
  await page.goto(workspace.path("/settings/audit-log?action=..&from=yesterday"));
  await expect(entries(page).first()).toBeVisible();
});

test("what the filter shows is exported", async ({ page, workspace }) => {
  await workspace.newEndpoint({ name: "=SUM(1)" });
  await page.goto(workspace.path("/settings/audit-log?action=webhook.*"));
  for (const [name, pattern] of [
    ["Export CSV", /webhook\.created/],
    ["Export NDJSON", /"action":"webhook\.created"/],
  ] as const) {
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    const text = readFileSync(await (await saving).path(), "utf8");
    expect(text).toMatch(pattern);
    expect(text).not.toContain("inbox.created");
  }
});

test("more than a page of entries is loaded page by page, without gaps", async ({ page, workspace }) => {
  test.slow();
  await Promise.all(
    Array.from({ length: 60 }, (_, index) => workspace.api.post("/api/projects", { name: `Project ${index}` })),
  );
  await page.goto(workspace.path("/settings/audit-log?action=project.created"));
  await expect(entries(page)).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(entries(page)).toHaveCount(60);
  await expect(page.getByText("That is all.")).toBeVisible();
});

test("a refusal is shown above the entries that are there, with a way to try again", async ({ page, workspace }) => {
  await page.goto(workspace.path("/settings/audit-log"));
  await expect(entries(page).first()).toBeVisible();
  let fails = true;
  await page.route("**/api/audit-log?**", (route) =>
    fails
      ? route.fulfill({
          status: 500,
          headers: { "X-Request-Id": "rid_1" },
          json: { code: "internal", detail: "Broken on purpose." },
        })
      : route.continue(),
  );
  await page.getByLabel("What").selectOption("inbox.*");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Broken on purpose.");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("rid_1");
  fails = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Nothing matches this filter")).toBeVisible();
});
