import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectSound, test } from "@/e2e/fixtures/dashboard";

const shownKey = (page: Page) => page.getByRole("dialog", { name: "Your new API key" });
const actionsOf = (page: Page, name: string) =>
  page.getByRole("button", { name: `Actions for ${name}` }).filter({ visible: true });

async function openCreate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create key" }).first().click();
  await expect(page.getByRole("dialog", { name: "Create an API key" })).toBeVisible();
}

async function saveKey(page: Page): Promise<string> {
  const dialog = shownKey(page);
  const key = await dialog.locator("code").first().innerText();
  await dialog.getByLabel("I have saved the key").click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return key;
}

test("a key is shown once, works, is nowhere afterwards, and is refused once it is revoked", async ({
  page,
  workspace,
  request,
}) => {
  const asked: string[] = [];
  page.on("request", (each) => asked.push(`${each.url()} ${each.postData() ?? ""}`));
  await page.goto(workspace.path("/api-keys"));
  await expect(page).toHaveTitle(/^API keys · /);
  await expect(page.getByText("No keys yet")).toBeVisible();
  await openCreate(page);
  await page.getByLabel("Key name").fill("billing");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();

  const dialog = shownKey(page);
  const key = await dialog.locator("code").first().innerText();
  expect(key).toMatch(/^ph_[0-9A-Za-z]{12}_/);
  await expect(dialog).toContainText(`curl `);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download .env" }).click();
  const file = await (await saving).path();
  expect(readFileSync(file, "utf8")).toContain(`POSTHORN_API_KEY=${key}\n`);
  await saveKey(page);

  const secret = key.slice(16);
  expect(await page.content()).not.toContain(secret);
  expect(page.url()).not.toContain(secret);
  expect(asked.filter((text) => text.includes(secret))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(secret);
  const headers = { Authorization: `Bearer ${key}` };
  const sent = await request.post("/api/events", { headers, data: { type: "project.created", data: { id: "1" } } });
  expect(sent.ok(), await sent.text()).toBe(true);
  // It sends and sees nothing.
  expect((await request.get("/api/webhooks", { headers })).status()).toBe(403);

  await page.reload();
  expect(await page.content()).not.toContain(secret);
  await expect(page.getByText(`${key.slice(0, 15)}…${key.slice(-4)}`).filter({ visible: true })).toBeVisible();
  await actionsOf(page, "billing").click();
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  const revoke = page.getByRole("dialog", { name: "Revoke this key?" });
  await expect(revoke.getByRole("button", { name: "Cancel" })).toBeFocused();
  await revoke.getByLabel("Type billing to go on").fill("bill");
  await revoke.getByRole("button", { name: "Revoke key" }).click();
  await expect(revoke).toContainText("that is not billing");
  await revoke.getByLabel("Type billing to go on").fill("billing");
  await revoke.getByRole("button", { name: "Revoke key" }).click();
  await expect(revoke).toBeHidden();
  await expect(page.getByText("No keys yet")).toBeVisible();
  expect((await request.get("/api/workspaces/current", { headers })).status()).toBe(401);
  await page.getByRole("radio", { name: /^Ended/ }).click();
  await expect(page).toHaveURL(/show=ended/);
  await expect(page.getByText("billing", { exact: true }).filter({ visible: true })).toBeVisible();
});

test("scopes are chosen one by one, by keyboard alone, and an expiry", async ({ page, workspace, request }) => {
  await page.goto(workspace.path("/api-keys"));
  await page.getByRole("button", { name: "Create key" }).first().press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create an API key" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Create key" }).press("Enter");
  await expect(dialog.getByLabel("Key name")).toBeFocused();
  await expect(dialog.getByLabel("Key name")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("reader");
  await page.keyboard.press("Tab");
  await dialog.getByLabel("Expires").selectOption("30");
  await page.keyboard.press("Tab");
  // Radio buttons go by arrows: send, read, everything, custom.
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await expect(dialog.getByLabel("Custom")).toBeChecked();
  await dialog.getByRole("button", { name: "Create key" }).press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("Choose at least one scope.");
  await dialog.getByRole("checkbox", { name: "webhooks:read" }).press("Space");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Create key" }).press("Enter");
  const key = await saveKey(page);
  const headers = { Authorization: `Bearer ${key}` };
  expect((await request.get("/api/webhooks", { headers })).status()).toBe(200);
  expect((await request.get("/api/events", { headers })).status()).toBe(403);
  await expect(page.getByText("1 scope").filter({ visible: true })).toBeVisible();
  await expect(page.getByText("in 29 d").filter({ visible: true })).toBeVisible();
});

test("a key is rolled with an overlap in which both work", async ({ page, workspace, request }) => {
  const old = await workspace.api.post<{ key: string }>("/api/api-keys", { name: "CI", scopes: ["webhooks:read"] });
  await page.goto(workspace.path("/api-keys"));
  await actionsOf(page, "CI").click();
  await page.getByRole("menuitem", { name: "Roll…" }).click();
  const dialog = page.getByRole("dialog", { name: "Roll this key" });
  await expect(dialog.getByLabel("24 hours")).toBeChecked();
  await dialog.getByRole("button", { name: "Roll key" }).click();
  const key = await saveKey(page);
  expect(key).not.toBe(old.key);
  for (const each of [old.key, key])
    expect((await request.get("/api/webhooks", { headers: { Authorization: `Bearer ${each}` } })).status()).toBe(200);
  await expect(page.getByText("Expires soon").filter({ visible: true })).toHaveCount(1);
});

test("the page is sound, empty and with absurd names, and its dialogs are", async ({ page, workspace }) => {
  test.setTimeout(120_000);
  await page.goto(workspace.path("/api-keys"));
  await expectSound(page);
  for (const name of ["خدمة الفواتير 🚀", "w".repeat(80), "CI"])
    await workspace.api.post("/api/api-keys", { name, scopes: ["events:read", "events:write"] });
  await page.goto(workspace.path("/api-keys"));
  await expectSound(page);
  await openCreate(page);
  await page.getByLabel("Custom").check();
  await expectSound(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Create key" })).toBeFocused();
});

test("a viewer sees the keys and why they cannot change them", async ({ workspace }) => {
  await workspace.api.post("/api/api-keys", { name: "CI", scopes: ["events:write"] });
  const page = await workspace.pageAs("viewer");
  await page.goto(workspace.path("/api-keys"));
  await expect(page.getByText("CI", { exact: true }).filter({ visible: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create key" })).toBeDisabled();
  await expect(page.getByText("Your role is viewer, which may not do this.")).toBeVisible();
  await expect(actionsOf(page, "CI")).toHaveCount(0);
  const refused = await page.request.post(`/api/api-keys?workspace=${workspace.slug}`, {
    headers: { Origin: new URL(page.url()).origin },
    data: { name: "x", scopes: ["events:write"] },
  });
  expect(refused.status()).toBe(403);
});

test("keys that cannot be read again say so, with a way to try once more", async ({ page, workspace }) => {
  await workspace.api.post("/api/api-keys", { name: "CI", scopes: ["events:write"] });
  await page.goto(workspace.path("/api-keys"));
  await expect(actionsOf(page, "CI")).toBeVisible();
  await page.route("**/api/api-keys?**", (route) =>
    route.fulfill({ status: 500, json: { code: "internal", detail: "Broken on purpose." } }),
  );
  await openCreate(page);
  await page.getByLabel("Key name").fill("second");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("dialog")).toContainText("Broken on purpose.");
  await expect(page.getByLabel("Key name")).toHaveValue("second");
});
