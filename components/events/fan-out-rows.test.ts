import { expect, test } from "vitest";
import type { Delivery } from "@/lib/deliveries/schemas";
import type { FanOut } from "@/lib/events/schemas";
import { fanOutRows, summaryOf } from "./fan-out-rows";

const webhook = (over: Partial<FanOut>): FanOut => ({
  webhookId: "wh_1",
  name: "One",
  url: "https://example.com",
  status: "active",
  called: true,
  reason: null,
  explanation: null,
  deliveries: [],
  ...over,
});
const at = "2026-11-23T12:00:00.000Z";

test("each endpoint is counted once, by its newest delivery as it is now", () => {
  const rows = fanOutRows(
    {
      fanOut: [
        webhook({
          deliveries: [
            { id: "dlv_1", status: "failed", trigger: "event", createdAt: at },
            { id: "dlv_2", status: "pending", trigger: "replay", createdAt: at },
          ],
        }),
        webhook({ webhookId: "wh_2", called: false, reason: "disabled", explanation: "It was disabled." }),
      ],
    },
    [{ id: "dlv_2", status: "sending" } as Delivery],
  );
  expect(rows.called[0]?.deliveries.map(({ id, status }) => [id, status])).toEqual([
    ["dlv_2", "sending"],
    ["dlv_1", "failed"],
  ]);
  expect(rows.notCalled.map(({ reason }) => reason)).toEqual(["disabled"]);
  expect(summaryOf(rows)).toBe("2 endpoints: 1 in progress, 1 not called.");
  expect(summaryOf({ called: [], notCalled: [] })).toBe("There was no endpoint to tell.");
});
