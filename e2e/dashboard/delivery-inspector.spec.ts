import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/dashboard";
import { deliver } from "../fixtures/delivery";

type InboxRequest = { id: string; headers: [string, string][]; body: string };

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("the copied cURL sends the same bytes and headers when it is pasted into a shell", async ({ page, workspace }) => {
  const dataText = `{"id":12345678901234567890,"price":1.0,"name":"O'Brien \\"x\\"","cmd":"$(id) \`id\` $HOME !!","emoji":"🚀 é","lines":"a\\nb",\n"at":"@/etc/passwd"}`;
  const { id, inboxId } = await deliver(page, workspace, {
    dataText,
    endpoint: { headers: { "X-Team": "it's $HOME" } },
  });
  await page.goto(workspace.path(`/deliveries/${id}`));
  await page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "cURL of attempt 1" }).click();
  await expect(page.getByText("cURL command copied").first()).toBeVisible();
  const pasted = spawnSync("bash", ["--noprofile", "--norc"], { input: await clipboard(page), encoding: "utf8" });
  expect(pasted.status, pasted.stderr).toBe(0);

  const { data } = await workspace.api.get<{ data: { id: string }[] }>(`/api/inboxes/${inboxId}/requests`);
  expect(data).toHaveLength(2);
  const [copied, original] = await Promise.all(
    data.map(({ id: requestId }) => workspace.api.get<InboxRequest>(`/api/inboxes/${inboxId}/requests/${requestId}`)),
  );
  expect(original?.body).toContain(dataText);
  expect(sha256(copied?.body ?? "")).toBe(sha256(original?.body ?? ""));
  const sent = (request: InboxRequest | undefined) =>
    request?.headers
      .filter(([name]) => !/^(connection|host)$/i.test(name))
      .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
      .sort();
  expect(sent(copied)).toEqual(sent(original));
});

test("a body is read as a tree with exact numbers, as text and as bytes; a path and a search lead to its values", async ({
  page,
  workspace,
}) => {
  const { id } = await deliver(page, workspace, {
    dataText: '{"id":12345678901234567890,"items":[{"id":"first"},{"id":"second"}],"note":"FIRST of all"}',
  });
  await page.goto(workspace.path(`/deliveries/${id}?tab=request`));
  const viewer = page.getByRole("region", { name: "Request body", exact: true });
  const tree = viewer.getByRole("tree");
  await expect(tree).toContainText("12345678901234567890");
  const row = tree.locator('[data-path="$.data.items[0].id"]');
  await row.hover();
  await row.getByRole("button", { name: "Copy path $.data.items[0].id" }).click();
  expect(await clipboard(page)).toBe("$.data.items[0].id");
  await row.getByRole("button", { name: "Copy value of $.data.items[0].id" }).click();
  expect(await clipboard(page)).toBe("first");

  await viewer.getByRole("searchbox").fill("first");
  await expect(viewer.getByText("1 of 2")).toBeVisible();
  await expect(tree.locator('[data-current="true"]')).toHaveAttribute("data-path", "$.data.items[0].id");
  await page.keyboard.press("Enter");
  await expect(viewer.getByText("2 of 2")).toBeVisible();
  await expect(tree.locator('[data-current="true"]')).toHaveAttribute("data-path", "$.data.note");

  await viewer.getByRole("radio", { name: "Raw" }).click();
  await expect(viewer.locator("mark")).toHaveCount(2);
  const { body } = await workspace.api.get<{ body: string }>(`/api/deliveries/${id}`);
  expect(await viewer.locator("pre").innerText()).toBe(body);
  await expect(viewer.locator("[data-sha256]")).toHaveText(sha256(body));
  await viewer.getByRole("radio", { name: "Hex" }).click();
  await expect(viewer.locator("pre")).toContainText("00000000  7b 22 69 64 22 3a 22 65  76 74 5f");
});

test("the tree is walked with the arrow keys", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, { dataText: '{"list":[1,2]}' });
  await page.goto(workspace.path(`/deliveries/${id}?tab=request`));
  const tree = page.getByRole("tree");
  await tree.locator('[data-path="$"]').focus();
  await page.keyboard.press("End");
  await expect(tree.locator('[data-path="$.data.list[1]"]')).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tree.locator('[data-path="$.data.list"]')).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tree.locator('[data-path="$.data.list"]')).toHaveAttribute("aria-expanded", "false");
  await expect(tree.locator('[data-path="$.data.list[1]"]')).toHaveCount(0);
});

test("a payload of a megabyte is shown in part and downloaded whole, and the page stays quick", async ({
  page,
  workspace,
}) => {
  const text = "0123456789".repeat(103_000);
  const { id } = await deliver(page, workspace, { dataText: `{"text":"${text}"}` });
  await page.goto(workspace.path(`/deliveries/${id}?tab=request`));
  const viewer = page.getByRole("region", { name: "Request body", exact: true });
  await expect(viewer.getByText("Its first 64 KiB are shown")).toBeVisible();
  await expect(viewer.getByRole("tree")).toHaveCount(0);
  await expect(viewer.getByRole("radio", { name: "Tree" })).toHaveCount(0);
  const startedMs = Date.now();
  await page.getByRole("tab", { name: "Response" }).click();
  await page.getByRole("tab", { name: "Request" }).click();
  await expect(viewer).toBeVisible();
  expect(Date.now() - startedMs).toBeLessThan(10_000);
  const download = page.waitForEvent("download");
  await viewer.getByRole("button", { name: "Download request body" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  const { body } = await workspace.api.get<{ body: string }>(`/api/deliveries/${id}`);
  expect(sha256(Buffer.concat(chunks).toString("utf8"))).toBe(sha256(body));
});

test("a page that a receiver answers with is text: nothing in it runs", async ({ page, workspace }) => {
  const html =
    '<!doctype html><html><script>window.ran=true;alert(1)</script><img src="/x" onerror="window.ran=true"><b>bold</b></html>';
  const { id } = await deliver(page, workspace, { behaviour: { status: 500, contentType: "text/html", body: html } });
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await page.goto(workspace.path(`/deliveries/${id}?tab=response`));
  await expect(page.getByText("It is shown as text, and nothing in it runs.")).toBeVisible();
  const viewer = page.getByRole("region", { name: "Response body", exact: true });
  expect(await viewer.locator("pre").innerText()).toBe(html);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  expect(dialogs).toBe(0);
});

test("a long answer says how much of it was kept, and invalid JSON where it breaks", async ({ page, workspace }) => {
  const long = await deliver(page, workspace, { behaviour: { bodyBytes: 200_000 } });
  await page.goto(workspace.path(`/deliveries/${long.id}?tab=response`));
  await expect(page.getByText(/Only the beginning of the body was kept: 16 KiB of at least/)).toBeVisible();
  const broken = await deliver(page, workspace, {
    behaviour: { status: 200, contentType: "application/json", body: '{\n  "a": 1,\n  b: 2\n}' },
  });
  await page.goto(workspace.path(`/deliveries/${broken.id}?tab=response`));
  await expect(page.getByText(/Not valid JSON: .* \(line 3, column 3\)\./)).toBeVisible();
});

test("headers can be filtered and copied, and those of the signature are explained", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, { endpoint: { headers: { Authorization: "Bearer secret-token" } } });
  await page.goto(workspace.path(`/deliveries/${id}?tab=request`));
  const headers = page.getByRole("region", { name: "Request headers" });
  await expect(headers).toContainText("HMAC-SHA256 over id.timestamp.body");
  await expect(headers).not.toContainText("secret-token");
  await expect(headers).toContainText("The real value was sent");
  await headers.getByRole("searchbox").fill("timestamp");
  await expect(headers.getByRole("term")).toHaveCount(2);
  await headers.getByRole("button", { name: "Copy all request headers" }).click();
  expect(await clipboard(page)).toContain("X-Webhook-Delivery: ");
});

test("the report for support has the facts and no signature", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace, { behaviour: { status: 500 } });
  await page.goto(workspace.path(`/deliveries/${id}`));
  await page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Report for support (Markdown)" }).click();
  await expect(page.getByText("Report copied").first()).toBeVisible();
  const report = await clipboard(page);
  expect(report).toContain(id);
  expect(report).toContain("The receiver's code failed");
  expect(report).not.toMatch(/v1,[A-Za-z0-9+/]{20}/);
});
