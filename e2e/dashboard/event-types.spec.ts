import type { Page } from "@playwright/test";
import { expect, expectSound, test } from "../fixtures/dashboard";
import { openPage } from "../fixtures/open-page";

async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: label }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

const ORDER = {
  name: "order.paid",
  description: "An order was paid",
  schema: {
    type: "object",
    required: ["id", "lines"],
    properties: {
      id: { type: "string", description: "The order" },
      state: { enum: ["open", "paid"] },
      lines: { type: "array", minItems: 1, items: { type: "object", properties: { sku: { type: "string" } } } },
    },
  },
  example: { id: "ord_1", state: "paid", lines: [{ sku: "A-1" }] },
};

test("the catalogue is found by words, and shows fields beside an example that satisfies them", async ({
  page,
  workspace,
}) => {
  await workspace.api.post("/api/event-types", ORDER);
  await workspace.newEndpoint({ name: "Ledger", events: ["order.*"] });
  await workspace.send("order.paid", ORDER.example);
  await page.goto(workspace.path("/event-types"));
  await expect(page.getByText("24 types")).toBeVisible();
  await page.getByLabel("Search event types").fill("order paid");
  await expect(page.getByText("1 type found")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "order.paid" })).toContainText("An order was paid");
  await page.getByRole("link", { name: "order.paid" }).click();

  const fields = page.getByRole("region", { name: "Fields of order.paid" });
  const row = (name: string) => fields.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
  await expect(row("id")).toContainText(/required.*string.*The order/s);
  await expect(row("state")).toContainText('One of"open""paid"');
  await expect(row("lines")).toContainText(/required.*array of object/s);
  await expect(row("sku")).toContainText("string");
  await expect(page.getByText('"sku": "A-1"')).toBeVisible();
  const subscribers = page.getByRole("region", { name: "Subscribers" });
  await expect(subscribers.getByRole("listitem")).toContainText(/Ledger.*by order\.\*.*Active/s);
  await expect(page.getByRole("definition").first()).toHaveText("1");

  await page.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByText("Fits the schema.")).toBeVisible();
  await page.goBack();
  await expect(fields).toBeVisible();
});

test("a type is made with the keyboard: a schema of the example, both checked against each other", async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path("/event-types"));
  await page.getByRole("link", { name: "New event type" }).press("Enter");
  await page.getByLabel("Name").fill("Not A Name");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name")).toBeFocused();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name").fill("invoice.sent");
  await page.getByLabel("Description").fill("An invoice went out");
  await type(page, "Example", '{"id": "inv_1", "total": 12.5, "lines": [{"sku": "A"}]}');
  await page.getByRole("button", { name: "Make from the example" }).press("Enter");
  await expect(page.getByRole("textbox", { name: "JSON Schema" })).toContainText('"total"');
  await expect(page.getByText("Fits the schema.")).toBeVisible();
  await type(page, "Example", '{"id": 5, "total": 12.5, "lines": []}');
  await expect(page.getByText("id must be string.")).toBeVisible();
  await page.getByRole("button", { name: "Make from the schema" }).press("Enter");
  await expect(page.getByText("Fits the schema.")).toBeVisible();
  await page.getByRole("button", { name: "Create event type" }).press("Enter");
  await expect(page.getByRole("heading", { name: "invoice.sent", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Fields of invoice.sent" })).toContainText("total");

  await page.goto(workspace.path("/event-types/new"));
  await page.getByLabel("Name").fill("invoice.sent");
  await page.getByRole("button", { name: "Create event type" }).click();
  await expect(page.getByText("Name is taken by a type that exists already")).toBeVisible();
  await page.getByRole("link", { name: "Events", exact: true }).click();
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  await expect(leave).toBeVisible();
  await leave.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("invoice.sent");
});

test("an edit is saved, and a schema that its example breaks is not", async ({ page, workspace }) => {
  await workspace.api.post("/api/event-types", ORDER);
  await page.goto(workspace.path("/event-types/order.paid?edit=true"));
  await type(page, "JSON Schema", '{"type": "nothing"}');
  await expect(page.getByText(/^Line 1/)).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("must be valid before they can be saved")).toBeVisible();
  await type(page, "JSON Schema", '{"type": "object", "properties": {"id": {"type": "integer"}}}');
  await expect(page.getByText("id must be integer.")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("id must be integer.")).toBeVisible();
  await type(page, "Example", '{"id": 7}');
  await page.getByLabel("Description").fill("Money came in");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Money came in")).toBeVisible();
  await expect(page.getByText('"id": 7')).toBeVisible();
  expect(await workspace.api.get("/api/event-types/order.paid")).toMatchObject({
    description: "Money came in",
    example: { id: 7 },
  });
});

test("a type that endpoints name cannot be deleted, and they are named; another can", async ({ page, workspace }) => {
  await workspace.api.post("/api/event-types", ORDER);
  const endpoint = await workspace.newEndpoint({ name: "Ledger", events: ["order.paid"] });
  await page.goto(workspace.path("/event-types/order.paid"));
  await expect(page.getByRole("region", { name: "Subscribers" }).getByText("Ledger")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  const refusal = page.getByRole("dialog", { name: "order.paid cannot be deleted yet" });
  await expect(refusal.getByRole("link", { name: "Ledger" })).toHaveAttribute(
    "href",
    workspace.path(`/endpoints/${endpoint.id}/edit`),
  );
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Delete" })).toBeFocused();
  await workspace.api.patch(`/api/webhooks/${endpoint.id}`, { events: ["order.*"] });
  await page.reload();
  await expect(page.getByText("by order.*")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete order.paid" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Delete type" }).click();
  await expect(page).toHaveURL(workspace.path("/event-types"));
  await expect(page.getByText("23 types")).toBeVisible();
});

test("a test of a type goes to one endpoint, and what became of it is shown there", async ({ page, workspace }) => {
  await workspace.newEndpoint({ name: "Other", events: ["project.created"] });
  await workspace.newEndpoint({ name: "Ledger", events: ["user.created"] });
  await openPage(page, workspace.path("/event-types/user.created"));
  const card = page.getByRole("region", { name: "Send test" });
  await expect(card.getByLabel("Endpoint")).toContainText("Ledger");
  await expect(card.getByLabel("Endpoint").locator("option:checked")).toHaveText("Ledger");
  await card.getByRole("button", { name: "Send test event" }).click();
  await expect(card.getByText("Delivered")).toBeVisible();
  await expect(card.getByText("OK 200")).toBeVisible();
});

test("Posthorn's own types can be read, and say why they stay as they are", async ({ page, workspace }) => {
  await page.goto(workspace.path("/event-types/webhook.failing"));
  await expect(page.getByText("Posthorn itself sends this event, about your endpoints")).toBeVisible();
  await expect(page.getByRole("region", { name: "Fields of webhook.failing" })).toContainText("failingSince");
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await page.goto(workspace.path("/event-types/project.created?edit=true"));
  await expect(page.getByText("its schema stays as it is").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "JSON Schema" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0);
});

test("a viewer reads the catalogue and is told why it cannot be changed", async ({ workspace }) => {
  const page = await workspace.pageAs("viewer");
  await page.goto(workspace.path("/event-types"));
  await expect(page.getByRole("link", { name: "user.created" })).toBeVisible();
  await expect(page.getByRole("link", { name: "New event type" })).toHaveCount(0);
  await page.goto(workspace.path("/event-types/user.created"));
  await expect(page.getByText("Your role is viewer")).toBeVisible();
  await expect(page.getByRole("button", { name: /Edit|Delete|Send test/ })).toHaveCount(0);
  await page.goto(workspace.path("/event-types/new"));
  await expect(page.getByText("Your role is viewer")).toBeVisible();
});

test("the catalogue is printed with fields and examples, and without what is only for the screen", async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path("/event-types?view=full"));
  await expect(page.getByRole("heading", { name: "user.created" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByLabel("Search event types")).toBeHidden();
  await expect(page.getByRole("heading", { name: "user.created" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Fields of user.created" })).toBeVisible();
});

test("the pages of event types are sound, also while editing and with a dialog open", async ({ page, workspace }) => {
  test.setTimeout(180_000);
  const long = `long.${"very_".repeat(16)}long`;
  await workspace.api.post("/api/event-types", {
    ...ORDER,
    name: long,
    description: `🚀 ${"نص طويل ".repeat(20)}`.trim(),
  });
  await page.goto(workspace.path("/event-types"));
  await expect(page.getByRole("link", { name: long })).toBeVisible();
  await expectSound(page);
  await page.goto(workspace.path(`/event-types/${long}`));
  await expect(page.getByRole("region", { name: `Fields of ${long}` })).toBeVisible();
  await expectSound(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Delete" }).click();
  await expectSound(page);
  await page.goto(workspace.path(`/event-types/${long}?edit=true`));
  await page.getByRole("textbox", { name: "JSON Schema" }).waitFor();
  await expectSound(page);
  await page.goto(workspace.path("/event-types/new"));
  await page.getByRole("textbox", { name: "JSON Schema" }).waitFor();
  await expectSound(page);
});
