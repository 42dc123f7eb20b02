import { expect, test } from "vitest";
import type { BulkJob } from "@/lib/deliveries/schemas";
import { jobTitle, progressOf } from "./bulk-words";

const job = {
  kind: "retry",
  status: "running",
  total: 200,
  processed: 50,
  retried: 40,
  cancelled: 0,
  max: null,
} as BulkJob;

test.each([
  [job, 0.25],
  [{ ...job, max: 50 }, 0.8],
  [{ ...job, total: 0, processed: 0 }, 0],
  [{ ...job, status: "done" as const, processed: 0 }, 1],
  [{ ...job, processed: 300 }, 1],
])("the progress of %o is %d", (given, expected) => {
  expect(progressOf(given)).toBe(expected);
});

test("a job is called by what it does, and by what became of it", () => {
  expect(jobTitle(job)).toBe("Resending deliveries");
  expect(jobTitle({ ...job, kind: "cancel", status: "done" })).toBe("Cancelled deliveries");
  expect(jobTitle({ ...job, status: "cancelled" })).toBe("Resending deliveries: stopped");
});
