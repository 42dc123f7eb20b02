import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";

test("the pages of the settings lead to one another, each with a title of its own", async ({ page, workspace }) => {
  await page.goto(workspace.path("/settings"));
  await expect(page).toHaveURL(workspace.path("/settings/general"));
  for (const [link, heading] of [
    ["Delivery", "Delivery"],
    ["Members", "Members"],
    ["Audit log", "Audit log"],
    ["Appearance", "Appearance"],
    ["Accessibility", "Accessibility"],
    ["General", "Settings"],
  ] as const) {
    await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: link }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page).toHaveTitle(new RegExp(`^${heading} · `));
  }
});

for (const name of ["general", "delivery", "members", "appearance", "accessibility"])
  test(`the page ${name} is sound`, async ({ page, workspace }) => {
    await page.goto(workspace.path(`/settings/${name}`));
    await expectSound(page);
  });

test("a workspace is renamed and told how long to keep history; leaving without saving asks", async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path("/settings/general"));
  await page.getByLabel("Days of history").fill("400");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Days of history")).toHaveAccessibleDescription(/must be at most 365 days/);
  await page.getByRole("link", { name: "Appearance" }).click();
  const guard = page.getByRole("dialog", { name: "Leave without saving?" });
  await guard.getByRole("button", { name: "Cancel" }).click();
  await page.getByLabel("Days of history").fill("90");
  await page.getByLabel("Workspace name").fill("Moon Team 🚀");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Workspace Moon Team/ })).toBeVisible();
  expect(await workspace.api.get("/api/workspaces/current")).toMatchObject({ name: "Moon Team 🚀", retentionDays: 90 });
});

test("delivery defaults are checked, drawn, saved, followed by endpoints, and on record", async ({
  page,
  workspace,
}) => {
  const { id } = await workspace.newEndpoint();
  await page.goto(workspace.path("/settings/delivery"));
  await expect(page.getByText("10 attempts over 3 d 3 h")).toBeVisible();
  await page.getByLabel("Time limit").fill("31");
  await page.getByLabel("Rate limit").fill("20");
  await page.getByRole("radio", { name: "Custom" }).click();
  await page.getByLabel("Delay 1", { exact: true }).fill("soon");
  await page.getByRole("button", { name: "Save defaults" }).click();
  await expect(page.getByLabel("Time limit")).toHaveAccessibleDescription(/from 1 to 30/);
  await expect(page.getByLabel("Delay 1", { exact: true })).toHaveAccessibleDescription(/a number and a unit/);
  await expectSound(page);
  await page.getByLabel("Time limit").fill("10");
  await page.getByLabel("Delay 1", { exact: true }).fill("10s");
  for (let index = 9; index > 2; index -= 1) await page.getByRole("button", { name: `Remove delay ${index}` }).click();
  await expect(page.getByText("3 attempts over 5 min 10 s")).toBeVisible();
  await page.getByRole("button", { name: "Save defaults" }).click();
  await expect(page.getByText("The next attempts follow it.").first()).toBeVisible();
  const webhook = await workspace.api.get<{ inForce: object }>(`/api/webhooks/${id}`);
  expect(webhook.inForce).toEqual({
    timeoutMs: { value: 10_000, source: "workspace" },
    rateLimit: { value: 20, source: "workspace" },
    retryScheduleMs: { value: [10_000, 300_000], source: "workspace" },
  });
  const log = await workspace.api.get<{ data: { diff: object }[] }>("/api/audit-log?action=workspace.updated");
  expect(log.data[0]?.diff).toEqual({
    "defaults.timeoutMs": [null, 10_000],
    "defaults.rateLimit": [null, 20],
    "defaults.retryScheduleMs": [null, [10_000, 300_000]],
  });
  await page.reload();
  await expect(page.getByLabel("Time limit")).toHaveValue("10");
  await expect(page.getByText("3 attempts over 5 min 10 s")).toBeVisible();
});

test("the theme is kept, and there before the first paint", async ({ page, workspace }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(workspace.path("/settings/appearance"));
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.dataset.classAtFirst = document.documentElement.className;
    });
  });
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.locator("html")).toHaveAttribute("data-class-at-first", /dark/);
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await page.getByRole("radio", { name: "As the system" }).click();
  await expect(page.locator("html")).not.toHaveClass(/dark/);
});

test.describe("in Kolkata", () => {
  test.use({ timezoneId: "Asia/Kolkata" });

  test("zone and clock change every time, and the choice is kept", async ({ page, workspace }) => {
    await page.goto(workspace.path("/settings/appearance"));
    const sample = page.getByText("The beginning of this hour reads").locator("time");
    const iso = (await sample.getAttribute("datetime")) ?? "";
    const inZone = (timeZone: string, hour12: boolean) =>
      new Intl.DateTimeFormat("en-GB", {
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        // Not hour12: what it makes of midnight is the locale's own choice, 00 or 12.
        hourCycle: hour12 ? "h12" : "h23",
        timeZone,
      }).format(new Date(iso));
    await expect(sample).toContainText(inZone("Asia/Kolkata", false));
    await page.getByRole("radio", { name: "UTC" }).click();
    await expect(sample).toContainText(inZone("UTC", false));
    await page.getByRole("radio", { name: "12 hours" }).click();
    await expect(sample).toContainText(inZone("UTC", true));
    await page.reload();
    await expect(sample).toContainText(inZone("UTC", true));
    await expect(page.getByRole("radio", { name: "12 hours" })).toBeChecked();
    await sample.hover();
    const facts = page.getByRole("tooltip").first();
    await expect(facts).toContainText(String(Date.parse(iso)));
    await page.getByRole("radio", { name: /^Local/ }).click();
    await page.goto(workspace.path("/settings/general"));
    await expect(page.getByText("Created").locator("xpath=following-sibling::dd[1]//time")).toContainText(/[ap]m$/);
  });
});

test("single-key shortcuts can be switched off, and stay off", async ({ page, workspace }) => {
  await page.goto(workspace.path("/settings/accessibility"));
  const keys = page.getByRole("switch", { name: "Single-key shortcuts" });
  await keys.click();
  await expect(keys).not.toBeChecked();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Shift+?");
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await page.reload();
  await expect(keys).not.toBeChecked();
  await expect(page).toHaveURL(workspace.path("/settings/accessibility"));
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a viewer sees the settings and why they cannot change them, and not the audit log", async ({ workspace }) => {
  const page = await workspace.pageAs("viewer");
  const why = page.getByText("Your role is viewer, which may not do this.");
  await page.goto(workspace.path("/settings/general"));
  await expect(page.getByLabel("Workspace name")).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await expect(why).toBeVisible();
  await page.goto(workspace.path("/settings/delivery"));
  await expect(page.getByLabel("Rate limit")).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save defaults" })).toBeDisabled();
  await expect(why).toBeVisible();
  await page.goto(workspace.path("/settings/members"));
  await expect(page.getByLabel("E-mail to invite")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Remove Ada Lovelace" })).toHaveCount(0);
  await expect(why).toBeVisible();
  await expect(page.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  await page.goto(workspace.path("/settings/audit-log"));
  await expect(page.getByText("Your role is viewer, which may not see this.")).toBeVisible();
  await expectSound(page);
  const headers = { Origin: new URL(page.url()).origin };
  const refused = await page.request.patch(`/api/workspaces/current?workspace=${workspace.slug}`, {
    headers,
    data: { name: "Mine" },
  });
  expect(refused.status()).toBe(403);
});
