import { expect, test } from "../fixtures/dashboard";
import { deliver, whyCard } from "../fixtures/delivery";

test("what a person did to a delivery is stated with his name", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, { behaviour: { status: 500 } });
  await page.goto(workspace.path(`/deliveries/${id}`));
  await page.getByRole("button", { name: "Cancel retries" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel retries" }).click();
  await expect(whyCard(page, "cancelled")).toContainText("By Ada Lovelace");
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel retries" })).toHaveCount(0);

  const paused = await deliver(page, workspace, { behaviour: { status: 500 } });
  await workspace.api.post(`/api/webhooks/${paused.webhookId}/pause`);
  await page.goto(workspace.path(`/deliveries/${paused.id}`));
  await expect(whyCard(page, "paused")).toContainText("Paused by Ada Lovelace.");
  await expect(page.getByText("Held", { exact: true })).toBeVisible();
});

test("the address a redirect leads to is put into the endpoint with two clicks", async ({ page, workspace }) => {
  const target = await workspace.newInbox();
  const { id, webhookId } = await deliver(page, workspace, { behaviour: { status: 301, location: target.url } });
  await page.goto(workspace.path(`/deliveries/${id}`));
  await page.getByRole("button", { name: "Use this URL…" }).click();
  await expect(page.getByRole("dialog")).toContainText(target.url);
  await page.getByRole("button", { name: "Change and resend" }).click();
  await expect(page.locator("section[data-cause]")).toHaveCount(0);
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();
  expect(await workspace.api.get(`/api/webhooks/${webhookId}`)).toMatchObject({ url: target.url });
});

test("a failure says how many others there are, and leads to them", async ({ page, workspace }) => {
  const first = await deliver(page, workspace, { behaviour: { status: 500 } });
  await workspace.api.post(`/api/webhooks/${first.webhookId}/test`, { eventType: "user.created" });
  await page.goto(workspace.path(`/deliveries/${first.id}`));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: "1 other delivery" })).toHaveAttribute(
      "href",
      new RegExp(`webhook=${first.webhookId}&err=server_error&from=`),
      { timeout: 500 },
    );
  }).toPass();
});
