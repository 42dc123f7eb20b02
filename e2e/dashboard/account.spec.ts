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
  await page.keyboard.press("Escape");
  await expectSound(page);
});

test("the account is left for a workspace, and reached from one", async ({ page, account }) => {
  await signIn(page, account);
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await page.getByRole("button", { name: "Back to a workspace" }).click();
  await page.getByRole("menuitem", { name: "Ada Lovelace’s workspace" }).click();
  await page.waitForURL(`/${account.workspaceSlug}`);
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
  await expect(page.getByRole("list", { name: "Sessions" }).getByRole("listitem")).toHaveCount(1);

  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await fillSignIn(other, account.email, account.password);
  await expect(other.getByRole("main").getByRole("alert")).toContainText("is wrong");
  await otherContext.close();
});

test("a person sees where they are signed in, and signs one browser out, all others, or all", async ({
  page,
  account,
  browser,
}) => {
  test.slow();
  const phone = {
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
  };
  const tablet = { userAgent: "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1" };
  await signIn(page, account);
  const contexts = [await browser.newContext(phone), await browser.newContext(tablet)];
  const [onPhone, onTablet] = [await contexts[0]?.newPage(), await contexts[1]?.newPage()];
  if (onPhone === undefined || onTablet === undefined) throw new Error("There are no pages.");
  await signIn(onPhone, account);
  await signIn(onTablet, account);

  await page.goto("/account");
  const sessions = page.getByRole("list", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(3);
  await expect(sessions.getByRole("listitem").filter({ hasText: "This browser" })).toHaveCount(1);
  await expect(sessions.getByRole("listitem").filter({ hasText: "This browser" })).toContainText("Chrome on");
  await expectSound(page);
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await onPhone.goto("/account");
  await expect(onPhone).toHaveURL(/\/sign-in\?next=%2Faccount/);
  await onTablet.goto("/account");
  await expect(onTablet.getByRole("heading", { level: 1 })).toHaveText("Account");

  await page.getByRole("button", { name: "Sign out all others" }).click();
  const others = page.getByRole("dialog", { name: "Sign out all other browsers?" });
  await expect(others).toContainText("One other browser is signed out at once.");
  await expect(others.getByRole("button", { name: "Cancel" })).toBeFocused();
  await others.getByRole("button", { name: "Sign out all others" }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Sign out all others" })).toBeDisabled();
  await onTablet.goto("/account");
  await expect(onTablet).toHaveURL(/\/sign-in/);

  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("/sign-in");
  for (const context of contexts) await context.close();
});

test("a team gets a workspace of its own", async ({ page, account }) => {
  await signIn(page, account);
  await page.getByRole("button", { name: /choose another/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New workspace");
  await expectSound(page);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/must not be empty/);
  await page.getByLabel("Name").fill("Rocket Team");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page).toHaveTitle("Overview · Rocket Team · Posthorn");
});
