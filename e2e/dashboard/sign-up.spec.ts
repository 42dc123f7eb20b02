import { expect, expectSound, newAddress, PASSWORD, test } from "@/e2e/fixtures/dashboard";

test("an account is made in one form and leads to its own workspace", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Create one" }).click();
  await expect(page).toHaveTitle("Create an account · Posthorn");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByLabel("Name").fill("ليلى الفهد 🚀");
  await page.getByLabel("E-mail").fill(newAddress());
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveTitle("Overview · ليلى الفهد 🚀’s workspace · Posthorn");
  await expect(page.getByRole("heading", { name: "First steps" })).toBeVisible();
});

test("a taken address is told at its field, and what was typed is kept", async ({ page, visitor }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Twin");
  await page.getByLabel("E-mail").fill(visitor.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/has an account already: sign in instead/);
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByLabel("Name")).toHaveValue("Twin");
});

test("the password's strength is told in words, and a short one is refused", async ({ page }) => {
  await page.goto("/sign-up");
  const password = page.getByLabel("Password", { exact: true });
  for (const [typed, word] of [
    ["short", "too short"],
    ["Password123", "easy to guess"],
    ["correct horse battery", "strong"],
  ] as const) {
    await password.fill(typed);
    await expect(password).toHaveAccessibleDescription(`Strength: ${word}.`);
  }
  await password.fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(password).toHaveAccessibleDescription(/is too short: use at least 10 characters/);
  await expectSound(page);
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password).toHaveAttribute("type", "text");
});
