import { expect, test } from "vitest";
import { deltaOfNumber, deltaOfRate } from "./kpis";

test("a rate changes in points, and more is better", () => {
  expect(deltaOfRate(0.995, 0.97)).toEqual({ text: "+2.5 pts", tone: "good", direction: "up" });
  expect(deltaOfRate(0.9, 1)).toEqual({ text: "−10 pts", tone: "bad", direction: "down" });
  expect(deltaOfRate(0.5, 0.5)).toEqual({ text: "no change", tone: "neutral", direction: "same" });
});

test("a number changes in percent; whether that is good depends on the number", () => {
  expect(deltaOfNumber(112, 100, "neither")).toEqual({ text: "+12%", tone: "neutral", direction: "up" });
  expect(deltaOfNumber(50, 100, "down")).toEqual({ text: "−50%", tone: "good", direction: "down" });
  expect(deltaOfNumber(400, 100, "down")).toEqual({ text: "+300%", tone: "bad", direction: "up" });
  expect(deltaOfNumber(1_000_000, 1, "neither")?.text).toBe("> +999%");
});

test("without anything before there is no change to tell", () => {
  expect(deltaOfRate(1, null)).toBeNull();
  expect(deltaOfNumber(5, 0, "down")).toBeNull();
  expect(deltaOfNumber(null, 5, "down")).toBeNull();
});
