import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";
import { openPage } from "@/e2e/fixtures/open-page";

test("an endpoint at an inbox takes three clicks, shows its secret, and a test event arrives", async ({
  page,
  workspace,
}) => {
  await openPage(page, workspace.path("/endpoints/new"));
  await page.getByRole("button", { name: "Use an inbox" }).click();
  await expect(page.getByLabel("URL", { exact: true })).toHaveValue(/\/in\//);
  await page.getByRole("checkbox", { name: "All events" }).click();
  await page.getByRole("button", { name: "Create endpoint" }).click();
  await expect(page.getByRole("heading", { name: "Endpoint created" })).toBeVisible();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole("button", { name: "Send test event" }).click();
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: "Open endpoint" }).click();
  await expect(page.getByText(/^whsec_[A-Za-z0-9]/)).toHaveCount(0);
});

test("what is wrong is said at its field, the first one has the focus, and nothing that was typed is lost", async ({
  page,
  workspace,
}) => {
  await openPage(page, workspace.path("/endpoints/new"));
  await page.getByRole("button", { name: "Create endpoint" }).click();
  const [name, url] = [page.getByLabel("Name", { exact: true }), page.getByLabel("URL", { exact: true })];
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("3 fields need a change.")).toBeVisible();
  await page.getByRole("link", { name: "Events must name at least one type" }).click();
  await expect(page.getByRole("searchbox", { name: "Events" })).toBeFocused();

  await name.fill("Billing");
  await page.getByRole("checkbox", { name: "All events" }).click();
  for (const [typed, message] of [
    ["example.com/hook", /URL must begin with/],
    ["http://10.0.0.1/hook", /private|reserved/],
  ] as const) {
    await url.fill(typed);
    await page.getByRole("button", { name: "Create endpoint" }).click();
    await expect(page.locator("p", { hasText: message }).first()).toBeVisible();
    await expect(url).toHaveAttribute("aria-invalid", "true");
    await expect(url).toBeFocused();
    await expect(url).toHaveValue(typed);
  }
  await expect(name).toHaveValue("Billing");
});

test("a second endpoint at the same URL is warned of, not forbidden", async ({ page, workspace }) => {
  const { name, url } = await workspace.newEndpoint({ name: "The first one" });
  await openPage(page, workspace.path("/endpoints/new"));
  await page.getByLabel("URL", { exact: true }).fill(url);
  await expect(page.getByText("Another endpoint has this URL")).toBeVisible();
  await expect(page.getByRole("link", { name })).toBeVisible();
});

test("a check tells what became of it: blocked, unsigned accepted, or refused as it should be", async ({
  page,
  workspace,
}) => {
  const [open, strict] = await Promise.all([workspace.newInbox(), workspace.newInbox({ preset: "wrong_secret" })]);
  await openPage(page, workspace.path("/endpoints/new"));
  const url = page.getByLabel("URL", { exact: true });
  for (const [typed, title] of [
    ["http://169.254.169.254/latest", "Blocked: nothing was sent"],
    [open.url, "It works, but takes unsigned requests"],
    [strict.url, "It works and wants a signature"],
  ] as const) {
    await url.fill(typed);
    await page.getByRole("button", { name: "Check URL" }).click();
    await expect(page.getByText(title)).toBeVisible();
  }
  await expect(page.getByText("First byte")).toBeVisible();
});

test("events are chosen by keyboard alone: search, a group's wildcard, one type less", async ({ page, workspace }) => {
  await openPage(page, workspace.path("/endpoints/new"));
  const box = (name: string) => page.getByRole("checkbox", { name, exact: true });
  await page.getByRole("searchbox", { name: "Events" }).focus();
  await page.keyboard.type("user.");
  await expect(box("project.created")).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(box("user.*")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(box("user.*")).toBeChecked();
  await expect(box("user.created")).toBeChecked();
  await page.keyboard.press("ArrowDown");
  await expect(box("user.created")).toBeFocused();
  await expect(page.getByRole("region", { name: "About the type" })).toContainText("user.created");
  await page.keyboard.press("Space");
  await expect(box("user.created")).not.toBeChecked();
  await expect(box("user.*")).toBeChecked({ indeterminate: true });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(box("user.created")).toBeFocused();
});

test("leaving with something typed asks first", async ({ page, workspace }) => {
  await openPage(page, workspace.path("/endpoints/new"));
  await page.getByLabel("Name", { exact: true }).fill("Billing");
  await page.getByRole("link", { name: "Cancel" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Billing");
  await page.getByRole("link", { name: "Cancel" }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(workspace.path("/endpoints"));
});

test("an edit shows what will change, keeps secret headers, and offers failed deliveries the new URL", async ({
  page,
  workspace,
}) => {
  const down = await workspace.newInbox({ preset: "gone" });
  const { id } = await workspace.newEndpoint({ url: down.url, headers: { Authorization: "Bearer hidden" } });
  const event = await workspace.send("user.created");
  await workspace.waitForDeliveries(event.id, "failed");
  await workspace.api.post(`/api/webhooks/${id}/enable`);
  const inbox = await workspace.newInbox();
  const { url } = inbox;

  await openPage(page, workspace.path(`/endpoints/${id}/edit`));
  await expect(page.getByLabel("Value of header 1")).toHaveValue("");
  await page.getByLabel("URL", { exact: true }).fill(url);
  await expect(page.getByText("What will change")).toBeVisible();
  await expect(page.locator("ins", { hasText: url })).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  const dialog = page.getByRole("dialog", { name: "Send failed deliveries to the new URL?" });
  await dialog.getByRole("button", { name: "Recover 1 delivery" }).click();
  await workspace.waitForDeliveries(event.id, "delivered");
  const { data } = await workspace.api.get<{ data: { id: string }[] }>(`/api/inboxes/${inbox.id}/requests`);
  const request = await workspace.api.get<{ headers: [string, string][] }>(
    `/api/inboxes/${inbox.id}/requests/${data[0]?.id}`,
  );
  expect(request.headers).toContainEqual(["Authorization", "Bearer hidden"]);
});

test("a project that an endpoint is bound to stays while something else is changed", async ({ page, workspace }) => {
  const project = await workspace.api.post<{ id: string }>("/api/projects", { name: "Apollo" });
  const { id } = await workspace.newEndpoint({ projectId: project.id });
  await openPage(page, workspace.path(`/endpoints/${id}/edit`));
  await expect(page.getByLabel("Project", { exact: true })).toHaveValue(project.id);
  await page.getByLabel("Name", { exact: true }).fill("Renamed");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { name: "Renamed", level: 1 })).toBeVisible();
  expect(await workspace.api.get(`/api/webhooks/${id}`)).toMatchObject({ name: "Renamed", projectId: project.id });
});

test("the form of a new endpoint is sound with all its errors", async ({ page, workspace }) => {
  test.slow();
  await openPage(page, workspace.path("/endpoints/new"));
  await page.getByRole("button", { name: "Create endpoint" }).click();
  await expect(page.getByText("3 fields need a change.")).toBeVisible();
  await expectSound(page);
});

test("the form of an endpoint is sound with what will change", async ({ page, workspace }) => {
  test.slow();
  const headers = { Authorization: "x", "X-Team": "y" };
  const { id } = await workspace.newEndpoint({ headers, retryScheduleMs: [5_000, 60_000] });
  await openPage(page, workspace.path(`/endpoints/${id}/edit`));
  await page.getByLabel("URL", { exact: true }).fill("https://example.com/other");
  await expect(page.getByText("What will change")).toBeVisible();
  await expectSound(page);
});
