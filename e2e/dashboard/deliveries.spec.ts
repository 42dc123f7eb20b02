import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Papa from "papaparse";
import { expect, test } from "../fixtures/dashboard";
import { chip, failing, openList, rowIds, rowOf, sendMany } from "../fixtures/deliveries";

test.describe("the filter", () => {
  test("is in the address, in the call and in the rows; a copied link shows the same, and Clear all takes it away", async ({
    page,
    workspace,
  }) => {
    await workspace.newEndpoint({ name: "Healthy", events: ["user.created"] });
    const broken = await failing(workspace, { name: "Broken", events: ["user.updated"] });
    const limited = await failing(workspace, { name: "Limited", events: ["user.deleted"] }, { status: 429 });
    const ok = await workspace.send("user.created");
    const failed = await workspace.send("user.updated");
    const refused = await workspace.send("user.deleted");
    const [okRow] = await workspace.waitForDeliveries(ok.id, "delivered");
    const [failedRow] = await workspace.waitForDeliveries(failed.id, "failed");
    const [refusedRow] = await workspace.waitForDeliveries(refused.id, "failed");
    await openList(page, workspace);
    expect(await rowIds(page)).toEqual([refusedRow?.id, failedRow?.id, okRow?.id]);

    const called = page.waitForRequest((request) => /\/api\/deliveries\?.*code=5xx/.test(request.url()));
    await page.keyboard.press("f");
    await page.getByRole("button", { name: "Response code" }).click();
    await page.getByRole("option", { name: "5xx" }).click();
    await called;
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/code=5xx/);
    await expect.poll(() => rowIds(page)).toEqual([failedRow?.id]);
    await expect(page.getByTestId("result-line")).toHaveText("1 delivery (exact)");

    await page.reload();
    expect(await rowIds(page)).toEqual([failedRow?.id]);
    for (const [query, expected] of [
      ["code=429", [refusedRow?.id]],
      ["code=400-499", [refusedRow?.id]],
      ["status=failed", [refusedRow?.id, failedRow?.id]],
      [`webhook=${broken.id},${limited.id}`, [refusedRow?.id, failedRow?.id]],
      ["type=user.*", [refusedRow?.id, failedRow?.id, okRow?.id]],
      ["err=server_error", [failedRow?.id]],
      ["attempts=gte:2", [refusedRow?.id, failedRow?.id]],
      ["status=nonsense&code=999", [refusedRow?.id, failedRow?.id, okRow?.id]],
    ] as const) {
      await openList(page, workspace, `?${query}`, expected.length > 0);
      expect([query, await rowIds(page)]).toEqual([query, expected]);
    }

    await openList(page, workspace, "?status=failed&code=5xx");
    await chip(page, "Response code").focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?status=failed$/);
    await expect.poll(() => rowIds(page)).toEqual([refusedRow?.id, failedRow?.id]);
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect(page).toHaveURL(workspace.path("/deliveries"));
    await expect.poll(() => rowIds(page)).toHaveLength(3);
  });

  test("finds what had no response", async ({ page, workspace }) => {
    await failing(workspace, { events: ["user.created"] }, { drop: true });
    const { id } = await workspace.send("user.created");
    const [row] = await workspace.waitForDeliveries(id, "failed");
    await openList(page, workspace, "?code=none");
    expect(await rowIds(page)).toEqual([row?.id]);
    await openList(page, workspace, "?code=5xx", false);
    await expect(page.getByText("No deliveries match")).toBeVisible();
  });

  test("searches payloads by text and by path; what hides everything is named, with a button", async ({
    page,
    workspace,
  }) => {
    await workspace.newEndpoint({ events: ["user.created"] });
    const one = await workspace.send("user.created", { customer: { id: 123 }, note: "Zoë's order" });
    const two = await workspace.send("user.created", { customer: { id: 1234 } });
    const [first] = await workspace.waitForDeliveries(one.id, "delivered");
    await workspace.waitForDeliveries(two.id, "delivered");
    await openList(page, workspace);
    await page.keyboard.press("/");
    await page.keyboard.type("data.customer.id:123");
    await expect(page).toHaveURL(/q=data\.customer\.id:123/);
    await expect.poll(() => rowIds(page)).toEqual([first?.id]);
    await page.getByLabel("Search payloads or paste an id").fill("ZOË'S");
    await expect.poll(() => rowIds(page)).toEqual([first?.id]);
    await page.getByLabel("Search payloads or paste an id").fill("nothing like it");
    await expect(page.getByText("No deliveries match")).toBeVisible();
    await expect(page.getByText("Nothing was sent yet")).toBeHidden();
    await page.getByRole("button", { name: /Remove Search: nothing like it \(2\)/ }).click();
    await expect.poll(() => rowIds(page)).toHaveLength(2);
  });

  test("changes without filling the history; Back closes the drawer first and leaves the page then", async ({
    page,
    workspace,
  }) => {
    await workspace.newEndpoint({ events: ["user.created"] });
    const { id } = await workspace.send("user.created");
    const [row] = await workspace.waitForDeliveries(id, "delivered");
    await page.goto(workspace.path("/queue"));
    await openList(page, workspace);
    await page.getByLabel("Search payloads or paste an id").fill("user");
    await expect(page).toHaveURL(/q=user/);
    await rowOf(page, row?.id).click();
    await expect(page).toHaveURL(new RegExp(`d=${row?.id}`));
    await expect(page.getByRole("complementary", { name: "Delivery" }).getByText("user.created").first()).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("complementary", { name: "Delivery" })).toBeHidden();
    await expect(page).toHaveURL(/deliveries\?q=user$/);
    await page.goBack();
    await expect(page).toHaveURL(/\/queue$/);
  });

  test("is narrowed to a window by the keys of the picture", async ({ page, workspace }) => {
    await workspace.newEndpoint({ events: ["user.created"] });
    const { id } = await workspace.send("user.created");
    await workspace.waitForDeliveries(id, "delivered");
    await openList(page, workspace);
    const strip = page.getByRole("slider", { name: /Deliveries over time/ });
    await strip.focus();
    await page.keyboard.press("ArrowLeft");
    await expect(strip).toHaveAttribute("aria-valuetext", /: 1, 0 failed/);
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/from=.*&to=/);
    await expect.poll(() => rowIds(page)).toHaveLength(1);
    await page.getByRole("button", { name: /Time range/ }).click();
    await page.getByRole("button", { name: "Last hour" }).click();
    await expect(page).toHaveURL(/range=1h$/);
  });
});

test.describe("the rows", () => {
  test("go on page by page without a gap or a repetition while new ones arrive", async ({ page, workspace }) => {
    await workspace.newEndpoint({ events: ["user.created"] });
    await sendMany(workspace, "user.created", 130);
    const { data } = await workspace.api.get<{ data: { id: string }[] }>("/api/deliveries?limit=200");
    const expected = data.map(({ id }) => id);
    const read: string[] = [];
    page.on("response", async (response) => {
      if (!/\/api\/deliveries\?.*cursor=/.test(response.url())) return;
      read.push(...((await response.json()) as { data: { id: string }[] }).data.map(({ id }) => id));
    });
    await openList(page, workspace);
    const first = await rowIds(page);
    for (let turn = 0; turn < 4 && first.length + read.length < expected.length; turn += 1) {
      await workspace.send("user.created", { late: turn });
      await page
        .getByText(/Load more|Loading|That is all/)
        .last()
        .scrollIntoViewIfNeeded();
      await page.waitForTimeout(500);
    }
    await expect.poll(() => [...first, ...read]).toEqual(expected);
    await expect(page.getByText("That is all.")).toBeVisible();
    await expect(page.getByRole("button", { name: /\d+\+? new/ })).toBeVisible();
  });

  test("are links: Ctrl opens a page of its own, and the keys walk, select, open and copy", async ({
    page,
    context,
    workspace,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await workspace.newEndpoint({ events: ["user.created"] });
    await sendMany(workspace, "user.created", 3);
    await openList(page, workspace);
    const ids = await rowIds(page);
    await page.keyboard.press("j");
    await expect(rowOf(page, ids[0])).toBeFocused();
    const opened = context.waitForEvent("page");
    await rowOf(page, ids[0]).click({ modifiers: ["ControlOrMeta"] });
    const other = await opened;
    await expect(other).toHaveURL(new RegExp(`/deliveries/${ids[0]}$`));
    await other.close();
    await page.bringToFront();

    // The keys go on from the row that was clicked.
    await expect(rowOf(page, ids[0])).toBeFocused();
    await page.keyboard.press("j");
    await expect(rowOf(page, ids[1])).toBeFocused();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("Shift+X");
    await expect(page.getByText("2 selected")).toBeVisible();
    await page.keyboard.press("k");
    await page.keyboard.press("c");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(ids[1]);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`d=${ids[1]}`));
    const drawer = page.getByRole("complementary", { name: "Delivery" });
    await expect(drawer.getByRole("heading").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
    await expect(rowOf(page, ids[1])).toBeFocused();
  });

  test("are sent again by one click, at once to be seen; a viewer is told why not", async ({ page, workspace }) => {
    await failing(workspace, { events: ["user.created"] }, { sequence: [500, 500, 200] });
    const { id } = await workspace.send("user.created");
    const [row] = await workspace.waitForDeliveries(id, "failed");
    await openList(page, workspace);
    const line = page.locator(`[data-delivery="${row?.id}"]`);
    await line.getByRole("button", { name: /^Retry user\.created/ }).click();
    await expect(page.getByText("Retry queued").first()).toBeVisible();
    await expect(line.getByText("Delivered")).toBeVisible();

    const viewer = await workspace.pageAs("viewer");
    await openList(viewer, workspace);
    const button = viewer.locator(`[data-delivery="${row?.id}"]`).getByRole("button", { name: /^Retry/ });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAttribute("title", /viewer/);
  });

  test("stay, dimmed, when the API fails, with the request's id and a way to try again", async ({
    page,
    workspace,
  }) => {
    await workspace.newEndpoint({ events: ["user.created"] });
    const { id } = await workspace.send("user.created");
    await workspace.waitForDeliveries(id, "delivered");
    await openList(page, workspace);
    const problem = {
      type: "x",
      title: "Internal",
      status: 500,
      code: "internal",
      detail: "It broke.",
      requestId: "rid_1",
    };
    await page.route(/\/api\/deliveries\?/, (route) => route.fulfill({ status: 500, json: problem }));
    await page.getByLabel("Search payloads or paste an id").fill("user");
    await expect(page.getByRole("alert").getByText("It broke.")).toBeVisible();
    await expect(page.getByText("rid_1")).toBeVisible();
    expect(await rowIds(page)).toHaveLength(1);
    await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "true");
    await page.unroute(/\/api\/deliveries\?/);
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect(page.getByText("It broke.")).toBeHidden();
    await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false");
    await page.context().setOffline(true);
    await expect(page.getByText("You are offline")).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByText("You are offline")).toBeHidden();
  });

  test("are exported as they are filtered, and no cell is a formula", async ({ page, workspace }) => {
    await workspace.newEndpoint({ name: "=cmd|' /C calc'!A0", events: ["user.created"] });
    await workspace.newEndpoint({ name: "Other", events: ["user.updated"] });
    await sendMany(workspace, "user.created", 4);
    await workspace.send("user.updated");
    await openList(page, workspace, "?type=user.created");
    const expected = await rowIds(page);
    expect(expected).toHaveLength(4);
    await page.getByLabel("Select the rows that are shown").click();
    const csv = await exported(page, "CSV");
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(data.map(({ id }) => id)).toEqual(expected);
    for (const { webhookName } of data) expect(webhookName).toBe("'=cmd|' /C calc'!A0");
    const lines = (await exported(page, "NDJSON")).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(expected);
  });

  test("have the columns and the density that somebody chose, also on the next visit", async ({ page, workspace }) => {
    await workspace.newEndpoint({ events: ["user.created"] });
    await workspace.send("user.created");
    await openList(page, workspace);
    await page.getByRole("button", { name: "View" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Delivery id" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Latency" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("columnheader", { name: "Delivery id" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "Delivery id" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Latency" })).toBeHidden();
  });
});

async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: format, exact: true }).click();
  return readFile(await (await download).path(), "utf8");
}
