import { expect, test } from "../fixtures/dashboard";
import { failing, openList, rowIds, rowOf, sendMany } from "../fixtures/deliveries";

test("with the tail on a new delivery slides in within two seconds, nothing is read out row by row, and nothing moves for whoever wants no motion", async ({
  page,
  workspace,
}) => {
  await workspace.newEndpoint({ events: ["user.created"] });
  await sendMany(workspace, "user.created", 2);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openList(page, workspace);
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/live=true/);
  await expect(page.getByRole("button", { name: "Live tail" })).toHaveAttribute("aria-pressed", "true");
  const said: string[] = [];
  await page.exposeFunction("said", (text: string) => said.push(text));
  await page.evaluate(() =>
    new MutationObserver(([change]) =>
      (Reflect.get(window, "said") as (text: string) => void)(change?.target.textContent ?? ""),
    ).observe(document.querySelector("[data-testid=live-announcer]") as Node, {
      childList: true,
      characterData: true,
      subtree: true,
    }),
  );
  const before = await rowIds(page);
  const { id } = await workspace.send("user.created");
  await expect.poll(() => rowIds(page), { timeout: 2_000 }).toHaveLength(before.length + 1);
  const [row] = await workspace.waitForDeliveries(id, "delivered");
  await expect(page.locator(`[data-delivery="${row?.id}"]`).getByText("Delivered")).toBeVisible();
  await sendMany(workspace, "user.created", 8);
  await expect.poll(async () => (await rowIds(page)).length).toBeGreaterThanOrEqual(8);
  const moving = await page.evaluate(
    () => document.getAnimations().filter((animation) => Number(animation.effect?.getTiming().duration) > 0).length,
  );
  expect(moving).toBe(0);
  expect(said.length).toBeLessThanOrEqual(1);
});

test("whoever has scrolled down keeps the row under the pointer; a pill counts what is new and shows it", async ({
  page,
  workspace,
}) => {
  await workspace.newEndpoint({ events: ["user.created"] });
  await sendMany(workspace, "user.created", 40);
  await openList(page, workspace, "?live=true");
  const ids = await rowIds(page);
  const row = rowOf(page, ids[30]);
  await row.scrollIntoViewIfNeeded();
  await row.hover();
  const before = await row.boundingBox();
  await workspace.send("user.created");
  await workspace.send("user.created");
  const pill = page.getByRole("button", { name: "2 new" });
  await expect(pill).toBeVisible();
  expect((await row.boundingBox())?.y).toBe(before?.y);
  expect(await rowIds(page)).toEqual(ids);
  await pill.click();
  await expect.poll(() => rowIds(page)).toHaveLength(42);
  await expect(pill).toBeHidden();
});

test("new rows wait while some are selected", async ({ page, workspace }) => {
  await workspace.newEndpoint({ events: ["user.created"] });
  await sendMany(workspace, "user.created", 2);
  await openList(page, workspace, "?live=true");
  await page
    .getByRole("checkbox", { name: /^Select user\.created/ })
    .first()
    .click();
  await workspace.send("user.created");
  await expect(page.getByRole("button", { name: "1 new" })).toBeVisible();
  expect(await rowIds(page)).toHaveLength(2);
});

test("a delivery in flight goes from Sending to Delivered in its place", async ({ page, workspace }) => {
  // Longer than a page takes to open on a busy machine.
  await failing(workspace, { events: ["user.created"], timeoutMs: 30_000 }, { delayMs: 15_000 });
  const { id } = await workspace.send("user.created");
  await workspace.waitForDeliveries(id, "sending");
  await openList(page, workspace);
  const [row] = await rowIds(page);
  const line = page.locator(`[data-delivery="${row}"]`);
  await expect(line.getByText("Sending")).toBeVisible();
  await expect(line.getByText("Delivered")).toBeVisible({ timeout: 30_000 });
  expect(await rowIds(page)).toEqual([row]);
});

test("without its stream the list says so, goes on by asking, and comes back", async ({ page, workspace }) => {
  await workspace.newEndpoint({ events: ["user.created"] });
  await sendMany(workspace, "user.created", 1);
  await page.route(/\/api\/stream/, (route) => route.abort());
  await page.goto(workspace.path("/deliveries"));
  await expect(page.getByText("Reconnecting", { exact: true }).first()).toBeAttached();
  await expect(page.getByText("Polling", { exact: true }).first()).toBeAttached({ timeout: 20_000 });
  await workspace.send("user.created");
  await expect(page.getByRole("button", { name: "1 new" })).toBeVisible({ timeout: 15_000 });
  await page.unroute(/\/api\/stream/);
  await expect(page.getByText("Live", { exact: true }).first()).toBeAttached({ timeout: 20_000 });
});
