import { expect, expectSound, test } from "../fixtures/dashboard";
import { deliver, sendTest, sql, waitForAttempts, whyCard } from "../fixtures/delivery";
import { holdStream } from "../fixtures/open-page";

test("a delivery's page and the tabs of its attempts are sound in every size and colour scheme", async ({
  page,
  workspace,
}) => {
  test.slow();
  const { id } = await deliver(page, workspace, {
    behaviour: { status: 503, body: '{"error":"down"}', contentType: "application/json" },
    endpoint: { name: "Ein sehr langer Name نقطة النهاية 🚀 that goes on and on until eighty characters ok" },
  });
  for (const tab of ["waterfall", "request"]) {
    await page.goto(workspace.path(`/deliveries/${id}?tab=${tab}`));
    await expect(page.getByRole("tab", { selected: true })).toHaveText(new RegExp(tab, "i"));
    await expectSound(page);
  }
});

test("the steps of an attempt add up to its total, and a reused connection says so", async ({ page, workspace }) => {
  const { id, webhookId } = await deliver(page, workspace);
  const stepsAddUp = async () => {
    const table = page.getByRole("table", { name: /^Steps of attempt/ });
    await expect(table).toBeVisible();
    const total = Number(await table.locator("[data-total]").getAttribute("data-total"));
    const steps = await table
      .locator("[data-ms]")
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("data-ms"))));
    expect(Math.abs(steps.reduce((sum, ms) => sum + ms, 0) - total)).toBeLessThanOrEqual(2);
    return table;
  };
  await page.goto(workspace.path(`/deliveries/${id}`));
  await expect(await stepsAddUp()).toContainText("Waiting for the answer");

  let reused: string | undefined;
  for (let tries = 0; tries < 5 && reused === undefined; tries += 1) {
    const next = await sendTest(page, workspace, webhookId, "{}");
    await waitForAttempts(workspace, next, 1);
    const { attempts } = await workspace.api.get<{ attempts: { phases: { reusedConnection: boolean } }[] }>(
      `/api/deliveries/${next}`,
    );
    if (attempts[0]?.phases.reusedConnection === true) reused = next;
  }
  await page.goto(workspace.path(`/deliveries/${reused}`));
  await expect(page.getByText("a connection that was open from an earlier attempt")).toBeVisible();
  await expect(await stepsAddUp()).not.toContainText("TCP connection");
});

test("attempts are listed latest first, each with its own request and response, and the address names the one shown", async ({
  page,
  workspace,
}) => {
  const { id } = await deliver(page, workspace, {
    behaviour: { sequence: [503, 200] },
    endpoint: { retryScheduleMs: [1_000] },
    attempts: 2,
  });
  await page.goto(workspace.path(`/deliveries/${id}?tab=response`));
  const rows = page.getByRole("table", { name: "Attempts, the latest first" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("OK 200");
  await expect(rows.nth(2)).toContainText("Failed 503");
  // The delivery has come through, although its first attempt has not.
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();
  const shown = page.getByRole("tabpanel");
  await expect(shown).toContainText("200 OK");
  await page.getByRole("button", { name: "Attempt 1", exact: true }).click();
  await expect(shown).toContainText("503 Service Unavailable");
  await expect(page).toHaveURL(/att=1/);
  await expect(page.locator('[data-attempt-cause="bad_gateway"]')).toBeVisible();

  await page.keyboard.press("]");
  await expect(page).toHaveURL(/att=2/);
  await page.keyboard.press("2");
  await expect(shown).toContainText("X-Webhook-Attempt");
  await page.goBack();
  await page.goBack();
  await expect(shown).toContainText("503 Service Unavailable");
});

test("the countdown runs to the next attempt, which then appears by itself", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, {
    behaviour: { sequence: [503, 200] },
    endpoint: { retryScheduleMs: [6_000] },
  });
  await page.goto(workspace.path(`/deliveries/${id}`));
  await expect(whyCard(page, "bad_gateway")).toContainText(/Attempt 2 of 2 is made in (\d s|now)/);
  await expect(page.getByRole("button", { name: "Attempt 2", exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();
  await expect(page.locator("section[data-cause]")).toHaveCount(0);
});

test("what happens between the server's view and the stream's opening is not missed", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, {
    behaviour: { sequence: [503, 200] },
    endpoint: { retryScheduleMs: [3_600_000] },
  });
  const letStreamOpen = await holdStream(page);
  await page.goto(workspace.path(`/deliveries/${id}`));
  await expect(page.getByText("Retrying", { exact: true }).first()).toBeVisible();
  const { eventId } = await workspace.api.get<{ eventId: string }>(`/api/deliveries/${id}`);
  await workspace.api.post(`/api/deliveries/${id}/retry`);
  await workspace.waitForDeliveries(eventId, "delivered");
  await letStreamOpen();
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();
});

test("a resend is one click, busy while it is asked for, and ends in an attempt with the name of who asked", async ({
  page,
  workspace,
}) => {
  const { id } = await deliver(page, workspace, { behaviour: { sequence: [500, 200] } });
  await page.goto(workspace.path(`/deliveries/${id}`));
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/retry?*", async (route) => {
    await held;
    await route.continue();
  });
  const resend = page.getByRole("button", { name: "Resend now" });
  await resend.click();
  await expect(resend).toHaveAttribute("aria-disabled", "true");
  // Forced, because Playwright itself would wait until it is no longer disabled.
  await resend.click({ force: true });
  release();
  const toast = page.getByRole("region", { name: /^Messages/ });
  await expect(toast).toContainText("Resent");
  await toast.getByRole("button", { name: "Show attempt 2" }).click();
  await expect(page).toHaveURL(/att=2/);
  const rows = page.getByRole("table", { name: "Attempts, the latest first" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("OK 200");
  await expect(rows.nth(1)).toContainText("Resent by hand by Ada Lovelace");
  await expect(rows).toHaveCount(3);
});

test("an edited payload goes to an inbox as a test and leaves the original as it is", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, {
    behaviour: { status: 500 },
    dataText: '{"id":12345678901234567890,"note":"original"}',
  });
  const before = await workspace.api.get<{ body: string; attemptCount: number }>(`/api/deliveries/${id}`);
  await page.goto(workspace.path(`/deliveries/${id}`));
  await page.getByRole("button", { name: "More ways to send" }).click();
  await page.getByRole("menuitem", { name: "Send elsewhere or edited…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("To").selectOption({ label: "A new inbox" });
  await dialog.getByRole("radio", { name: "Edited, as a test" }).click();
  const data = dialog.getByLabel("Data");
  await expect(data).toHaveValue('{"id":12345678901234567890,"note":"original"}');
  await data.fill('{"id":1234567890123456789,');
  await expect(data).toHaveAccessibleDescription(/is not valid JSON/);
  await expect(dialog.getByRole("button", { name: "Send test" })).toBeDisabled();
  await data.fill('{"id":98765432109876543210,"note":"edited"}');
  await dialog.getByRole("button", { name: "Send test" }).click();
  await page.getByRole("button", { name: "Open the new delivery" }).click();
  await expect(page.getByText("Test", { exact: true })).toBeVisible();
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await page.getByRole("tab", { name: "Request" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("98765432109876543210");
  const after = await workspace.api.get<{ body: string; attemptCount: number }>(`/api/deliveries/${id}`);
  expect([after.body, after.attemptCount]).toEqual([before.body, before.attemptCount]);
});

test("a delivery whose payload is gone says so, and why it cannot be sent again", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, { behaviour: { status: 500 } });
  await sql("DELETE FROM events WHERE id = (SELECT event_id FROM deliveries WHERE id = $1)", [id]);
  await page.goto(workspace.path(`/deliveries/${id}?tab=request`));
  await expect(page.getByText("Payload deleted by the 30-day retention")).toBeVisible();
  const resend = page.getByRole("button", { name: "Resend now" });
  await expect(resend).toBeDisabled();
  await expect(resend).toHaveAccessibleDescription(/was deleted after 30 days/);
  await expect(page.getByRole("tabpanel")).toContainText("The body was deleted by the 30-day retention.");
  // What is known about the attempt is kept.
  await expect(whyCard(page, "server_error")).toBeVisible();
});

test("newer and older walk through the filter of the address", async ({ page, workspace }) => {
  const { id: first, webhookId } = await deliver(page, workspace, { behaviour: { sequence: [500, 200, 500] } });
  const second = await sendTest(page, workspace, webhookId, "{}");
  await waitForAttempts(workspace, second, 1);
  const third = await sendTest(page, workspace, webhookId, "{}");
  await waitForAttempts(workspace, third, 1);
  await page.goto(workspace.path(`/deliveries/${third}?code=5xx`));
  // Both are disabled until it is known what stands beside the delivery.
  await expect(page.getByRole("button", { name: "Older delivery" })).toBeEnabled();
  await expect(page.getByRole("button", { name: "Newer delivery" })).toBeDisabled();
  await page.getByRole("button", { name: "Older delivery" }).click();
  await expect(page).toHaveURL(new RegExp(`${first}\\?code=5xx`));
  await expect(page.getByRole("button", { name: "Newer delivery" })).toBeEnabled();
  await expect(page.getByRole("button", { name: "Older delivery" })).toBeDisabled();
  await page.keyboard.press("Shift+K");
  await expect(page).toHaveURL(new RegExp(third));
  await page.goto(workspace.path(`/deliveries/${third}`));
  await page.getByRole("button", { name: "Older delivery" }).click();
  await expect(page).toHaveURL(new RegExp(second));
});

test("a viewer sees everything and can send nothing", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, { behaviour: { status: 301, location: "/x" } });
  const viewer = await workspace.pageAs("viewer");
  await viewer.goto(workspace.path(`/deliveries/${id}`));
  await expect(whyCard(viewer, "redirect")).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Copy", exact: true }).first()).toBeVisible();
  for (const name of ["Resend now", "Cancel retries", "Use this URL…"])
    await expect(viewer.getByRole("button", { name })).toHaveCount(0);
});

test("an id that is nobody's is not found, with a way back", async ({ page, workspace }) => {
  await page.goto(workspace.path("/deliveries/dlv_01h455vb4pex5vsknk084sn02q"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not found|no such/i);
});
