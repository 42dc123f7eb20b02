import type { Page } from "@playwright/test";
import { expect, newAccount, test } from "../fixtures/dashboard";
import { newWorkspace, signInByRequest, type TestWorkspace } from "../fixtures/workspace";

/** Each does the same when a browser takes it for more than text. */
const DO = "window.hostile=1";
const HOSTILE = [
  `<script>${DO}</script>`,
  `"><img src=x onerror="${DO}">`,
  `'--></style></script><svg onload=${DO}>`,
  `javascript:${DO}`,
  `{{constructor.constructor('${DO}')()}}`,
  `\${${DO}} <%= ${DO} %>`,
  `</title><script>${DO}</script>`,
  `<iframe srcdoc="<script>parent.hostile=1</script>">`,
  `[x](javascript:${DO}) <a href="javascript:${DO}">x</a>`,
  "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x>",
  "<style>@import url(//evil.example/x)</style><meta http-equiv=refresh content=0;url=//evil.example>",
  "\u202egnp.exe\u2066 \u200b\ufeff %00 \u0001\u001b[31m",
  "__proto__ constructor toString",
  `${"W".repeat(90)}😀`,
];
const ALL = HOSTILE.join("\n");
const ASCII = `<script>${DO}</script>"'`;

type Window = { hostile?: number; violations?: string[] };

/** Opens the page and asserts that all of it was text. @returns how many of the strings can be read on it. */
async function expectInert(page: Page, path: string): Promise<number> {
  await page.goto(path);
  await page.waitForLoadState("load");
  await expect(page.locator("h1").first()).toBeAttached();
  // Parts that come after the first view have a moment to come.
  await page.waitForTimeout(300);
  const seen = await page.evaluate((strings) => {
    const { hostile, violations } = window as unknown as Window;
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
    const text = [document.body.innerText, ...fields].join("\n");
    return {
      ran: hostile ?? 0,
      violations,
      links: [...document.links].map(({ protocol }) => protocol).filter((protocol) => !/^https?:$/.test(protocol)),
      elements: document.querySelectorAll("base, iframe, svg[onload], img[onerror], [srcdoc], meta[http-equiv]").length,
      shown: strings.filter((string) => text.includes(string.slice(0, 24).trim())).length,
    };
  }, HOSTILE);
  const { shown, ...rest } = seen;
  expect({ path, ...rest }).toEqual({ path, ran: 0, violations: [], links: [], elements: 0 });
  return shown;
}

async function fill({ api, newInbox }: TestWorkspace) {
  const headers = { "X-Hostile": ASCII };
  const inbox = await newInbox({ status: 500, body: ALL, contentType: "text/html", headers });
  await api.patch(`/api/inboxes/${inbox.id}`, { name: HOSTILE[0] });
  for (const [index, text] of HOSTILE.entries()) {
    await api.post("/api/projects", { name: text, description: ALL.slice(0, 900) });
    await api.post("/api/event-types", { name: `hostile.n${index}`, description: text, example: { [text]: ALL } });
    await api.post("/api/api-keys", { name: text, scopes: ["projects:read"] });
  }
  const schedule = { retryScheduleMs: [86_400_000] };
  let webhookId = "";
  for (const text of HOSTILE) {
    const url = `${inbox.url}?q=${encodeURIComponent(text)}&r="'<x>`;
    const input = { name: text, description: text, url, events: ["hostile.n0"], headers, ...schedule };
    webhookId = (await api.post<{ id: string }>("/api/webhooks", input)).id;
  }
  const data = { text: ALL, [HOSTILE[0] ?? ""]: HOSTILE, metadata: { [HOSTILE[1] ?? ""]: HOSTILE[2] } };
  const event = await api.post<{ id: string }>("/api/events", { type: "hostile.n0", data });
  let deliveryId = "";
  await expect
    .poll(
      async () => {
        const path = `/api/deliveries?eventId=${event.id}&limit=200`;
        const list = (await api.get<{ data: { id: string; attemptCount: number }[] }>(path)).data;
        deliveryId = list[0]?.id ?? "";
        return list.filter(({ attemptCount }) => attemptCount > 0).length;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThanOrEqual(HOSTILE.length);
  await api.patch("/api/workspaces/current", { name: HOSTILE[6] });
  await api.post("/api/webhooks/queue/pause", { reason: ALL.slice(0, 300) });
  return { inboxId: inbox.id, webhookId, eventId: event.id, deliveryId };
}

test("what tenants and receivers write is text on every page that shows it", async ({
  page,
  request,
  playwright,
  colleague,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const account = await newAccount(request, HOSTILE[1]?.slice(0, 80));
  const owner = await signInByRequest(playwright, baseURL ?? "", account, ASCII);
  const workspace = await newWorkspace(owner, colleague, () => Promise.reject(new Error("nobody else looks")));
  const { inboxId, webhookId, eventId, deliveryId } = await fill(workspace);
  await page.context().addCookies(owner.storageState.cookies);

  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const all: string[] = [];
    Object.assign(window, { violations: all });
    addEventListener("securitypolicyviolation", (event) => all.push(`${event.violatedDirective} ${event.blockedURI}`));
  });

  const inside = [
    "",
    "/endpoints",
    `/endpoints/${webhookId}`,
    `/endpoints/${webhookId}/edit`,
    "/deliveries",
    `/deliveries/${deliveryId}`,
    "/events",
    `/events/${eventId}`,
    "/event-types",
    "/event-types/hostile.n0",
    "/inbox",
    `/inbox/${inboxId}`,
    "/queue",
    "/api-keys",
    "/settings/general",
    "/settings/members",
    "/settings/audit-log",
  ];
  const shown = new Map<string, number>();
  for (const path of inside) shown.set(path, await expectInert(page, workspace.path(path)));
  expect([...shown].filter(([, count]) => count === 0)).toEqual([]);
  expect(await expectInert(page, "/account")).toBeGreaterThan(0);

  const strings = HOSTILE.map((text) => encodeURIComponent(text));
  for (const text of strings.slice(0, 4)) {
    await expectInert(page, workspace.path(`/deliveries?q=${text}&type=${text}`));
    await expectInert(page, workspace.path(`/endpoints?q=${text}`));
    await expectInert(page, `/sign-in?next=${text}&error=${text}&email=${text}`);
    await expectInert(page, `/invitations/${text}`);
  }
  expect(dialogs).toEqual([]);
  await owner.request.dispose();
  console.log(`hostile: ${HOSTILE.length} strings × ${inside.length + 17} pages, 0 ran`);
});
