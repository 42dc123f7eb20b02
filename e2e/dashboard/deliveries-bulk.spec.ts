import { expect, expectSound, test } from "../fixtures/dashboard";
import { failing, markFailed, openList, rowIds, sendMany } from "../fixtures/deliveries";

type Job = { id: string; status: string; total: number; processed: number; retried: number; skipped: number };
type Preview = { preview: { total: number; retryable: number } };

test("all that match are sent again as one job: its numbers are those of the dry run, a double click is one, and its link shows exactly what it changed", async ({
  page,
  workspace,
}) => {
  const one = await workspace.newEndpoint({ name: "One", events: ["user.created"] });
  const two = await workspace.newEndpoint({ name: "Two", events: ["user.created"] });
  await workspace.newEndpoint({ name: "Fine", events: ["user.created"] });
  await sendMany(workspace, "user.created", 30, 3);
  await markFailed([one.id, two.id]);
  await openList(page, workspace, "?status=failed");
  await expect(page.getByTestId("result-line")).toContainText("60 deliveries (exact)");
  await page.getByLabel("Select the rows that are shown").click();
  await page.getByRole("button", { name: "Select all 60 matching" }).click();
  await page.getByRole("button", { name: "Resend", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Resend deliveries" });
  await expect(dialog.getByText("Status is Failed; last 24 hours")).toBeVisible();
  const { preview } = await workspace.api.post<Preview>("/api/deliveries/bulk-retry", {
    filter: { status: "failed" },
    dryRun: true,
  });
  expect(preview).toMatchObject({ total: 60, retryable: 60 });
  await expect(dialog.getByText("60 deliveries will be sent again.")).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "One" })).toContainText("30");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Two" })).toContainText("30");
  await dialog.getByRole("button", { name: "Resend 60 deliveries" }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "Resent deliveries" })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Show these deliveries" }).click();
  await expect(page).toHaveURL(/job=job_/);
  await expect(page.getByText("60 of 60 looked at: 60 put back, 0 left out.")).toBeVisible();
  const { data: jobs } = await workspace.api.get<{ data: Job[] }>("/api/bulk-jobs");
  expect(jobs).toHaveLength(1);
  expect(jobs[0]).toMatchObject({ status: "done", total: 60, processed: 60, retried: 60, skipped: 0 });
  const { data } = await workspace.api.get<{ data: { id: string; attemptCount: number }[] }>(
    `/api/deliveries?job=${jobs[0]?.id}&limit=200`,
  );
  expect(data).toHaveLength(60);
  expect((await rowIds(page)).every((id) => data.some((row) => row.id === id))).toBe(true);
  await expect(page.getByTestId("result-line")).toContainText("60 deliveries (exact)");
});

test("a job with a rate shows its progress and can be stopped; its numbers add up", async ({ page, workspace }) => {
  const { id } = await workspace.newEndpoint({ events: ["user.created"] });
  await sendMany(workspace, "user.created", 45);
  await markFailed([id]);
  await openList(page, workspace, "?status=failed");
  await page.getByLabel("Select the rows that are shown").click();
  await page.getByRole("button", { name: "Resend", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Resend deliveries" });
  await expect(dialog.getByText("45 deliveries will be sent again.")).toBeVisible();
  await dialog.getByLabel("Per second, at most").fill("0");
  await expect(dialog.getByText(/must be a whole number from 1 to 1,000/)).toBeVisible();
  await dialog.getByLabel("Per second, at most").fill("1");
  await dialog.getByRole("button", { name: "Resend 45 deliveries" }).click();
  await expect(page.getByText(/30 of 45 looked at: 30 put back, 0 left out, 1 a second/)).toBeVisible({
    timeout: 20_000,
  });
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Resending deliveries: stopped" })).toBeVisible();
  const { data } = await workspace.api.get<{ data: Job[] }>("/api/bulk-jobs");
  const [job] = data;
  expect(job?.status).toBe("cancelled");
  expect((job?.retried ?? 0) + (job?.skipped ?? 0)).toBe(job?.processed);
  expect(job?.retried).toBeLessThan(30);
  const changed = await workspace.api.get<{ data: unknown[] }>(`/api/deliveries?job=${job?.id}&limit=200`);
  expect(changed.data).toHaveLength(job?.retried ?? -1);
});

test("delivered ones are left out until somebody wants them, with a warning, and keep their webhook-id", async ({
  page,
  workspace,
}) => {
  const inbox = await workspace.newInbox();
  await workspace.newEndpoint({ events: ["user.created"], url: inbox.url });
  await sendMany(workspace, "user.created", 2);
  await openList(page, workspace);
  await page.getByLabel("Select the rows that are shown").click();
  await page.getByRole("button", { name: "Resend", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Resend deliveries" });
  await expect(dialog.getByText("0 deliveries will be sent again.")).toBeVisible();
  await dialog.getByLabel("Also resend what was delivered (2)").click();
  await expect(dialog.getByText("Receivers may process these twice")).toBeVisible();
  await dialog.getByLabel("Stop after").fill("1");
  await dialog.getByRole("button", { name: "Resend 1 delivery" }).click();
  type Received = { data: { eventId: string }[] };
  const received = async () => (await workspace.api.get<Received>(`/api/inboxes/${inbox.id}/requests`)).data;
  await expect.poll(async () => (await received()).length, { timeout: 20_000 }).toBe(3);
  expect(new Set((await received()).map(({ eventId }) => eventId)).size).toBe(2);
});

test("what waits is cancelled together, after its numbers were said", async ({ page, workspace }) => {
  await failing(workspace, { events: ["user.created"], retryScheduleMs: [86_400_000] });
  const events = [await workspace.send("user.created"), await workspace.send("user.created")];
  for (const { id } of events) await workspace.waitForDeliveries(id, "retrying");
  await openList(page, workspace);
  await page.getByLabel("Select the rows that are shown").click();
  await page.getByRole("button", { name: "Cancel pending" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel pending deliveries" });
  await expect(dialog.getByText("No further attempt will be made for 2 deliveries.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel 2 deliveries" }).click();
  for (const { id } of events) await workspace.waitForDeliveries(id, "cancelled");
  await expect(page.locator("[data-delivery]").getByText("Cancelled", { exact: true })).toHaveCount(2, {
    timeout: 20_000,
  });
});

test("the list is sound with rows, with a delivery beside it, with the dialog, and with nothing found", async ({
  page,
  workspace,
}) => {
  test.slow();
  await failing(workspace, {
    name: "A name of an endpoint that is nearly eighty characters long, and then some more",
    events: ["user.created"],
  });
  await sendMany(workspace, "user.created", 3);
  await openList(page, workspace);
  await expectSound(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator("[data-row-link]").first().click();
  await expect(
    page
      .getByRole("complementary", { name: "Delivery" })
      .getByText("Why it failed")
      .or(page.getByText("server"))
      .first(),
  ).toBeVisible();
  await expectSound(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Close the delivery" }).click();
  await page.getByLabel("Select the rows that are shown").click();
  await page.getByRole("button", { name: "Resend", exact: true }).click();
  await expect(page.getByText("3 deliveries will be sent again.")).toBeVisible();
  await expectSound(page);
  await page.keyboard.press("Escape");
  await openList(page, workspace, "?code=429", false);
  await expect(page.getByText("No deliveries match")).toBeVisible();
  await expectSound(page);
});

test("a workspace that never sent anything is led to its first endpoint", async ({ page, workspace }) => {
  await openList(page, workspace, "", false);
  await expect(page.getByText("Nothing was sent yet")).toBeVisible();
  await page.getByRole("link", { name: "Create an endpoint" }).click();
  await expect(page).toHaveURL(workspace.path("/endpoints/new"));
});
