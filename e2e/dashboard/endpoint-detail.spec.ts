import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";
import { openPage } from "@/e2e/fixtures/open-page";
import type { TestWorkspace } from "@/e2e/fixtures/workspace";

async function newestHeaders(workspace: TestWorkspace, inboxId: string): Promise<Record<string, string>> {
  const { data } = await workspace.api.get<{ data: { id: string }[] }>(`/api/inboxes/${inboxId}/requests`);
  const request = await workspace.api.get<{ headers: [string, string][] }>(
    `/api/inboxes/${inboxId}/requests/${data[0]?.id}`,
  );
  return Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
}

test("the secret is nowhere before it is revealed, gone after half a minute, and the look is in the audit log", async ({
  page,
  workspace,
}) => {
  const { id, secret: made } = await workspace.newEndpoint();
  const secret = String(made);
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().includes(id)) answers.push(response.text().catch(() => ""));
  });
  await page.clock.install();
  await openPage(page, workspace.path(`/endpoints/${id}?part=security`));
  const reveal = page.getByRole("button", { name: "Reveal" });
  await expect(reveal).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect((await Promise.all(answers)).join("\n")).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  await reveal.click();
  await expect(page.getByText(secret)).toBeVisible();
  await page.clock.fastForward(31_000);
  await expect(page.getByText(secret)).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);
  const { data } = await workspace.api.get<{ data: unknown[] }>(
    `/api/audit-log?targetId=${id}&action=webhook.secret_revealed`,
  );
  expect(data).toHaveLength(1);
});

test("a rotation with an overlap signs with both secrets until it is ended by hand", async ({ page, workspace }) => {
  const inbox = await workspace.newInbox();
  const { id } = await workspace.newEndpoint({ url: inbox.url });
  await openPage(page, workspace.path(`/endpoints/${id}?part=security`));
  await page.getByRole("button", { name: "Rotate…" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate the signing secret" });
  await dialog.getByRole("radio", { name: "1 hour" }).click();
  await expect(dialog).toContainText("Both secrets sign until");
  await dialog.getByRole("button", { name: "Rotate secret" }).click();
  const done = page.getByRole("dialog", { name: "The new secret" });
  await expect(done.getByText(/^whsec_/)).toBeVisible();
  await done.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Two secrets sign")).toBeVisible();
  await expect(page.getByText(/5\d min \d\d s left/)).toBeVisible();

  const both = await workspace.send("user.created");
  await workspace.waitForDeliveries(both.id, "delivered");
  const before = await newestHeaders(workspace, inbox.id);
  expect(before["webhook-signature"]?.split(" ")).toHaveLength(2);
  expect(before).toHaveProperty("x-webhook-signature-previous");

  await page.getByRole("button", { name: "Expire the old one now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Expire now" }).click();
  await expect(page.getByText("Two secrets sign")).toHaveCount(0);
  const one = await workspace.send("user.created");
  await workspace.waitForDeliveries(one.id, "delivered");
  const after = await newestHeaders(workspace, inbox.id);
  expect(after["webhook-signature"]?.split(" ")).toHaveLength(1);
  expect(after).not.toHaveProperty("x-webhook-signature-previous");
});

test("a disabled endpoint says why and what is lost, and is enabled and recovered in one step", async ({
  page,
  workspace,
}) => {
  const inbox = await workspace.newInbox({ preset: "gone" });
  const { id } = await workspace.newEndpoint({ url: inbox.url });
  const failed = await workspace.send("user.created");
  await workspace.waitForDeliveries(failed.id, "failed");
  await expect
    .poll(async () => (await workspace.api.get<{ status: string }>(`/api/webhooks/${id}`)).status)
    .toBe("disabled");
  const missed = await workspace.send("user.created");
  expect(missed.deliveries).toBe(0);
  await workspace.api.patch(`/api/inboxes/${inbox.id}`, { behaviour: {} });

  await openPage(page, workspace.path(`/endpoints/${id}`));
  await expect(page.getByText("This endpoint is disabled: nothing is delivered")).toBeVisible();
  await expect(page.getByText(/410/).first()).toBeVisible();
  await expect(page.getByText("1 event it subscribes to came in since and got no delivery.")).toBeVisible();
  await page.getByRole("button", { name: "Enable and recover 1 delivery" }).click();
  await expect(page.getByText("This endpoint is disabled: nothing is delivered")).toHaveCount(0);
  await expect(page.getByText("1 delivery of Test endpoint put back", { exact: true })).toBeVisible();
  await workspace.waitForDeliveries(failed.id, "delivered");
});

test("pausing shows at once, and is taken back with a message when the API fails", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint();
  await openPage(page, workspace.path(`/endpoints/${id}`));
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/webhooks/*/pause?*", async (route) => {
    await answered;
    await route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "internal", detail: "Something went wrong on our side." }),
    });
  });
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: "Resume", exact: true })).toBeVisible();
  answer();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  await expect(page.getByText("Test endpoint could not be paused", { exact: true })).toBeVisible();
  await page.unroute("**/api/webhooks/*/pause?*");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText("Test endpoint is paused", { exact: true })).toBeVisible();
  expect((await workspace.api.get<{ status: string }>(`/api/webhooks/${id}`)).status).toBe("paused");
});

test("deleting asks for the name, with the focus on Cancel", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint({ name: "Billing" });
  await openPage(page, workspace.path(`/endpoints/${id}`));
  await page.getByRole("button", { name: "Actions for Billing" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete endpoint" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByLabel("Type Billing to go on").fill("billing");
  await dialog.getByRole("button", { name: "Delete endpoint" }).click();
  await expect(dialog.getByText("that is not Billing")).toBeVisible();
  await dialog.getByLabel("Type Billing to go on").fill("Billing");
  await dialog.getByRole("button", { name: "Delete endpoint" }).click();
  await expect(page).toHaveURL(workspace.path("/endpoints"));
  await expect(page.getByText("No endpoints yet.")).toBeVisible();
  await openPage(page, workspace.path(`/endpoints/${id}`));
  await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
});

test("a test is sent from the page and its end is seen there", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint({ url: (await workspace.newInbox({ preset: "wrong_secret" })).url });
  await openPage(page, workspace.path(`/endpoints/${id}`));
  await page.getByRole("button", { name: "Send test", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Send a test to Test endpoint" });
  await dialog.getByLabel("Event type").selectOption("user.created");
  await dialog.getByRole("button", { name: "Send test event" }).click();
  await expect(dialog.getByText("The receiver rejected the signature.")).toBeVisible({ timeout: 20_000 });
  await expect(dialog.getByRole("link", { name: "See the delivery" })).toBeVisible();
});

const PARTS = [
  ["Overview", "Why attempts failed"],
  ["Security", "Signing secret"],
  ["Configuration", "What holds for its deliveries."],
  ["Activity", "created the endpoint"],
] as const;

test("every part of an endpoint is in its address, and Back leads to the one before", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint();
  await openPage(page, workspace.path(`/endpoints/${id}`));
  for (const [tab, text] of PARTS) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    if (tab !== "Overview") await expect(page).toHaveURL(new RegExp(`part=${tab.toLowerCase()}`));
    await expect(page.getByText(text).first()).toBeVisible();
  }
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Configuration" })).toHaveAttribute("aria-selected", "true");
  await page.reload();
  await expect(page.getByRole("tab", { name: "Configuration" })).toHaveAttribute("aria-selected", "true");
});

for (const [tab, text] of PARTS)
  test(`${tab} is sound in every size and colour scheme`, async ({ page, workspace }) => {
    test.slow();
    const { id } = await workspace.newEndpoint({ headers: { "X-Team": "billing", Authorization: "x" } });
    const event = await workspace.send("user.created");
    await workspace.waitForDeliveries(event.id, "delivered");
    await openPage(page, workspace.path(`/endpoints/${id}?part=${tab.toLowerCase()}`));
    await expect(page.getByText(text).first()).toBeVisible();
    await expectSound(page);
  });

for (const [item, title] of [
  ["Rotate secret…", "Rotate the signing secret"],
  ["Delete…", "Delete endpoint"],
] as const)
  test(`the dialog "${title}" is sound, and Esc closes it`, async ({ page, workspace }) => {
    test.slow();
    const { id } = await workspace.newEndpoint();
    await openPage(page, workspace.path(`/endpoints/${id}?part=configuration`));
    await page.getByRole("button", { name: "Actions for Test endpoint" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expect(page.getByRole("dialog", { name: title })).toBeVisible();
    await expectSound(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

test("nothing to recover is said before anything is sent", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint();
  await openPage(page, workspace.path(`/endpoints/${id}`));
  await page.getByRole("button", { name: "Recover failed…" }).click();
  const dialog = page.getByRole("dialog", { name: "Recover failed deliveries" });
  await expect(dialog.getByText("No delivery has failed in this time.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Recover", exact: true })).toBeDisabled();
});
