import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";

test("the first Tab leads past the frame to the page", async ({ page, workspace }) => {
  await page.goto(workspace.path());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("the palette opens from the keyboard, jumps to a pasted id and gives the focus back", async ({
  page,
  workspace,
}) => {
  const endpoint = await workspace.newEndpoint({ name: "Billing receiver" });
  await page.goto(workspace.path("/settings/general"));
  const opener = page.getByRole("button", { name: "Search and go to" });
  await opener.click();
  const palette = page.getByRole("dialog", { name: "Search and go to" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("billing");
  await expect(palette.getByRole("option", { name: /Billing receiver/ })).toBeVisible();
  await palette.getByRole("combobox").fill(endpoint.id);
  await page.keyboard.press("Enter");
  await page.waitForURL(workspace.path(`/endpoints/${endpoint.id}`));
});

test("single keys lead to pages and are listed, until they are switched off", async ({ page, workspace }) => {
  await page.goto(workspace.path("/settings/general"));
  await expect(
    page
      .getByRole("status")
      .or(page.getByText("Live", { exact: true }))
      .first(),
  ).toBeVisible();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toContainText("Search and go to");
  await expect(sheet).toContainText("Deliveries");
  await expectSound(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await page.waitForURL(workspace.path("/queue"));

  await page.goto(workspace.path("/settings/accessibility"));
  await page.getByRole("switch", { name: /single-key/i }).click();
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and go to" })).toBeVisible();
  expect(page.url()).toContain("/settings/accessibility");
});

test("the theme, the zone and the folded sidebar stay after a reload", async ({ page, workspace }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(workspace.path("/settings/general"));
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.getByRole("button", { name: /^Times are in local time/ }).click();
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("button", { name: "Unfold the sidebar" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.getByRole("button", { name: /^Times are in UTC/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Unfold the sidebar" })).toBeVisible();
  await expect(
    page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Endpoints" }),
  ).toBeVisible();
});

test("the theme is there before the first paint", async ({ page, workspace }) => {
  await page.goto(workspace.path("/settings/general"));
  await page.evaluate(() => localStorage.setItem("theme", "dark"));
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      Object.assign(window, { themeAtFirst: document.documentElement.className });
    });
  });
  await page.reload();
  expect(await page.evaluate(() => Reflect.get(window, "themeAtFirst"))).toContain("dark");
});

test("on a narrow window the sidebar is a sheet that Esc and a choice close", async ({ page, workspace }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(workspace.path("/settings/general"));
  const opener = page.getByRole("button", { name: "Open the menu" });
  const menu = page.getByRole("dialog", { name: "Menu" });
  await opener.click();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.click();
  await menu.getByRole("link", { name: "Queue" }).click();
  await page.waitForURL(workspace.path("/queue"));
  await expect(menu).toBeHidden();
});

test("an unknown page and an unknown id are told inside the frame, with a way back", async ({ page, workspace }) => {
  for (const path of [
    "/nothing",
    "/deliveries/dlv_01h455vb4pex5vsknk084sn02q",
    "/endpoints/wh_01h455vb4pex5vsknk084sn02q",
  ]) {
    const response = await page.goto(workspace.path(path));
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
    await expect(page.getByRole("link", { name: "Go to the overview" })).toBeVisible();
  }
  await expectSound(page);
});

test("another workspace's pages are as if they did not exist", async ({ page, workspace, visitor }) => {
  const response = await page.goto(`/${visitor.workspaceSlug}x/deliveries`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
  expect(workspace.slug).not.toBe(visitor.workspaceSlug);
});

test("a stream that breaks off is told as Reconnecting, then Polling, then Live again", async ({ page, workspace }) => {
  let isCut = false;
  await page.route("**/api/stream*", (route) => (isCut ? route.abort() : route.continue()));
  await page.goto(workspace.path("/settings/general"));
  const state = page.locator("header").getByText(/^(Live|Reconnecting|Polling)$/);
  await expect(state).toHaveText("Live");
  isCut = true;
  // Hiding the tab closes the stream; coming back opens one, which is refused.
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(state).toHaveText("Reconnecting");
  await expect(state).toHaveText("Polling");
  isCut = false;
  await expect(state).toHaveText("Live", { timeout: 20_000 });
});

test("what is wrong with the workspace stands over every page", async ({ page, workspace }) => {
  const endpoint = await workspace.newEndpoint({ name: "Ledger", active: false });
  await page.goto(workspace.path("/settings/general"));
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("Endpoint Ledger is disabled.");
  await notices.getByRole("link", { name: "Look at it" }).click();
  await page.waitForURL(workspace.path(`/endpoints/${endpoint.id}`));
  await page.route("**/api/webhooks/queue/stats*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), workers: 0 } });
  });
  await page.goto(workspace.path("/settings/general"));
  await expect(notices).toContainText("No worker is running");
  await expect(page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: /Queue/ })).toContainText(
    "no worker",
  );
});
