import type { Page } from "@playwright/test";
import { expect, expectSound, test } from "../fixtures/dashboard";
import { holdStream } from "../fixtures/open-page";

/** Replaces what an editor holds, as somebody does who selects all and pastes. */
async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: label }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

const endpointRow = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

test("an event's page says how each endpoint stands, why others were not called, and what would change that", async ({
  page,
  workspace,
}) => {
  const project = await workspace.api.post<{ id: string }>("/api/projects", { name: "Elsewhere" });
  await workspace.newEndpoint({ name: "Gets it", events: ["payment.*"] });
  const quiet = await workspace.newEndpoint({ name: "Wants others", events: ["user.created"] });
  const paused = await workspace.newEndpoint({ name: "Takes a break", events: ["*"] });
  await workspace.api.post(`/api/webhooks/${paused.id}/pause`);
  await workspace.newEndpoint({ name: "Switched off", events: ["*"], active: false });
  await workspace.newEndpoint({ name: "Bound", events: ["*"], projectId: project.id });
  const { id } = await workspace.send("payment.failed", { id: "pay_1" });
  await workspace.newEndpoint({ name: "Came late", events: ["*"] });
  await page.goto(workspace.path(`/events/${id}`));

  await expect(endpointRow(page, "Gets it")).toContainText(/Delivered.*OK 200/s);
  await expect(endpointRow(page, "Takes a break")).toContainText("Paused: it waits until the endpoint is resumed");
  await expect(endpointRow(page, "Switched off")).toContainText("it was disabled when the event came in");
  await expect(endpointRow(page, "Bound")).toContainText("bound to another project");
  await expect(endpointRow(page, "Came late")).toContainText("created after the event came in");
  const unsubscribed = endpointRow(page, "Wants others");
  await expect(unsubscribed).toContainText("does not contain this type");
  await expect(unsubscribed.getByRole("link", { name: "Add payment.failed to its events" })).toHaveAttribute(
    "href",
    workspace.path(`/endpoints/${quiet.id}/edit`),
  );
  await expect(page.getByText("6 endpoints: 1 delivered, 1 in progress, 4 not called.")).toBeVisible();

  await unsubscribed.getByRole("button", { name: "Send it to Wants others now" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay to Wants others" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Replay" }).click();
  await expect(dialog).toBeHidden();
  await expect(endpointRow(page, "Wants others")).toContainText("Delivered");
});

test("what becomes of an event between the server's view and the stream's opening is not missed", async ({
  page,
  workspace,
}) => {
  const endpoint = await workspace.newEndpoint({ name: "Waits", events: ["payment.*"] });
  await workspace.api.post(`/api/webhooks/${endpoint.id}/pause`);
  const { id } = await workspace.send("payment.failed", { id: "pay_1" });
  const letStreamOpen = await holdStream(page);
  await page.goto(workspace.path(`/events/${id}`));
  await expect(endpointRow(page, "Waits")).toContainText("Paused");
  await workspace.api.post(`/api/webhooks/${endpoint.id}/resume`);
  await workspace.waitForDeliveries(id, "delivered");
  await letStreamOpen();
  await expect(endpointRow(page, "Waits")).toContainText("Delivered");
});

test("a replay to all says who gets it and that it may come twice, and is made once", async ({ page, workspace }) => {
  await workspace.newEndpoint({ name: "Ledger", events: ["user.*"] });
  await workspace.newEndpoint({ name: "Off", events: ["*"], active: false });
  const { id } = await workspace.send("user.created");
  await workspace.waitForDeliveries(id, "delivered");
  await page.goto(workspace.path(`/events/${id}`));
  const replay = page.getByRole("button", { name: "Replay", exact: true });
  await replay.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveText(["Ledger"]);
  await expect(dialog).toContainText("Receivers may get it twice");
  await expect(dialog).toContainText(id);
  await page.keyboard.press("Escape");
  await expect(replay).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Replay to 1 endpoint" }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: "Ledger" })).toContainText("Before: delivered");
  expect(await workspace.waitForDeliveries(id, "delivered")).toHaveLength(2);
});

test("the list is narrowed by its address: type, payload, tests and span; a reload shows the same", async ({
  page,
  workspace,
}) => {
  const endpoint = await workspace.newEndpoint({ events: ["user.*"] });
  await workspace.send("user.created", { name: "Ada", address: { city: "London" } });
  await workspace.send("user.deleted", { name: "Bob" });
  await workspace.send("project.created", { id: "prj_1" });
  await workspace.api.post(`/api/webhooks/${endpoint.id}/test`, { eventType: "user.updated" });
  await page.goto(workspace.path("/events"));
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: "user.created" })).toContainText(/Ada.*1 delivered/s);
  await expect(rows.filter({ hasText: "project.created" })).toContainText("No endpoint called");

  await page.getByRole("button", { name: "Type" }).click();
  await page.getByRole("option", { name: "user.*" }).click();
  await page.keyboard.press("Escape");
  await expect(rows).toHaveCount(3);
  await page.getByLabel("Tests").selectOption({ label: "Without tests" });
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Search ids and payloads").fill("data.address.city:London");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/q=data\.address\.city:London/);
  await page.reload();
  await expect(rows).toHaveCount(1);

  await page.getByLabel("Search ids and payloads").fill("nothing has this");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No event matches this filter")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(rows).toHaveCount(4);
  expect(new URL(page.url()).search).toBe("");
});

test("new events wait behind a count, and nothing moves until it is pressed", async ({ page, workspace }) => {
  await workspace.send("user.created");
  await page.goto(workspace.path("/events"));
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(1);
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await workspace.send("user.deleted");
  await workspace.send("user.updated");
  await expect(page.getByRole("button", { name: "2 new" })).toBeVisible();
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: "2 new" }).click();
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("user.updated");
});

test("the form checks data against the schema, says who gets it, sends every digit and shows what became of it", async ({
  page,
  workspace,
}) => {
  test.setTimeout(120_000);
  await workspace.newEndpoint({ name: "Ledger", events: ["payment.*"] });
  await workspace.newEndpoint({ name: "Audit trail", events: ["payment.failed"] });
  await workspace.newEndpoint({ name: "Switched off", events: ["*"], active: false });
  await page.goto(workspace.path("/events/new"));
  await page.getByRole("button", { name: /^Event type/ }).press("Enter");
  await page.keyboard.type("payment.fa");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 endpoints get it.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Switched off" })).toContainText("It is disabled.");
  await expect(page.getByText("Fits the schema of payment.failed.")).toBeVisible();

  await type(page, "Data", '{"amount": "much", "currency": 5');
  await expect(page.getByText("A closing } is missing.")).toBeVisible();
  await type(page, "Data", '{"id": 12345678901234567890, "amount": "much"}');
  await expect(page.getByText("amount must be number.")).toBeVisible();
  await page.getByRole("button", { name: "Send event" }).click();
  await expect(page.getByText("The data does not fit the schema of payment.failed")).toBeVisible();
  await page.getByRole("button", { name: "Try to send it all the same" }).click();
  await expect(page.getByText("amount must be number.")).toBeVisible();
  expect((await workspace.api.get<{ data: unknown[] }>("/api/events")).data).toEqual([]);

  await type(page, "Data", '{"id": 12345678901234567890, "amount": 1.0}');
  await expect(page.getByText("Fits the schema of payment.failed.")).toBeVisible();
  await page.getByRole("button", { name: "Send event" }).click();
  const result = page.getByRole("status").filter({ hasText: "Accepted: 2 endpoints called" });
  await expect(result).toBeFocused();
  await expect(result.getByText("Delivered")).toHaveCount(2);
  await result.getByRole("link", { name: "See the event" }).click();
  await expect(page.getByRole("heading", { name: "payment.failed", level: 1 })).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const { body } = await workspace.api.get<{ body: string }>(`/api/events/${id}`);
  expect(body).toContain('"data":{"id": 12345678901234567890, "amount": 1.0}}');

  await page.getByRole("link", { name: "Send similar" }).click();
  await expect(page.getByRole("textbox", { name: "Data" })).toContainText("12345678901234567890");
  await expect(page.getByRole("button", { name: /^Event type/ })).toContainText("payment.failed");
});

test("an event is sent with the keyboard alone", async ({ page, workspace }) => {
  await workspace.newEndpoint({ events: ["*"] });
  await page.goto(workspace.path("/events/new?type=user.created"));
  await page.getByRole("textbox", { name: "Data" }).waitFor();
  await page.getByRole("button", { name: /^Event type/ }).focus();
  const reach = async (name: string) => {
    for (let steps = 0; steps < 15; steps += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      if ((await focused.getAttribute("aria-label")) === name || (await focused.textContent())?.trim() === name) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await reach("Data");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText('{"id": "usr_1"}');
  await reach("Send event");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Accepted: 1 endpoint called")).toBeVisible();
});

test("a viewer reads events and is told why nothing can be sent", async ({ workspace }) => {
  await workspace.newEndpoint({ name: "Ledger", events: ["user.created"] });
  const { id } = await workspace.send("user.created");
  const page = await workspace.pageAs("viewer");
  await page.goto(workspace.path("/events"));
  await expect(page.getByRole("row").filter({ hasText: "user.created" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Send an event" })).toHaveCount(0);
  await page.goto(workspace.path(`/events/${id}`));
  await expect(page.getByText("Your role is viewer")).toBeVisible();
  await expect(page.getByRole("button", { name: /Replay/ })).toHaveCount(0);
  await page.goto(workspace.path("/events/new"));
  await expect(page.getByText("Your role is viewer")).toBeVisible();
  const refused = await page.request.post(`/api/events/${id}/replay?workspace=${workspace.slug}`, {
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  expect(refused.status()).toBe(403);
});

test("the pages of events are sound, empty, filled and with a dialog open", async ({ page, workspace }) => {
  test.setTimeout(180_000);
  await page.goto(workspace.path("/events"));
  await expect(page.getByText("No events in last 24 hours")).toBeVisible();
  await expectSound(page);
  await workspace.newEndpoint({ name: "Ein sehr langer Name نقطة النهاية 🚀 that goes on and on until eighty" });
  await workspace.newEndpoint({ name: "Quiet", events: ["user.updated"] });
  const { id } = await workspace.send("user.created", { text: "x".repeat(400), "naïve ключ": "مرحبا" });
  await workspace.waitForDeliveries(id, "delivered");
  await page.goto(workspace.path("/events"));
  await expect(page.getByRole("row").filter({ hasText: "user.created" })).toBeVisible();
  await expectSound(page);
  await page.goto(workspace.path(`/events/${id}`));
  await expect(page.getByText("2 endpoints: 1 delivered, 1 not called.")).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await expectSound(page);
  await page.goto(workspace.path("/events/new?type=user.created"));
  await type(page, "Data", '{"id": true}');
  await expect(page.getByText("id must be string or integer.")).toBeVisible();
  await expectSound(page);
});
