import { describe, expect, it } from "vitest";
import { DEFAULT_RETRY_SCHEDULE_MS } from "@/lib/retry/policy";
import { DefaultsFormValues, defaultsFormOf, defaultsOf } from "./defaults-form";

const NOTHING = { timeoutMs: null, rateLimit: null, retryScheduleMs: null };

describe("the form of a workspace's defaults", () => {
  it("gives back what it was filled with", () => {
    for (const defaults of [NOTHING, { timeoutMs: 5_000, rateLimit: 20, retryScheduleMs: [1_000, 3_600_000] }])
      expect(defaultsOf(DefaultsFormValues.parse(defaultsFormOf(defaults, DEFAULT_RETRY_SCHEDULE_MS)))).toEqual(
        defaults,
      );
  });

  it.each([
    [{ timeoutSeconds: "31" }, "timeoutSeconds"],
    [{ timeoutSeconds: "1.5" }, "timeoutSeconds"],
    [{ timeoutSeconds: "-1" }, "timeoutSeconds"],
    [{ rateLimit: "0" }, "rateLimit"],
    [{ rateLimit: "10001" }, "rateLimit"],
    [{ schedule: "custom", delays: [] }, "delays"],
    [{ schedule: "custom", delays: [{ text: "5s" }, { text: "soon" }] }, "delays.1.text"],
    [{ schedule: "custom", delays: Array(21).fill({ text: "5s" }) }, "delays"],
  ] as const)("names the field of %j", (given, path) => {
    const parsed = DefaultsFormValues.safeParse({ ...defaultsFormOf(NOTHING, [1_000]), ...given });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("lets be what is wrong with a schedule that is not used", () => {
    const values = { ...defaultsFormOf(NOTHING, [1_000]), delays: [{ text: "soon" }] };
    expect(defaultsOf(DefaultsFormValues.parse(values)).retryScheduleMs).toBeNull();
  });
});
