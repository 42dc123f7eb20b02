import { describe, expect, it } from "vitest";
import { settingsInForce, TIMEOUT_MS_DEFAULT } from "./defaults";
import { DEFAULT_RETRY_SCHEDULE_MS } from "./policy";

const NOTHING = { timeoutMs: null, rateLimit: null, retryScheduleMs: [] };
const instance = { rateLimit: 100 };

describe("what holds for a webhook", () => {
  it("is the instance's where nobody says anything", () => {
    expect(settingsInForce(NOTHING, NOTHING, instance)).toEqual({
      timeoutMs: { value: TIMEOUT_MS_DEFAULT, source: "instance" },
      rateLimit: { value: 100, source: "instance" },
      retryScheduleMs: { value: DEFAULT_RETRY_SCHEDULE_MS, source: "instance" },
    });
  });

  it("is its workspace's before the instance's, and its own before that, setting by setting", () => {
    const workspace = { timeoutMs: 5_000, rateLimit: 7, retryScheduleMs: [1_000] };
    expect(settingsInForce({ ...NOTHING, rateLimit: 3 }, workspace, instance)).toEqual({
      timeoutMs: { value: 5_000, source: "workspace" },
      rateLimit: { value: 3, source: "webhook" },
      retryScheduleMs: { value: [1_000], source: "workspace" },
    });
    expect(settingsInForce({ ...NOTHING, retryScheduleMs: [2_000] }, workspace, instance).retryScheduleMs).toEqual({
      value: [2_000],
      source: "webhook",
    });
  });
});
