import { expect, test } from "vitest";
import type { DeliveryParams } from "./delivery-params";
import { filterWords, spanWords } from "./filter-words";

const none: DeliveryParams = {
  status: null,
  type: null,
  webhook: null,
  code: null,
  err: null,
  q: null,
  trigger: null,
  event: null,
  project: null,
  job: null,
  attempts: null,
  latency: null,
  range: null,
  from: null,
  to: null,
};
const words = (params: Partial<DeliveryParams>) =>
  filterWords(
    { ...none, ...params },
    (_name, value) => value,
    (time) => time.toISOString(),
  );

test.each([
  [{}, "Last 24 hours"],
  [{ range: "7d" as const }, "Last 7 days"],
  [{ status: ["failed" as const, "retrying" as const] }, "Status is failed or retrying; last 24 hours"],
  [{ attempts: "gte:3", latency: "lte:200" }, "Attempts is at least 3; Latency is at most 200 ms; last 24 hours"],
  [{ job: "job_1" }, "Bulk job is job_1; any time"],
  [{ from: new Date(0) }, "Since 1970-01-01T00:00:00.000Z"],
])("%j is said as %s", (params, expected) => {
  expect(words(params)).toBe(expected);
});

test("a span with two ends names both", () => {
  const params = { ...none, from: new Date(0), to: new Date(1_000) };
  expect(spanWords(params, (time) => String(time.getTime()))).toBe("0 to 1000");
});
