import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asError, logErrors } from "./log-errors";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a server that is down for a minute is logged every 10 s, and another error at once", () => {
  const lines: string[] = [];
  const onError = logErrors(pino({}, { write: (line: string) => void lines.push(line) }), "queue lanes");
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 5; i++) onError(new Error("connect ECONNREFUSED"));
    vi.advanceTimersByTime(1_000);
  }
  expect(lines).toHaveLength(6);
  onError(new Error("WRONGPASS"));
  expect(lines.at(-1)).toContain("queue lanes: WRONGPASS");
});

test("whatever is thrown becomes an Error with words", () => {
  const error = new Error("broken");
  expect(asError(error)).toBe(error);
  expect(asError("broken")).toEqual(error);
});
