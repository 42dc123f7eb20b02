import { describe, expect, it } from "vitest";
import { Watchdog } from "./watchdog";

const stuckAt = (sightings: readonly { nowMs: number; dueLanes?: number; room?: number; lastRoundMs?: number }[]) => {
  const watchdog = new Watchdog();
  return sightings.map((sighting) => watchdog.look({ dueLanes: 1, room: 1, lastRoundMs: 0, ...sighting }));
};

describe("the watchdog", () => {
  it("speaks after 30 s in which work was due and none was claimed", () => {
    expect(stuckAt([{ nowMs: 100_000 }, { nowMs: 129_000 }, { nowMs: 130_000 }])).toEqual([false, false, true]);
  });

  it("is content with a round of claims, even if it found nothing it may send", () => {
    expect(stuckAt([{ nowMs: 100_000 }, { nowMs: 131_000, lastRoundMs: 110_000 }])).toEqual([false, false]);
  });

  it("does not take a full worker or an idle one for a stuck one", () => {
    expect(stuckAt([{ nowMs: 100_000 }, { nowMs: 120_000, room: 0 }, { nowMs: 140_000 }])).toEqual([
      false,
      false,
      false,
    ]);
    expect(stuckAt([{ nowMs: 100_000 }, { nowMs: 120_000, dueLanes: 0 }, { nowMs: 140_000 }])).toEqual([
      false,
      false,
      false,
    ]);
  });
});
