import type { Page } from "@playwright/test";
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

/** Invites on the members page that is open. @returns the path of the link that is shown. */
async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.getByLabel("E-mail to invite").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: `Invitation for ${email}` });
  const link = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return new URL(link).pathname;
}

test("a colleague is invited, makes an account from the link and joins with the role", async ({
  page,
  account,
  browser,
}) => {
  test.setTimeout(120_000);
  await signIn(page, account);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Members");
  const email = newAddress();
  const path = await invite(page, email, "Viewer");
  await expect(page.getByRole("list", { name: "Open invitations" })).toContainText(email);
  await expectSound(page);

  const guestContext = await browser.newContext();
  const guest = await guestContext.newPage();
  await guest.goto(path);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Join Ada Lovelace’s workspace");
  await expect(guest.getByRole("main")).toContainText(`Ada Lovelace invites ${email} as viewer.`);
  await expectSound(guest);
  await guest.getByRole("link", { name: "Create an account" }).click();
  await expect(guest.getByLabel("E-mail")).toHaveValue(email);
  await guest.getByLabel("Name").fill("Grace Hopper");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Create account" }).click();
  await guest.getByRole("button", { name: "Accept invitation" }).click();
  await guest.waitForURL(`/${account.workspaceSlug}`);
  await expect(guest.getByText(/^Your role is viewer, which may not do this/).first()).toBeVisible();
  await guest.goto(`/${account.workspaceSlug}/settings/members`);
  await expect(guest.getByRole("button", { name: "Remove Ada Lovelace" })).toHaveCount(0);
  await expect(guest.getByLabel("E-mail to invite")).toHaveCount(0);
  await guest.goto(path);
  await expect(guest.getByRole("main")).toContainText("This invitation has been used.");

  await page.reload();
  await page.getByLabel("Role of Grace Hopper").selectOption({ label: "Admin" });
  await expect
    .poll(async () => {
      await guest.goto(`/${account.workspaceSlug}/settings/members`);
      return guest.getByLabel("E-mail to invite").count();
    })
    .toBe(1);
  await page.getByRole("button", { name: "Remove Grace Hopper" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove this member?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByText("Grace Hopper")).toHaveCount(0);
  expect((await guest.goto(`/${account.workspaceSlug}`))?.status()).toBe(404);
  await guestContext.close();
});

test("a link for somebody else offers to change the account; a withdrawn, replaced or unknown one says so", async ({
  page,
  account,
  request,
  browser,
}) => {
  test.setTimeout(120_000);
  const invited = await newAccount(request, "Ivo Invited");
  await signIn(page, account);
  await page.goto(`/${account.workspaceSlug}/settings/members`);
  const first = await invite(page, invited.email, "Developer");

  await page.goto(first);
  await expect(page.getByRole("main")).toContainText("This invitation is for another address.");
  await expectSound(page);
  await page.getByRole("button", { name: "Sign in with another account" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(invited.email);
  await fillSignIn(page, invited.email, invited.password);
  await expect(page.getByRole("button", { name: "Accept invitation" })).toBeVisible();

  const ownerContext = await browser.newContext();
  const owner = await ownerContext.newPage();
  await signIn(owner, account);
  await owner.goto(`/${account.workspaceSlug}/settings/members`);
  await owner.getByRole("button", { name: `New link for ${invited.email}` }).click();
  const dialog = owner.getByRole("dialog");
  const second = new URL(await dialog.locator("code").innerText()).pathname;
  await owner.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.goto(first);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No such invitation");
  await expectSound(page);

  await page.goto(second);
  await owner.getByRole("button", { name: `Revoke the invitation of ${invited.email}` }).click();
  await expect(owner.getByRole("list", { name: "Open invitations" })).toHaveCount(0);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("This invitation was withdrawn.");
  await page.reload();
  await expect(page.getByRole("main")).toContainText("This invitation was withdrawn. Ask for a new one.");
  await ownerContext.close();
});

test("the last owner is kept, and told why", async ({ page, account }) => {
  await signIn(page, account);
  await page.goto(`/${account.workspaceSlug}/settings/members`);
  await page.getByRole("button", { name: "Leave workspace" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Leave workspace" }).click();
  await expect(dialog.getByRole("alert")).toContainText("A workspace needs an owner, and this is the last one.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByLabel("Role of Ada Lovelace").selectOption({ label: "Viewer" });
  await expect(page.getByRole("main").getByRole("alert")).toContainText("A workspace needs an owner");
  await expect(page.getByLabel("Role of Ada Lovelace")).toHaveValue("owner");
});
