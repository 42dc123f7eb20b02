import { expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { TOPICS } from "./messages";
import { formatEvent, formatHello, isAbout, parseTopics } from "./sse";

test("an event is one id, one name and one line of JSON, whatever the text in it", () => {
  const text = formatEvent("b-7", {
    type: "event.created",
    eventId: "evt_1",
    eventType: "a\nid: 9\r\n\u2028\n\ndata: x",
  });
  const [id, event, data, ...rest] = text.split(/\r\n|\r|\n/);
  expect([id, event, rest]).toEqual(["id: b-7", "event: event.created", ["", ""]]);
  expect(JSON.parse(data?.slice("data: ".length) ?? "")).toHaveProperty("eventId", "evt_1");
});

test("a stream begins with a reconnect time and an id to resume from, and no event", () => {
  expect(formatHello("b-0")).toBe("retry: 2000\nid: b-0\n\n");
});

test("topics narrow a stream; none means all; a reset always comes through", () => {
  expect([...parseTopics(null)]).toEqual([...TOPICS]);
  expect([...parseTopics("")]).toEqual([...TOPICS]);
  const topics = parseTopics("delivery, bulk-job");
  expect(isAbout(topics, { type: "delivery.created", deliveryId: "dlv_1", webhookId: "wh_1", eventId: "evt_1" })).toBe(
    true,
  );
  expect(isAbout(topics, { type: "bulk-job.updated", bulkJobId: "job_1" })).toBe(true);
  expect(isAbout(topics, { type: "webhook.updated", webhookId: "wh_1" })).toBe(false);
  expect(isAbout(topics, { type: "reset" })).toBe(true);
});

test("a topic that does not exist is refused with the names of those that do", () => {
  expect(() => parseTopics("delivery,moon")).toThrow(AppError);
  expect(() => parseTopics("delivery,moon")).toThrow(/"moon".*delivery, webhook/);
});
