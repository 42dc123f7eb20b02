import { expect, expectSound, fillSignIn, signIn, test } from "@/e2e/fixtures/dashboard";

test("a name is changed and shown everywhere", async ({ page, account }) => {
  await signIn(page, account);
  await page.goto("/account");
  await expect(page).toHaveTitle("Account · Posthorn");
  await page.getByLabel("Name").fill("Augusta Ada King, Countess of Lovelace, whose name is eighty characters long ok");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("button", { name: "Your account" }).click();
  await expect(page.getByText(/^Augusta Ada King/)).toBeVisible();
  await expectSound(page);
});

test("a new password keeps this browser signed in and ends every other session", async ({ page, account, browser }) => {
  await signIn(page, account);
  const otherContext = await browser.newContext();
  const other = await otherContext.newPage();
  await signIn(other, account);
  await page.goto("/account");
  await page.getByLabel("Current password").fill("wrong");
  await page.getByLabel("New password").fill("staple battery horse");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/is wrong/);
  await page.getByLabel("Current password").fill(account.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();

  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await fillSignIn(other, account.email, account.password);
  await expect(other.getByRole("main").getByRole("alert")).toContainText("is wrong");
  await otherContext.close();
});

test("signing out everywhere ends every session", async ({ page, account, browser }) => {
  await signIn(page, account);
  const otherContext = await browser.newContext();
  const other = await otherContext.newPage();
  await signIn(other, account);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("/sign-in");
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in\?next=%2Faccount/);
  await otherContext.close();
});

test("an API key is shown once, works, and is refused after it is revoked", async ({ page, account, request }) => {
  await signIn(page, account);
  await page.getByLabel("Key name").fill("billing");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Your new API key" });
  const key = await dialog.locator("code").first().innerText();
  await expectSound(page);
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  await dialog.getByLabel("I have saved the key").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  expect(await page.content()).not.toContain(key);
  const headers = { Authorization: `Bearer ${key}` };
  const created = await request.post("/api/webhooks", {
    headers,
    data: { name: "Billing 🚀 فوترة", url: "https://example.com/hooks", events: ["project.*"] },
  });
  expect(created.status()).toBe(201);

  await page.reload();
  expect(await page.content()).not.toContain(key);
  await expect(page.getByRole("region", { name: "Endpoints" })).toContainText("Billing 🚀 فوترة");
  await expectSound(page);
  await page.getByRole("button", { name: "Revoke billing" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByRole("button", { name: "Revoke billing" })).toHaveCount(0);
  expect((await request.get("/api/webhooks", { headers })).status()).toBe(401);
});

test("a team gets a workspace of its own, which is renamed and told how long to keep history", async ({
  page,
  account,
}) => {
  await signIn(page, account);
  await page.getByRole("button", { name: /choose another/ }).click();
  await page.getByRole("link", { name: "New workspace" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New workspace");
  await expectSound(page);
  await page.getByLabel("Name").fill("Rocket Team");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rocket Team");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Days of history").fill("400");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Days of history")).toHaveAccessibleDescription(/must be at most 365 days/);
  await page.getByLabel("Days of history").fill("90");
  await page.getByLabel("Workspace name").fill("Moon Team");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Workspace Moon Team/ })).toBeVisible();
  await expectSound(page);
});
