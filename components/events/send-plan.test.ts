import { expect, test } from "vitest";
import type { Subscriber } from "@/lib/events/schemas";
import { planSend } from "./send-plan";

const subscriber = (over: Partial<Subscriber>): Subscriber => ({
  webhookId: "wh_1",
  name: "One",
  url: "https://example.com",
  status: "active",
  projectId: null,
  pattern: "*",
  ...over,
});
const fates = (projectId?: string) =>
  planSend(
    [
      subscriber({ webhookId: "off", status: "disabled" }),
      subscriber({ webhookId: "bound", projectId: "prj_1" }),
      subscriber({ webhookId: "waits", status: "paused" }),
      subscriber({ webhookId: "all" }),
    ],
    projectId,
  ).map(({ subscriber: { webhookId }, fate }) => `${webhookId} ${fate}`);

test("a preview says who is called, who waits and who is left out", () => {
  expect(fates()).toEqual(["all called", "waits held", "off skipped", "bound skipped"]);
  expect(fates("prj_1")).toEqual(["bound called", "all called", "waits held", "off skipped"]);
  expect(fates("prj_2")).toEqual(["all called", "waits held", "off skipped", "bound skipped"]);
});
