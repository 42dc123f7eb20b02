import {
  expect,
  expectSound,
  fillSignIn,
  newAccount,
  newAddress,
  PASSWORD,
  signIn,
  test,
} from "@/e2e/fixtures/dashboard";

test("who is not signed in comes back to the page they asked for", async ({ page, visitor }) => {
  const wanted = `/${visitor.workspaceSlug}/settings/members?from=mail`;
  await page.goto(wanted);
  await expect(page).toHaveTitle("Sign in · Posthorn");
  await fillSignIn(page, visitor.email, visitor.password);
  await page.waitForURL(wanted);
  await expect(page).toHaveTitle("Members · Ada Lovelace’s workspace · Posthorn");
});

test("signing in never leads to another host", async ({ page, visitor, baseURL }) => {
  await page.goto("/sign-in?next=%2F%2Fevil.example%2F");
  await fillSignIn(page, visitor.email, visitor.password);
  await page.waitForURL(`${baseURL}/${visitor.workspaceSlug}`);
});

test("a wrong password and an unknown address are told in the same words, and the address is kept", async ({
  page,
  visitor,
}) => {
  await page.goto("/sign-in");
  for (const email of [visitor.email, newAddress()]) {
    await fillSignIn(page, email, "wrong");
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toHaveText("The e-mail address or the password is wrong.");
    await expect(alert).toBeFocused();
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  }
});

test("empty fields are named, and the focus goes to the first of them", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const email = page.getByLabel("E-mail");
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/is not an e-mail address/);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/is empty/);
  await expectSound(page);
});

test("after ten guesses the form says how long to wait, and opens again by itself", async ({ page, request }) => {
  const email = newAddress();
  const csrf = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  for (let index = 0; index < 10; index += 1)
    await request.post("/api/auth/callback/credentials", {
      form: { email, password: "guess", csrfToken: csrf.csrfToken, json: "true" },
    });
  await page.clock.install();
  await page.goto("/sign-in");
  await fillSignIn(page, email, PASSWORD);
  const notice = page.getByRole("main").getByRole("status");
  await expect(notice).toContainText(/Try again in \d+ (seconds?|minutes?)\. Your account is not locked\./);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeDisabled();
  await expectSound(page);
  await page.clock.fastForward("31:00");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
});

test("signing out ends the session", async ({ page, visitor }) => {
  await signIn(page, visitor);
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("/sign-in");
  await page.goto(`/${visitor.workspaceSlug}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("the page works by keyboard alone, beginning with a way past the header", async ({ page, visitor }) => {
  await signIn(page, visitor);
  await page.reload();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("scripts run by nonce alone, no page may frame this one, and the API is left to its own headers", async ({
  page,
  request,
}) => {
  const response = await page.goto("/sign-in");
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect((await request.get("/api/health/live")).headers()["content-security-policy"]).toBeUndefined();
});

test("a workspace of somebody else and one that never was are the same page", async ({ page, visitor, request }) => {
  const stranger = await newAccount(request, "Sam Stranger");
  await signIn(page, visitor);
  for (const path of [`/${stranger.workspaceSlug}`, "/no-such-workspace", "/no-such-workspace/settings/members"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
  }
  await expectSound(page);
  await page.getByRole("link", { name: "Go to your workspace" }).click();
  await page.waitForURL(`/${visitor.workspaceSlug}`);
});
