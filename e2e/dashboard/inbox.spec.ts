import type { Page } from "@playwright/test";
import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";
import type { TestWorkspace } from "@/e2e/fixtures/workspace";

type Attempt = { ok: boolean; statusCode: number | null; startedAt: string; cause: { cause: string } | null };

const requests = (page: Page) => page.getByRole("list", { name: "Requests" });
const newInboxNamed = ({ api }: TestWorkspace, name: string) =>
  api.post<{ id: string; url: string }>("/api/inboxes", { name });

async function attemptsOf({ api }: TestWorkspace, deliveryId: string): Promise<Attempt[]> {
  return (await api.get<{ attempts: Attempt[] }>(`/api/deliveries/${deliveryId}`)).attempts;
}

test("a request appears at once with the verdict on its signature, and leads to its delivery", async ({
  page,
  workspace,
}) => {
  const inbox = await workspace.newInbox();
  await workspace.newEndpoint({ url: inbox.url });
  await page.goto(workspace.path(`/inbox/${inbox.id}`));
  await expect(page.getByText("Waiting for the first request")).toBeVisible();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  const event = await workspace.send("project.created", { id: "prj_1", amount: 12_345 });
  await expect(requests(page).getByRole("listitem")).toHaveCount(1, { timeout: 2_000 });
  const first = requests(page).getByRole("listitem").first();
  await expect(first).toContainText("Valid");
  await expect(first).toContainText("Answered 200");
  const [delivery] = await workspace.waitForDeliveries(event.id, "delivered");

  // The same delivery with a signature that nobody made.
  const stamp = Math.floor(Date.now() / 1_000);
  await page.request.post(inbox.url, {
    data: { forged: true },
    headers: {
      "webhook-id": event.id,
      "webhook-timestamp": String(stamp),
      "webhook-signature": `v1,${Buffer.alloc(32, 7).toString("base64")}`,
      "X-Webhook-Delivery": delivery?.id ?? "",
    },
  });
  await expect(requests(page).getByRole("listitem")).toHaveCount(2, { timeout: 2_000 });
  const forged = requests(page).getByRole("listitem").first();
  await expect(forged).toContainText("Invalid: does not match");
  await forged.getByRole("link").click();
  await expect(page.getByRole("region", { name: "Request", exact: true })).toContainText(
    "No known secret produces this signature for this body.",
  );

  await requests(page).getByRole("listitem").last().getByRole("link").click();
  await page.waitForURL(/request=req_/);
  const detail = page.getByRole("region", { name: "Request", exact: true });
  await expect(detail).toContainText("Signed with the secret of an endpoint that points here.");
  await expect(detail).toContainText("12345");
  await expect(detail).toContainText("for the sender");
  await detail.getByRole("tab", { name: "Headers" }).click();
  await expect(detail).toContainText("X-Webhook-Signature");
  await detail.getByRole("tab", { name: "Raw HTTP" }).click();
  await expect(detail).toContainText(/POST \/in\/\S+ HTTP\/1\.1/);
  await expectSound(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await detail.getByRole("link", { name: /Attempt 1 of/ }).click();
  await page.waitForURL(new RegExp(`/deliveries/${delivery?.id}`));
  await page.goBack();
  await expect(detail).toContainText("Signed with the secret");
});

test("the list is searched by text and by verdict, kept in the address, and cleared", async ({ page, workspace }) => {
  const inbox = await workspace.newInbox();
  for (const customer of ["Ada", "Grace"]) await page.request.post(inbox.url, { data: { customer } });
  await page.goto(workspace.path(`/inbox/${inbox.id}`));
  await expect(requests(page).getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("/");
  await page.keyboard.type("Grace");
  await expect(requests(page).getByRole("listitem")).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel("Search requests")).toHaveValue("Grace");
  await expect(requests(page).getByRole("listitem")).toHaveCount(1);
  await page.getByLabel("Signature", { exact: true }).selectOption("Valid");
  await expect(page.getByText("No request matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(requests(page).getByRole("listitem")).toHaveCount(2);

  await page.getByRole("button", { name: "Clear requests" }).click();
  const dialog = page.getByRole("dialog", { name: "Clear requests?" });
  await expect(dialog).toContainText("The 2 requests kept here are forgotten");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Clear requests" }).click();
  await expect(page.getByText("Waiting for the first request")).toBeVisible();
});

test("a sequence set in the form is played: two failures, then success", async ({ page, workspace }) => {
  const inbox = await workspace.newInbox();
  await workspace.newEndpoint({ url: inbox.url, retryScheduleMs: [1_000, 1_000] });
  await page.goto(workspace.path(`/inbox/${inbox.id}?tab=behaviour`));
  const form = page.getByRole("form", { name: "Custom behaviour" });
  await form.getByLabel("One after the other").fill("503, nope");
  await form.getByRole("button", { name: "Set behaviour" }).click();
  await expect(form.getByLabel("One after the other")).toBeFocused();
  await expect(form).toContainText("One after the other takes statuses from 200 to 599, drop or hang");
  await form.getByLabel("One after the other").fill("503, 503, 200");
  await form.getByRole("button", { name: "Set behaviour" }).click();
  const inForce = page.getByRole("region", { name: "Behaviour in force" });
  await expect(inForce).toContainText("Comes to 503, 503, 200 in turn");
  await expect(inForce).toContainText("The next one gets 503.");

  const event = await workspace.send("project.created");
  const [delivery] = await workspace.waitForDeliveries(event.id, "delivered");
  expect((await attemptsOf(workspace, delivery?.id ?? "")).map(({ ok, statusCode }) => [ok, statusCode])).toEqual([
    [false, 503],
    [false, 503],
    [true, 200],
  ]);
  await expect(inForce).toContainText("3 requests since it was set. The next one gets 200.");
  await inForce.getByRole("button", { name: "Reset counter" }).click();
  await expect(inForce).toContainText("0 requests since it was set. The next one gets 503.");
});

test("presets do what they say: no answer, a cut connection, a rate limit", async ({ page, workspace }) => {
  const inbox = await workspace.newInbox();
  await workspace.newEndpoint({ url: inbox.url, timeoutMs: 1_000, retryScheduleMs: [60_000] });
  await page.goto(workspace.path(`/inbox/${inbox.id}?tab=behaviour`));
  const causeOfNext = async (preset: RegExp) => {
    await page.getByRole("button", { name: preset }).click();
    await expect(page.getByRole("button", { name: preset })).toHaveAttribute("aria-pressed", "true");
    const event = await workspace.send("project.created");
    const [delivery] = await workspace.waitForDeliveries(event.id, "retrying");
    const [attempt] = await attemptsOf(workspace, delivery?.id ?? "");
    return attempt?.cause?.cause;
  };
  expect(await causeOfNext(/^Times out/)).toBe("headers_timeout");
  expect(await causeOfNext(/^Drops the connection/)).toBe("conn_reset");
  expect(await causeOfNext(/^Rate limited/)).toBe("rate_limited");
  await page.getByRole("tab", { name: /^Requests/ }).click();
  await expect(requests(page)).toContainText("No answer");
  await expect(requests(page)).toContainText("Answered 429");
});

test("Retry-After is kept to", async ({ workspace }) => {
  const inbox = await workspace.newInbox({ sequence: [429, 200], retryAfter: "4" });
  await workspace.newEndpoint({ url: inbox.url, retryScheduleMs: [1_000] });
  const event = await workspace.send("project.created");
  const [delivery] = await workspace.waitForDeliveries(event.id, "delivered");
  const [first, second] = await attemptsOf(workspace, delivery?.id ?? "");
  expect(Date.parse(second?.startedAt ?? "") - Date.parse(first?.startedAt ?? "")).toBeGreaterThanOrEqual(4_000);
});

test("inboxes are made, renamed and deleted, and lead to an endpoint of their own", async ({ page, workspace }) => {
  await page.goto(workspace.path("/inbox"));
  await expect(page.getByText("No inbox yet")).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "New inbox" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New inbox" });
  await dialog.getByLabel("Name").fill("");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Name").fill("Billing (مرحبا) 🧾");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/inbox\/inb_/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Billing (مرحبا) 🧾");
  await expectSound(page);

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog", { name: "Rename inbox" }).getByLabel("Name").fill("Billing");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Billing");
  await expect(page.getByRole("link", { name: "Create endpoint to this inbox" }).first()).toHaveAttribute(
    "href",
    /\/endpoints\/new\?url=http/,
  );

  await page.goto(workspace.path("/inbox"));
  await page.getByRole("button", { name: "Delete Billing" }).click();
  const confirm = page.getByRole("dialog", { name: "Delete this inbox?" });
  await expect(confirm.getByRole("button", { name: "Cancel" })).toBeFocused();
  await confirm.getByRole("button", { name: "Delete inbox" }).click();
  await expect(page.getByText("No inbox yet")).toBeVisible();
});

test("the pages are sound with data, with long names, and with dialogs open", async ({ page, workspace }) => {
  const inbox = await newInboxNamed(workspace, "N".repeat(100));
  await workspace.newEndpoint({ url: `${inbox.url}?tag=${"x".repeat(150)}`, name: "E".repeat(80) });
  await page.request.post(`${inbox.url}?${"long=".repeat(60)}`, { data: { emoji: "🧾", text: "שלום" } });
  await page.goto(workspace.path("/inbox"));
  await expect(page.getByRole("list", { name: "Inboxes" })).toContainText("1 request");
  await expectSound(page);
  await page.goto(workspace.path(`/inbox/${inbox.id}?tab=behaviour`));
  await expect(page.getByRole("heading", { name: "Presets" })).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete inbox" }).click();
  await expect(page.getByRole("dialog", { name: "Delete this inbox?" })).toContainText("1 endpoint points here");
  await expectSound(page);
});

test("a viewer reads inboxes and can change nothing", async ({ workspace }) => {
  const inbox = await workspace.newInbox();
  const viewer = await workspace.pageAs("viewer");
  await viewer.request.post(inbox.url, { data: {} });
  await viewer.goto(workspace.path("/inbox"));
  await expect(viewer.getByRole("button", { name: "New inbox" })).toBeDisabled();
  await expect(viewer.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
  await viewer.goto(workspace.path(`/inbox/${inbox.id}?tab=behaviour`));
  await expect(viewer.getByText("Your role is viewer, which may not do this.", { exact: false })).toBeVisible();
  await expect(viewer.getByRole("button", { name: /^Healthy/ })).toBeDisabled();
  await expect(viewer.getByRole("button", { name: "Set behaviour" })).toBeDisabled();
  await expect(viewer.getByRole("button", { name: "More actions" })).toHaveCount(0);
  await expectSound(viewer);
  const headers = { Origin: new URL(viewer.url()).origin };
  const answers = [
    await viewer.request.delete(`/api/inboxes/${inbox.id}/requests?workspace=${workspace.slug}`, { headers }),
    await viewer.request.patch(`/api/inboxes/${inbox.id}?workspace=${workspace.slug}`, {
      data: { name: "x" },
      headers,
    }),
    await viewer.request.post(`/api/inboxes?workspace=${workspace.slug}`, { data: {}, headers }),
  ];
  expect(answers.map((answer) => answer.status())).toEqual([403, 403, 403]);
});

test("an inbox that is not there is said so, with a way back", async ({ page, workspace }) => {
  await page.goto(workspace.path("/inbox/inb_01m84k05pve0498m2vab473abj"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not|nothing/i);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
});
