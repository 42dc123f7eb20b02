import { describe, expect, it } from "vitest";
import { createDatabaseClock } from "./database-clock";

describe("the database's clock", () => {
  it("goes on between readings, whatever this machine's own clock says", () => {
    let steadyMs = 5_000;
    const clock = createDatabaseClock(() => steadyMs);
    clock.observe(1_000_000);
    steadyMs += 250;
    expect(clock.nowMs()).toBe(1_000_250);
  });

  it("is not set back by an answer that was late on its way", () => {
    let steadyMs = 0;
    const clock = createDatabaseClock(() => steadyMs);
    clock.observe(1_000_000);
    steadyMs += 100;
    clock.observe(1_000_020);
    expect(clock.nowMs()).toBe(1_000_100);
  });

  it("follows a database whose clock was set back, within a minute or so", () => {
    let steadyMs = 0;
    const clock = createDatabaseClock(() => steadyMs);
    clock.observe(1_000_000);
    for (let second = 1; second <= 70; second += 1) {
      steadyMs = second * 1_000;
      clock.observe(400_000 + steadyMs);
    }
    expect(clock.nowMs()).toBe(400_000 + steadyMs);
  });
});
