import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/dashboard";

/** How somebody uses a page: with the mouse alone, or with the keyboard alone. */
type Hands = {
  press: (target: Locator, key?: "Enter" | "Space") => Promise<void>;
  type: (target: Locator, text: string) => Promise<void>;
};

const TABS_MAX = 120;
/** Presses and fields that somebody needs; nobody takes more than two minutes for so many. */
const ACTS_MAX = 25;

const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
};

/** Reaches everything by Tab, as somebody does who has no mouse; fails when that does not lead there. */
function keyboardOf(page: Page): Hands {
  const reach = async (target: Locator) => {
    await target.waitFor();
    for (let count = 0; count < TABS_MAX; count += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${target.toString()}`);
  };
  return {
    async press(target, key = "Enter") {
      await reach(target);
      await page.keyboard.press(key);
    },
    async type(target, text) {
      await reach(target);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
  };
}

for (const means of ["mouse", "keyboard"] as const)
  test(`with the ${means} alone, a new workspace gets from nothing to a mended failure in few steps`, async ({
    page,
    workspace,
  }) => {
    test.setTimeout(240_000);
    const hands = means === "mouse" ? mouse : keyboardOf(page);
    let acts = 0;
    const press: Hands["press"] = (...given) => {
      acts += 1;
      return hands.press(...given);
    };
    const type: Hands["type"] = (...given) => {
      acts += 1;
      return hands.type(...given);
    };
    const main = page.getByRole("main");
    const place = (name: string) =>
      page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name, exact: true });
    const button = (name: string) => main.getByRole("button", { name, exact: true });
    const answerAs = async (preset: string) => {
      await press(place("Inbox"));
      // The page it comes from may hold a link of the same name, to the endpoint.
      await expect(page).toHaveURL(/\/inbox$/);
      await press(main.getByRole("link", { name: "First endpoint", exact: true }));
      const behaviour = main.getByRole("tab", { name: "Behaviour" });
      await press(main.getByRole("tab", { selected: true }));
      if (means === "mouse") await behaviour.click();
      else
        while (!(await behaviour.evaluate((tab) => tab.ariaSelected === "true")))
          await page.keyboard.press("ArrowRight");
      const card = main.getByRole("button", { name: new RegExp(`^${preset}`) });
      await press(card);
      await expect(card).toHaveAttribute("aria-pressed", "true");
    };

    await page.goto(workspace.path());
    await press(place("Endpoints"));
    await press(main.getByRole("link", { name: /^Create (an )?endpoint/ }).first());
    await type(main.getByLabel("Name"), "First endpoint");
    await press(button("Use an inbox"));
    await expect(main.getByLabel("URL", { exact: true })).toHaveValue(/\/in\//);
    await press(main.getByRole("checkbox", { name: "All events" }), "Space");
    await press(button("Create endpoint"));
    await press(button("Send test event"));
    await expect(main.getByText("Delivered", { exact: true })).toBeVisible();

    // By the keyboard the rest takes a while: a retry of Posthorn's own would have mended the failure first.
    const [endpoint] = (await workspace.api.get<{ data: { id: string }[] }>("/api/webhooks")).data;
    await workspace.api.patch(`/api/webhooks/${endpoint?.id}`, { retryScheduleMs: [3_600_000] });
    await answerAs("Down");
    await press(place("Endpoints"));
    await press(main.getByRole("link", { name: "First endpoint", exact: true }));
    await press(button("Send test"));
    const dialog = page.getByRole("dialog");
    await press(dialog.getByRole("button", { name: "Send test event" }));
    await press(dialog.getByRole("link", { name: "See the delivery" }));
    await expect(main.getByRole("heading", { name: "A proxy could not reach the receiver" })).toBeVisible();
    const failed = page.url();

    await answerAs("Healthy");
    await press(place("Deliveries"));
    await press(main.getByRole("link", { name: /Retrying/ }).first());
    await press(page.getByRole("button", { name: "Resend now" }));
    await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();

    expect(acts, "acts from nothing to a mended failure").toBeLessThanOrEqual(ACTS_MAX);
    await page.goto(failed);
    await expect(main.getByText("Delivered", { exact: true }).first()).toBeVisible();
    await expect(main.getByRole("heading", { name: "A proxy could not reach the receiver" })).toHaveCount(0);
  });
